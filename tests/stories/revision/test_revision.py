"""A revision from "this is old" to a text that nine parties have signed, in force and carried out;
in dated chapters.

Nine parties. One says no: the text is rewritten, asked about again, decided again, and then all say
yes.
"""

from __future__ import annotations

from models.tables import (
    Atagande,
    Avtal,
    Avtalspart,
    Avtalsversion,
    Partsbeslut,
    Remiss,
    Revision,
    Revisionsversion,
    Signatur,
    Synpunkt,
)
from support.county import KOMMUNER, Lan
from support.letters.avtal import daily
from support.paths.avtal import TEXT, avtal
from support.paths.revision import JA, NAMNTECKNING, revision, sha_of, skriv
from workflows.avtal.days import valid_on
from workflows.avtal.facts import AvtalCase
from workflows.desk.nothing_lost import open_without_owner
from workflows.engine.door import load
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS

NIO = (*KOMMUNER, "region_kronoberg")
FORSTA = TEXT.replace("Var och en svarar för sitt.", "Regionen svarar för hjälpmedlen.")
SVAR = "Regionen svarar för hjälpmedlen och kommunerna för utlämningen."
ANDRA = FORSTA.replace("Regionen svarar för hjälpmedlen.", SVAR)
INFOR = {"text": "Inför texten i rutinerna", "mottagare": "alla", "senast": "2024-06-28"}
FORSLAG = {
    "sammanfattning": "Regionen svarar för hjälpmedlen.",
    "konsekvenser": dict.fromkeys(NIO, "Ryms inom ram."),
    "invanare": "Två brukarföreningar har läst.",
    "andring": "saklig",
}


def nothing_lost(lan: Lan) -> None:
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []


def text_on(lan: Lan, sak: int, day: str) -> str:
    """Return the words the register gives for a day."""
    with lan.database.read() as session:
        case = load(session, sak, lan.actor(session, "sekreterare"), lan.world)
    assert isinstance(case, AvtalCase)
    valid = valid_on(case.versioner, lan.at(day).world.today)
    assert valid is not None
    return str(lan.rows(Avtalsversion, id=valid.id)[0].text)


def test_a_revision_from_an_old_text_to_one_that_is_carried_out(lan: Lan) -> None:
    lan.at("2023-09-11")
    agreement = avtal(lan, parter=["alla"], giltig_till="2025-06-30")
    sak = revision(lan, agreement, who="sammankallande", orsak="Ny lag om hjälpmedel.")
    for chapter in (
        _prioritised,
        _written,
        _asked,
        _decided,
        _one_says_no,
        _rewritten,
        _all_say_yes,
        _signed,
    ):
        chapter(lan, sak)
        nothing_lost(lan)
    _in_force(lan, sak, agreement)
    _carried_out(lan, sak)
    nothing_lost(lan)


def _prioritised(lan: Lan, sak: int) -> None:
    """AU gives the group until 6 October and aims at 8 December."""
    lan.at("2023-09-13").step(
        sak,
        "au_ledamot",
        "prioritera",
        prioritet=1,
        prioritet_skal="Lagen gäller från årsskiftet.",
        grupp="pg_kronobarnsmodellen",
        mandat="Skriv om ansvaret.",
        mandat_till="2023-10-06",
        siktar_pa="2023-12-08",
    )
    row = lan.rows(Revision, id=sak)[0]
    assert (row.beteckning, row.prioritet, row.siktar_pa.isoformat()) == (
        "REV 2023:1",
        1,
        "2023-12-08",
    )


def _written(lan: Lan, sak: int) -> None:
    lan.at("2023-09-15").step(sak, "sammankallande", "borja")
    assert lan.rows(Revision, id=sak)[0].utkast == TEXT
    skriv(lan, sak, FORSTA, who="representant")
    lan.at("2023-10-02").step(sak, "sammankallande", "lamna_forslag", **FORSLAG)
    assert lan.lage(sak) == "hos_au"


def _asked(lan: Lan, sak: int) -> None:
    """Eight answer; the clock closes when the last day is over; the one comment is answered."""
    lan.at("2023-10-03").step(
        sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-11-01", mottagare="alla"
    )
    remiss = lan.rows(Remiss)[0].id
    lan.step(
        remiss,
        "lessebo",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        synpunkter=["Vem lämnar ut?"],
    )
    for kod in NIO:
        if kod not in {"lessebo", "vaxjo"}:
            lan.step(remiss, kod, "svara", stallningstagande="tillstyrker")
    daily(lan, "2023-10-31", "2023-11-02")
    assert (lan.lage(remiss), lan.lage(sak)) == ("stangd", "sammanstalls")
    comment = lan.rows(Synpunkt)[0].id
    lan.step(remiss, "representant", "besvara_synpunkt", synpunkt=comment, svar="noteras")
    lan.at("2023-11-08").step(sak, "sammankallande", "slutfor", ikraft="2024-04-01")
    assert (lan.lage(remiss), lan.lage(sak)) == ("aterkopplad", "slutligt")


def _meeting(lan: Lan, sak: int, day: str) -> None:
    """The ledningsgrupp decides, and gives everybody something to do."""
    mote = lan.mote(day)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at(day).step(mote, "sekreterare", "oppna")
    lan.step(
        sak,
        "sekreterare",
        "besluta",
        utfall="bifall",
        beslutstext="Texten antas.",
        ataganden=[INFOR],
    )
    assert lan.lage(sak) == "hos_parterna"


def _decided(lan: Lan, sak: int) -> None:
    """Nobody is asked to carry out a text that does not hold yet."""
    _meeting(lan, sak, "2023-12-08")
    assert lan.rows(Atagande) == []


def _one_says_no(lan: Lan, sak: int) -> None:
    """Lessebo says no; AU has it rewritten."""
    for kod in NIO:
        if kod != "lessebo":
            lan.at("2024-01-15").step(sak, kod, "parten_beslutar", **JA)
    lan.at("2024-01-18").step(
        sak, "lessebo", "parten_beslutar", **{**JA, "utfall": "nej", "datum": "2024-01-17"}
    )
    assert lan.lage(sak) == "hos_parterna"
    lan.at("2024-01-19").step(sak, "au_ledamot", "omarbeta", skal="Lessebo: vem lämnar ut?")


def _rewritten(lan: Lan, sak: int) -> None:
    """More than a word is changed, so everybody is asked again."""
    assert lan.rows(Revision, id=sak)[0].utkast == FORSTA
    skriv(lan, sak, ANDRA)
    theirs = {"utover": ["Lessebo: kommunerna svarar för utlämningen."]}
    lan.step(sak, "sammankallande", "lamna_forslag", **FORSLAG, **theirs)
    lan.at("2024-01-22").step(
        sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2024-02-13", mottagare="alla"
    )
    remiss = lan.rows(Remiss)[-1].id
    for kod in NIO:
        lan.step(remiss, kod, "svara", stallningstagande="tillstyrker")
    lan.step(sak, "sammankallande", "sammanstall")
    lan.at("2024-02-14").step(sak, "sammankallande", "slutfor")
    _meeting(lan, sak, "2024-03-08")


def _all_say_yes(lan: Lan, sak: int) -> None:
    """What was said of the first text does not count for the second; the last yes moves it on."""
    lan.at("2024-03-21")
    for kod in NIO[:-1]:
        lan.step(sak, kod, "parten_beslutar", **{**JA, "datum": "2024-03-20"})
    assert lan.lage(sak) == "hos_parterna"
    lan.step(
        sak,
        "region_kronoberg",
        "parten_beslutar",
        **{**JA, "datum": "2024-03-21", "instans": "Regionstyrelsen"},
    )
    assert lan.lage(sak) == "signeras"
    assert len(lan.rows(Partsbeslut)) == 2 * len(NIO)


def _signed(lan: Lan, sak: int) -> None:
    for kod in NIO:
        lan.at("2024-03-25").step(sak, kod, "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    assert lan.lage(sak) == "vantar_ikraft"
    newest = lan.rows(Revisionsversion)[-1]
    assert {(row.version_id, row.sha256) for row in lan.rows(Signatur)} == {
        (newest.id, newest.sha256)
    }


def _in_force(lan: Lan, sak: int, agreement: int) -> None:
    """On its day the clock lets the register have exactly the signed text; the old one stands for
    the old days.
    """
    daily(lan, "2024-03-30", "2024-03-31")
    assert lan.lage(sak) == "vantar_ikraft"
    daily(lan, "2024-04-01", "2024-04-02")
    assert lan.lage(sak) == "implementeras"
    assert len(lan.rows(Atagande)) == len(NIO)
    assert lan.rows(Avtalsversion, avtal_id=agreement)[-1].sha256 == lan.rows(Signatur)[0].sha256
    assert text_on(lan, agreement, "2024-03-31") == TEXT
    assert text_on(lan, agreement, "2024-04-01") == ANDRA
    assert lan.rows(Avtal)[0].oversyn.isoformat() == "2026-04-01"
    parts = lan.rows(Avtalspart, avtal_id=agreement)
    assert [row.huvudman_id for row in parts if row.huvudman_id] == [
        row.huvudman_id for row in lan.rows(Signatur)
    ]


def _carried_out(lan: Lan, sak: int) -> None:
    lan.at("2024-06-03")
    given = [row.id for row in lan.rows(Atagande) if lan.lage(row.id) == "tilldelat"]
    for who, atagande in zip(NIO, given, strict=True):
        assert not lan.offers(sak, "au_ledamot")["avsluta"].oppet
        lan.step(atagande, who, "rapportera")
    lan.step(sak, "au_ledamot", "avsluta")
    assert lan.lage(sak) == "genomford"
