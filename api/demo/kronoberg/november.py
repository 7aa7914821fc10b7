"""6 November 2023: the meeting, item by item, as the minutes tell it."""

from __future__ import annotations

from sqlalchemy import select

from api.demo.kronoberg.autumn import EFTERLEVNAD, FLODESSCHEMA, KONTAKTPERSON, PUNKTER
from api.demo.kronoberg.people import SEKRETERARE
from api.demo.telling import Telling
from models.base import table_of
from models.tables import Arende, Dagordningspunkt

DIGITALT = (
    "socialchef@almhult.example",
    "skolchef@almhult.example",
    "socialchef@ljungby.example",
    "skolchef@uppvidinge.example",
)
# Of those who could decide: one each from Ljungby and Växjö, and nobody from Markaryd.
BORTA = (
    "skolchef@ljungby.example",
    "skolchef@markaryd.example",
    "skolchef@vaxjo.example",
)


def november(story: Telling) -> None:
    """Tell it."""
    mote = story.mote("lgs", "2023-11-06")
    story.held(mote, called="2023-10-30", day="2023-11-06")
    links = {punkt.rubrik: _sak(story, punkt.rubrik) for punkt in PUNKTER}
    how = {**dict.fromkeys(DIGITALT, "digitalt"), **dict.fromkeys(BORTA, "franvarande")}
    noted = [{"person": epost, "narvaro": narvaro} for epost, narvaro in how.items()]
    story.step(mote, SEKRETERARE, "anteckna_narvaro", deltagare=noted)
    for minute, (rubrik, (step, said)) in enumerate(OUTCOMES.items()):
        story.on("2023-11-06", f"{11 + minute // 3}:{15 * (minute % 3) + 10:02}")
        story.step(links[rubrik], SEKRETERARE, step, mote=mote, **said)
    _standing(story, mote)
    story.on("2023-11-06", "15:00")
    story.step(mote, SEKRETERARE, "skriv_anteckningar", anteckningar=ANTECKNINGAR)
    story.step(mote, SEKRETERARE, "avsluta")
    story.on("2023-11-06", "16:30")
    story.step(mote, SEKRETERARE, "till_justering", justerare="skolchef@alvesta.example")


OUTCOMES: dict[str, tuple[str, dict[str, object]]] = {
    "Kronobarnsmodellen: användning av Link": (
        "besluta",
        {
            "utfall": "bifall",
            "ataganden": EFTERLEVNAD,
            "beslutstext": (
                "Ledningsgruppen svarar att tidigare fattade beslut och överenskommelser ska"
                " efterlevas."
            ),
        },
    ),
    "Indikatorer för uppföljning av Kronobarnsmodellen": (
        "besluta",
        {
            "utfall": "bifall",
            "ataganden": KONTAKTPERSON,
            "beslutstext": (
                "Respektive kommun utser kontaktperson så att dialogen och arbetet kan påbörjas."
                " Frågan om sammankallande lyfts i chefsnätverken. Namn klara till ledningsgruppens"
                " möte i december."
            ),
        },
    ),
    "Återrapportering från arbetet med verksamhetsplanen": (
        "fortsatt_dialog",
        {
            "anteckning": "Kommunikationen behöver anpassas efter bredden i Nära Kronobergaren.",
            "barare": "au",
            "att_aterkomma_med": "Förslag till verksamhetsplan.",
            "aterkommer": "2023-12-08",
        },
    ),
    "AU:s uppdrag": (
        "lagg_till_handlingarna",
        {
            "anteckning": (
                "AU håller samman ärendeprocessen så att frågor inte tappas bort. Mandatet är"
                " stort, men beslut fattas i ledningsgruppen. AU kan äska medel genom beslut där."
                " Nuvarande storlek ger kontinuitet."
            ),
        },
    ),
    "Nuläge i processgrupperna": (
        "lagg_till_handlingarna",
        {
            "anteckning": (
                "Grupperna önskar tätare band till ledningsgruppen "
                "och tydligare uppdrag, tid, resurser och uppföljning."
            ),
            "medskick": (
                "Ta med till workshopen den 17 november: "
                "Är det rätt grupper, rätt bemannade och med tydliga uppdrag?"
            ),
            "medskick_till": "pg_analys",
        },
    ),
    "Flödesschema för nya och reviderade avtal": (
        "besluta",
        {
            "utfall": "bifall",
            "ataganden": FLODESSCHEMA,
            "beslutstext": "Ledningsgruppen ger bifall till föreslaget flödesschema.",
        },
    ),
    "Gymnasiedimensionering": (
        "lagg_till_handlingarna",
        {
            "anteckning": "Nuläget redovisades. Presentationen bifogas.",
        },
    ),
    "Palliativt centrum: avtal och organisering": (
        "fortsatt_dialog",
        {
            "anteckning": (
                "Förslag att behålla nuvarande fördelning av finansieringen. Dialogen fortsätter i"
                " december."
            ),
            "barare": "au",
            "att_aterkomma_med": "Förslag till finansieringsmodell och undertecknande.",
            "aterkommer": "2023-12-08",
        },
    ),
    "Överenskommelse om in- och utskrivning": ("utga", {"skal": "Föredragande saknades."}),
    "Kommunöverläkare": (
        "fortsatt_dialog",
        {
            "anteckning": (
                "Socialchefsnätverket är positivt till funktionen. Den behöver utvärderas."
            ),
            "barare": "socialchefsnatverket",
            "att_aterkomma_med": "Förslag till organisering och utvärdering.",
            "aterkommer": "2024-01-26",
        },
    ),
}

STANDING = {
    "Mötets öppnande och föregående anteckningar": (
        "Presentationsrunda. Anteckningarna från den 6 oktober gicks igenom."
    ),
    "Tidigare beslut med öppna åtaganden": (
        "Användningen av Link gicks igenom under Kronobarnsmodellen."
    ),
    "Återkoppling från kommunalt forum": (
        "Nära vård, kompetensförsörjning, informationsdelning på 1177 och verksamhetsplanen "
        "togs upp på forumet den 27 oktober."
    ),
}

ANTECKNINGAR = (
    "Ledningsgruppen konstaterar att flera beslutspunkter har varit uppe tidigare men att"
    " efterlevnaden brustit. Dialog om vikten av att fattade beslut följs. Det är svårt att nå ut"
    " med beslut i organisationerna: tjänsteskrivelser kan vara ett sätt."
)


def _sak(story: Telling, rubrik: str) -> int:
    arende = table_of(Arende).c
    return int(story.session.execute(select(arende.id).where(arende.rubrik == rubrik)).scalar_one())


def _standing(story: Telling, mote: int) -> None:
    punkt = table_of(Dagordningspunkt).c
    for rubrik, anteckning in STANDING.items():
        query = select(punkt.id).where(punkt.mote_id == mote, punkt.rubrik == rubrik)
        item = story.session.execute(query).scalar_one()
        story.step(mote, SEKRETERARE, "anteckna_punkt", punkt=item, anteckning=anteckning)
