"""What else is under way on the morning of 7 November 2023, so that every role has
something to do.
"""

from __future__ import annotations

from api.demo.kronoberg.autumn import AVTAL, DIREKTOR, SKOLCHEFER, SOCIALCHEFER
from api.demo.kronoberg.people import ORDFORANDE, SEKRETERARE
from api.demo.kronoberg.spring import KRONOBARN
from api.demo.telling import Telling


def present(story: Telling) -> None:
    """Tell it."""
    _on_remiss(story)
    _being_completed(story)
    _just_in(story)


def _on_remiss(story: Telling) -> None:
    story.on("2023-10-16")
    sak = story.arende(
        AVTAL,
        "pg_avtal",
        ["beslut"],
        "Rutin för samordnad individuell plan",
        "Ska alla huvudmän arbeta efter samma rutin för samordnad individuell plan?",
        bakgrund=(
            "Dagens rutin är från 2018. "
            "Den nya säger vem som kallar, hur snart mötet hålls och vem som följer upp."
        ),
    )
    remiss = story.asked(
        sak,
        taken="2023-10-24",
        sent="2023-10-27",
        sista_dag="2023-11-24",
        mottagare="alla",
        fraga="Kan ni ställa er bakom rutinen, och vad behöver ändras?",
    )
    _answered(story, remiss)


def _answered(story: Telling, remiss: int) -> None:
    story.on("2023-11-01")
    story.step(
        remiss,
        "socialchef@vaxjo.example",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        motivering="Rutinen är tydlig.",
        synpunkter=[
            "Tiden till första mötet bör vara tre veckor, inte två.",
            "Skriv ut vem som kallar när barnet bor växelvis.",
        ],
    )
    story.on("2023-11-03")
    story.step(
        remiss,
        "socialchef@alvesta.example",
        "svara",
        stallningstagande="tillstyrker",
        motivering="Bra avvägt.",
    )


def _being_completed(story: Telling) -> None:
    story.on("2023-10-25")
    sak = story.arende(
        SKOLCHEFER,
        "skolchefsnatverket",
        ["dialog"],
        "Skolfrånvaro och psykisk ohälsa",
        "Hur kan skola, socialtjänst och vård tidigare fånga upp elever med lång frånvaro?",
    )
    story.on("2023-10-31")
    story.step(sak, ORDFORANDE, "ta_upp", handlaggare=SEKRETERARE)
    story.on("2023-11-02")
    story.step(
        sak,
        SEKRETERARE,
        "begar_komplettering",
        saknas=(
            "Vad har redan prövats i kommunerna, och vad vill ni att ledningsgruppen tar ställning"
            " till?"
        ),
    )


def _just_in(story: Telling) -> None:
    story.on("2023-11-03", "14:20")
    story.arende(
        DIREKTOR,
        "hsl",
        ["information", "beslut"],
        "Läkarmedverkan i hemsjukvården",
        "Hur ska läkarmedverkan i hemsjukvården säkras under 2024?",
        bakgrund="Tillgången skiljer sig åt mellan vårdcentralerna.",
    )
    story.on("2023-11-06", "16:45")
    story.arende(
        SOCIALCHEFER,
        "socialchefsnatverket",
        ["information"],
        "Våld i nära relationer: lägesbild",
        "Kan ledningsgruppen få en lägesbild från Familjefrid?",
        avsandare_namn="Länets kvinnojourer",
        avsandare_epost="kvinnojourerna@demo.example",
        avsandare_kanal="intresseorganisation",
    )
    story.arende(
        KRONOBARN,
        "pg_kronobarnsmodellen",
        ["beslut"],
        "Gemensam utbildning i Link våren 2024",
        "Ska länet hålla en gemensam utbildning för nya användare?",
        utkast=True,
    )
