"""Every kind of letter about revisions, by people taking steps and time passing from May 2024 to
January 2025.
"""

from __future__ import annotations

from models.tables import Remiss, Revision
from support.county import KOMMUNER, UNDERLAG, Lan, epost
from support.paths.arende import close_all
from support.paths.avtal import NYARE, TILLS_VIDARE, UPPHOR, avtal
from support.paths.revision import (
    BESLUT,
    FORSLAG,
    JA,
    LANGRE,
    NAMNTECKNING,
    PARTER,
    PRIORITERA,
    break_off,
    paper,
    revision,
    sha_of,
    skriv,
)
from workflows.county.profile.approval import Godkannanderegler
from workflows.desk.late import tell_of_late
from workflows.revision.oversyn import begin_revisions

NEJ = {**JA, "datum": "2024-10-14", "utfall": "nej", "villkor": "Kostnaden är för stor."}
VILLKOR = {**NEJ, "utfall": "villkor", "villkor": "Om kostnaden delas lika."}
OBJECTION = {
    "ord": "invander",
    "text": "För dyrt.",
    "avsnitt": "Ansvar",
    "onskad": "Regionen betalar.",
}
LEDAMOTER = ("ordforande", "alvesta", "lessebo", "region_kronoberg")


def tell_of_revisions(lan: Lan) -> None:
    """Let one revision be turned down and one be carried through, where every ledamot must
    approve.
    """
    usual, lan.profile = (
        lan.profile,
        lan.profile.model_copy(update={"godkannande": Godkannanderegler(kravs=True)}),
    )
    avtal(
        lan.at("2024-05-06"), **TILLS_VIDARE, oversyn="2024-06-30", rubrik="Samverkan om sommarjour"
    )
    begin_revisions(lan.database, lan.world)
    _broken_off(lan)
    sak = _begun(lan)
    _written(lan, sak, NYARE, "saklig")
    lan.step(sak, "au_ledamot", "atersand", skal="Skriv om ansvaret.")
    _written(lan, sak, LANGRE, "saklig")
    _final(lan, sak, "2024-08-30")
    _approved(lan, sak)
    lan.profile = usual
    _decided(lan, sak)
    _signed(lan, sak)
    _turned_down(lan)
    close_all(lan)


def _goes_on(lan: Lan, sak: int) -> None:
    """Let AU propose that it is broken off, and the meeting say no."""
    lan.step(sak, "au_ledamot", "foresla_avbrott", skal="Frågan kanske löses på annat sätt.")
    said = {"skal": "Texten behövs.", "mote": lan.at_meeting()}
    lan.step(sak, "sekreterare", "avsla_avbrott", **said)


def _broken_off(lan: Lan) -> None:
    sak = revision(
        lan, avtal(lan, **TILLS_VIDARE, oversyn="2030-06-30", rubrik="Samverkan om transporter")
    )
    lan.step(sak, "au_ledamot", "prioritera", **_mandate())
    _goes_on(lan, sak)
    break_off(lan, sak, "Frågan löstes på annat sätt.")
    close_all(lan)


def _mandate() -> dict[str, object]:
    return {**PRIORITERA, "mandat_till": "2024-08-01", "siktar_pa": "2024-10-11"}


def _begun(lan: Lan) -> int:
    sak = revision(
        lan, avtal(lan, **TILLS_VIDARE, oversyn="2030-06-30", rubrik="Samverkan om hjälpmedel")
    )
    lan.step(sak, "au_ledamot", "prioritera", **_mandate())
    lan.step(sak, "sammankallande", "borja")
    return sak


def _written(lan: Lan, sak: int, text: str, grade: str) -> None:
    skriv(lan, sak, text)
    wanted = {"utover": ["Lessebo: ansvaret delas."]} if grade == "saklig" else {}
    said = {**FORSLAG, "andring": grade, **wanted}
    lan.step(sak, "sammankallande", "lamna_forslag", **said)


def _final(
    lan: Lan, sak: int, last: str, ikraft: str = "2025-01-01", *, answered: bool = False
) -> None:
    lan.step(
        sak,
        "au_ledamot",
        "skicka_pa_remiss",
        mottagare=[{"slag": "huvudman", "kod": "alvesta"}],
        sista_dag=last,
    )
    if answered:
        remiss = lan.rows(Remiss, om_id=sak)[-1].id
        lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    lan.at(f"{last}T23:30").step(sak, "klockan", "sammanstall")
    lan.step(sak, "sammankallande", "slutfor", ikraft=ikraft)


def _approved(lan: Lan, sak: int) -> None:
    """One objects; the text is changed three times, each time by less."""
    for who in LEDAMOTER:
        lan.step(
            sak,
            who,
            "godkann",
            version=2,
            **({"ord": "godkanner"} if who != "lessebo" else OBJECTION),
        )
    for grade, text in (("saklig", NYARE), ("fortydligande", LANGRE)):
        lan.step(sak, "au_ledamot", "omarbeta", skal="Lessebo invände.")
        _written(lan, sak, text, grade)
        day = {"saklig": "2024-09-23", "fortydligande": "2024-10-15"}[grade]
        _final(lan, sak, day, answered=grade == "fortydligande")
        for who in LEDAMOTER if grade == "saklig" else ():
            lan.step(sak, who, "godkann", version=3, ord="godkanner")


def _to_the_parties(lan: Lan, sak: int, day: str) -> None:
    mote = lan.mote(day)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at(day).step(mote, "sekreterare", "oppna")


def _decided(lan: Lan, sak: int) -> None:
    """Lessebo says no, then only on a condition; the text is taken up again and all say yes."""
    _to_the_parties(lan, sak, "2024-11-08")
    lan.step(sak, "sekreterare", "besluta", **{**BESLUT, "ikraft": "2025-01-01"})
    close_all(lan)
    lan.at("2024-11-12").step(sak, "lessebo", "parten_beslutar", **{**NEJ, "datum": "2024-11-12"})
    lan.step(sak, "lessebo", "parten_beslutar", **{**VILLKOR, "datum": "2024-11-12"})
    for who in PARTER:
        lan.step(sak, who, "parten_beslutar", **{**JA, "datum": "2024-11-12"})


def _signed(lan: Lan, sak: int) -> None:
    """One does not sign, and is let go once the same text has been decided anew."""
    lan.step(sak, "lessebo", "avsta_signera", skal="Fullmäktige ändrade sig.")
    _written(lan, sak, f"{LANGRE} Och varje månad.", "redaktionell")
    wanted = {"andring": "saklig", "utover": ["Alvesta: uppföljning varje vecka."]}
    lan.step(sak, "sammankallande", "slutfor", text=f"{LANGRE} Och varje vecka.", **wanted)
    lan.step(sak, "au_ledamot", "fraga_inte_igen", skal="Alla var med när det sades.")
    _to_the_parties(lan, sak, "2024-12-06")
    decided = {**BESLUT, "ikraft": "2025-01-01", "parter_beslutar": "inga"}
    lan.step(sak, "sekreterare", "besluta", **decided)
    let_go = {"part": "lessebo", "skal": "Lessebo vill inte.", "mote": lan.at_meeting()}
    lan.step(sak, "sekreterare", "slapp_part", **let_go)
    close_all(lan)
    _outside_parties(lan, sak)
    named = {**NAMNTECKNING, "epost": epost("utanfor")}
    lan.step(sak, "alvesta", "ange_undertecknare", **named)
    lan.step(sak, "utanfor", "signera", sha256=sha_of(lan, sak))
    lan.step(sak, "utanfor", "aterta_underskrift", skal="Fel bilaga.")
    lan.step(sak, "utanfor", "signera", sha256=sha_of(lan, sak))
    lan.step(sak, "region_kronoberg", "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    lan.at("2025-01-01").step(sak, "klockan", "trad_i_kraft")


def _outside_parties(lan: Lan, sak: int) -> None:
    """One is written in, one comes from the register; both sign on paper."""
    outside = {"namn": "Föreningen", "slag": "ideburen", "kontakt": "Föreningens ordförande"}
    address = "ordforande@foreningen.example"
    lan.step(sak, "au_ledamot", "skriv_in_motpart", **outside, epost=address)
    (row,) = lan.rows(Revision, id=sak)
    said = {
        "parter": ["alla"],
        "motparter": ["Stiftelsen (annan organisation) <s@stiftelsen.example>"],
    }
    lan.step(row.avtal_id, "sekreterare", "satt_parter", **said)
    stiftelsen = {"part": "Stiftelsen", "fil": paper(lan, "sekreterare"), **NAMNTECKNING}
    lan.step(sak, "sekreterare", "signera_pa_papper", **stiftelsen)
    theirs = {"part": "Föreningen", "fil": paper(lan, "sekreterare"), **NAMNTECKNING}
    lan.step(sak, "sekreterare", "signera_pa_papper", **theirs)


def _turned_down(lan: Lan) -> None:
    """A counterparty's text goes on remiss and is turned down at the meeting."""
    lan.at("2025-01-02")
    sak = revision(
        lan, avtal(lan, **TILLS_VIDARE, oversyn="2030-06-30", rubrik="Samverkan med lärosätet")
    )
    mandate = {**_mandate(), "mandat_till": "2025-02-28", "siktar_pa": "2025-03-07"}
    lan.step(sak, "au_ledamot", "prioritera", **mandate)
    external = {
        "text": NYARE,
        "motpart": "Lärosätet",
        "sammanfattning": "Nya praktikplatser.",
        "andring": "saklig",
        "motpartsslag": "larosate",
        "kontakt": "Rektorn",
        "epost": "rektor@larosatet.example",
    }
    lan.step(sak, "au_ledamot", "ta_emot_externt", **external)
    _final(lan, sak, "2025-01-31", ikraft="2025-06-01")
    _to_the_parties(lan, sak, "2025-03-07")
    lan.step(
        sak,
        "sekreterare",
        "besluta",
        utfall="avslag",
        beslutstext="Platserna räcker inte.",
        inga_ataganden=True,
    )


def tell_of_what_seldom_happens(lan: Lan) -> None:
    """Let everybody approve a text at once, an agreement end before its new text, and another
    group take over, in March 2025; ``tell_of_revisions`` has ended.
    """
    usual = lan.at("2025-03-10").profile
    lan.profile = usual.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    late = {"mandat_till": "2025-04-25", "siktar_pa": "2025-06-13"}
    sak = revision(lan, avtal(lan, **UPPHOR, giltig_till="2025-05-31", rubrik="Samverkan om jour"))
    lan.step(sak, "au_ledamot", "prioritera", **{**_mandate(), **late})
    lan.step(sak, "sammankallande", "borja")
    mandate = {"mandat": "Skriv om allt.", "skal": "Gruppen hinner inte.", **late}
    lan.step(sak, "au_ledamot", "ge_nytt_uppdrag", grupp="socialchefsnatverket", **mandate)
    sak = revision(lan, avtal(lan, **TILLS_VIDARE, rubrik="Samverkan om tolkar"))
    lan.step(sak, "au_ledamot", "prioritera", **{**_mandate(), **late})
    lan.step(sak, "sammankallande", "borja")
    _written(lan, sak, NYARE, "saklig")
    _final(lan, sak, "2025-04-11", ikraft="2026-01-01")
    for who in ("ordforande", *KOMMUNER, "region_kronoberg"):
        lan.step(sak, who, "godkann", version=1, ord="godkanner")
    lan.profile = usual
    late_arende = lan.arende(rubrik="Läkarintyg i skolan")
    lan.step(late_arende, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(late_arende, "handlaggare", "fardigbered", **UNDERLAG)
    with lan.at("2025-04-28").database.session() as session:
        tell_of_late(session, lan.world)
