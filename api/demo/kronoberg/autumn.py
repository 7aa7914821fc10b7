"""September and October 2023.

The process group is prolonged; what will come up on 6 November is handed in and prepared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.demo.kronoberg.people import SEKRETERARE
from api.demo.kronoberg.spring import KRONOBARN
from api.demo.telling import Telling

AVTAL = "sammankallande.avtal@region.example"
ANALYS = "sammankallande.analys@region.example"
DIREKTOR = "halso-och-sjukvardsdirektor@region.example"
SOCIALCHEFER = "socialchef@lessebo.example"
SKOLCHEFER = "skolchef@tingsryd.example"
LINK = "LGS beslut 2023:1"

FLODESSCHEMA = [
    {
        "text": "Inför flödesschemat för nya och reviderade avtal",
        "mottagare": "alla",
        "senast": "2024-01-31",
    }
]
KONTAKTPERSON: list[dict[str, Any]] = [
    {
        "text": "Utse kontaktperson för indikatorerna",
        "mottagare": "kommuner",
        "svar": "namn",
        "senast": "nästa möte",
    },
    {
        "text": "Diskutera vem av kommunernas kontaktpersoner som ska vara sammankallande",
        "mottagare": [
            {"slag": "organ", "kod": "skolchefsnatverket"},
            {"slag": "organ", "kod": "socialchefsnatverket"},
        ],
        "svar": "text",
        "senast": "nästa möte",
    },
]
EFTERLEVNAD = [
    {
        "text": "Följ de beslut och överenskommelser om Link som redan är fattade",
        "mottagare": "kommuner",
        "svar": "text",
        "senast": "2024-04-30",
    },
]


@dataclass(frozen=True)
class Punkt:
    """One item of the meeting on 6 November before it was held."""

    inlamnat: str
    vem: str
    organ: str
    hantering: tuple[str, ...]
    rubrik: str
    fraga: str
    foredragande: str
    underlag: dict[str, Any]


def _beslut(
    forslag: str, ataganden: list[dict[str, Any]], konsekvenser: str, invanare: str, **more: Any
) -> dict[str, Any]:
    return {
        "forslag_beslut": forslag,
        "forslag_ataganden": ataganden,
        "konsekvenser": konsekvenser,
        "invanare": invanare,
        **more,
    }


PUNKTER = (
    Punkt(
        "2023-10-02",
        KRONOBARN,
        "pg_kronobarnsmodellen",
        ("information", "beslut"),
        "Kronobarnsmodellen: användning av Link",
        "Ska ledningsgruppen besluta hur Link ska användas av skola och socialtjänst i samtliga"
        " kommuner?",
        "Sammankallande, Kronobarnsmodellen",
        _beslut(
            "Ledningsgruppen ställer sig bakom beslutspunkterna om Link, arbetssätt och samverkan.",
            EFTERLEVNAD,
            "Driften och det fortsatta arbetet hänger på att alla kommuner inför Link lokalt.",
            "Vårdnadshavare har prövat barnets plan och meddelanden.",
            tidigare_beslut=[LINK],
        ),
    ),
    Punkt(
        "2023-10-04",
        ANALYS,
        "pg_analys",
        ("beslut",),
        "Indikatorer för uppföljning av Kronobarnsmodellen",
        "Hur ska data samordnas över organisationsgränserna så att resultatet kan följas?",
        "Hälso- och sjukvårdsdirektör",
        _beslut(
            "Varje kommun utser en representant, varav en är sammankallande och håller kontakten"
            " med regionen.",
            KONTAKTPERSON,
            "Några timmar i månaden för den som utses.",
            "Inte i det här skedet: det gäller arbetsformer.",
        ),
    ),
    Punkt(
        "2023-10-04",
        DIREKTOR,
        "hsl",
        ("information", "dialog"),
        "Återrapportering från arbetet med verksamhetsplanen",
        "Hur kan den övergripande målbilden visas så att alla parter känner sig delaktiga?",
        "Hälso- och sjukvårdsdirektör",
        {},
    ),
    Punkt(
        "2023-10-05",
        SOCIALCHEFER,
        "socialchefsnatverket",
        ("dialog",),
        "AU:s uppdrag",
        "Vilka förväntningar finns på AU, vilket mandat behövs och hur stort ska AU vara?",
        "AU:s ordförande",
        {},
    ),
    Punkt(
        "2023-10-09",
        ANALYS,
        "pg_analys",
        ("information", "dialog"),
        "Nuläge i processgrupperna",
        "Vilka medskick har ledningsgruppen inför workshopen med processgrupperna den 17 november?",
        "AU-sekreterare",
        {},
    ),
    Punkt(
        "2023-10-10",
        AVTAL,
        "pg_avtal",
        ("beslut",),
        "Flödesschema för nya och reviderade avtal",
        "Ska länet arbeta efter ett gemensamt flödesschema från initiering av en revidering till"
        " beslutat nytt avtal?",
        "Sammankallande, Avtal och överenskommelser",
        _beslut(
            "Ledningsgruppen ger bifall till föreslaget flödesschema.",
            FLODESSCHEMA,
            "Tydligare ansvar i varje steg. Ryms inom nuvarande ramar.",
            "Inte berört: det gäller arbetsgången mellan huvudmännen.",
        ),
    ),
    Punkt(
        "2023-10-11",
        SKOLCHEFER,
        "skolchefsnatverket",
        ("information",),
        "Gymnasiedimensionering",
        "Hur långt har skolcheferna kommit med gymnasiedimensioneringen?",
        "Skolchef, Tingsryd",
        {},
    ),
    Punkt(
        "2023-10-11",
        AVTAL,
        "pg_avtal",
        ("dialog", "beslut"),
        "Palliativt centrum: avtal och organisering",
        "Ska nuvarande fördelning av finansieringen behållas, och vem skriver under"
        " samverkansavtalet med universitetet?",
        "Socialchef, Tingsryd",
        _beslut(
            "Nuvarande fördelning av finansieringen behålls.",
            [],
            "Oförändrad kostnad per part.",
            "Närståendeföreningen har lämnat synpunkter.",
        ),
    ),
    Punkt(
        "2023-10-12",
        AVTAL,
        "pg_avtal",
        ("information",),
        "Överenskommelse om in- och utskrivning",
        "Hur går revideringen av överenskommelsen?",
        "Sammankallande, Avtal och överenskommelser",
        {},
    ),
    Punkt(
        "2023-10-12",
        SOCIALCHEFER,
        "socialchefsnatverket",
        ("dialog",),
        "Kommunöverläkare",
        "Ska länet gå vidare med funktionen kommunöverläkare, och hur ska den organiseras?",
        "Socialchef, Lessebo",
        {},
    ),
)


def autumn(story: Telling) -> None:
    """Tell it."""
    _prolonged(story)
    handed_in = []
    for punkt in PUNKTER:
        story.on(punkt.inlamnat)
        handed_in.append(
            story.arende(punkt.vem, punkt.organ, list(punkt.hantering), punkt.rubrik, punkt.fraga)
        )
    story.on("2023-10-20", "10:00")
    for punkt, sak in zip(PUNKTER, handed_in, strict=True):
        story.prepared(sak, punkt.foredragande, **punkt.underlag)
    story.on("2023-10-23", "09:30")
    mote = story.mote("lgs", "2023-11-06")
    for sak in handed_in[:4]:
        story.step(sak, SEKRETERARE, "satt_pa_dagordning", mote=mote)
    story.step(mote, SEKRETERARE, "lagg_till_punkt", rubrik="Återkoppling från kommunalt forum")
    for sak in handed_in[4:]:
        story.step(sak, SEKRETERARE, "satt_pa_dagordning", mote=mote)


_FORTSATT = [
    {
        "text": "Fortsätt arbetet i nuvarande form under 2024",
        "svar": "text",
        "senast": "2024-12-06",
        "mottagare": [{"slag": "organ", "kod": "pg_kronobarnsmodellen"}],
    },
]


def _prolonged(story: Telling) -> None:
    """In September the process group Kronobarnsmodellen is prolonged through 2024."""
    story.on("2023-08-14")
    sak = story.arende(
        KRONOBARN,
        "pg_kronobarnsmodellen",
        ["beslut"],
        "Fortsatt uppdrag för processgrupp Kronobarnsmodellen",
        "Ska processgruppen fortsätta sitt arbete i nuvarande form under 2024?",
    )
    proposed = (
        "Processgruppen fortsätter i nuvarande form, och överenskommelsen om arbetssätt förlängs,"
        " under 2024."
    )
    underlag = _beslut(proposed, _FORTSATT, "Samma bemanning som 2023.", "Inte berört.")
    story.prepared(sak, "Sammankallande, Kronobarnsmodellen", **underlag)
    mote = story.agenda("2023-09-08", sak)
    story.held(mote, called="2023-09-01", day="2023-09-08")
    story.step(
        sak,
        SEKRETERARE,
        "besluta",
        utfall="bifall",
        ataganden=_FORTSATT,
        beslutstext=(
            "Processgrupp Kronobarnsmodellen fortsätter sitt arbete i nuvarande form, "
            "med samma sammankallande, under 2024. Överenskommelsen om arbetssätt förlängs "
            "till och med den 31 december 2024."
        ),
    )
    story.confirmed(mote, "skolchef@vaxjo.example", noted="2023-09-12", signed="2023-09-18")
