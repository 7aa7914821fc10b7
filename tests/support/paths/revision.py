"""Revisions for tests: a short way to start one, and the shortest honest way into every state."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from models.base import table_of
from models.tables import Avtal, Fil, Remiss, Revision, Revisionsversion
from support.county import Lan
from support.paths.avtal import NYARE, avtal
from support.paths.outside import DIALOG, LYFT, forum_decides
from workflows.revision.create import create_revision

Way = Callable[[Lan, int | None], int]
MOTESDAG, IKRAFT = "2023-12-08", "2024-02-01"
LANGRE = f"{NYARE}\n\n# Uppföljning\n\nVarje år."
PARTER = ("alvesta", "lessebo", "region_kronoberg")
PRIORITERA = {
    "prioritet": 1,
    "prioritet_skal": "Lagen har ändrats.",
    "grupp": "pg_kronobarnsmodellen",
    "mandat": "Skriv om avsnittet om syfte.",
    "mandat_till": "2023-11-20",
    "siktar_pa": MOTESDAG,
    "foredragande": "Sammankallande",
}
FORSLAG: dict[str, Any] = {
    "sammanfattning": "Syftet är tydligare.",
    "konsekvenser": dict.fromkeys(PARTER, "Ryms inom ram."),
    "invanare": "En brukarförening har läst.",
    "andring": "saklig",
}
ONSKAT = {"utover": ["Lessebo: uppföljning varje år."]}  # what no comment asked for
BESLUT = {
    "utfall": "bifall",
    "beslutstext": "Texten antas.",
    "inga_ataganden": True,
    "ikraft": IKRAFT,
}
UPPGIFT = {
    "text": "Inför texten",
    "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
    "senast": "2024-05-31",
}
JA = {"instans": "Socialnämnden", "datum": "2023-12-12", "paragraf": "§ 112", "utfall": "ja"}
NAMNTECKNING = {
    "namn": "Socialchefen",
    "befattning": "Socialchef",
    "behorighet": "Delegationsordningen 4.2",
    "behorighet_datum": "2023-01-16",
}


def revision(lan: Lan, avtal_id: int | None = None, who: str = "au_ledamot", **said: Any) -> int:
    """Start the revision of an agreement, by default of a new one in the register; return
    its id.
    """
    slug = lan.rows(Avtal, id=avtal_id or avtal(lan))[0].slug
    with lan.database.session() as session:
        sent = {"avtal": slug, "orsak": "Texten är gammal.", **said}
        return create_revision(session, sent, lan.actor(session, who), lan.world)


def skriv(lan: Lan, sak: int, text: str = NYARE, who: str = "sammankallande") -> None:
    """Save a draft in place of the one that stands."""
    edition = lan.rows(Revision, id=sak)[0].utkast_upplaga
    lan.step(sak, who, "skriv_utkast", text=text, upplaga=edition)


def locked(lan: Lan) -> list[tuple[int, str]]:
    """Return the number and the grade of every locked text, oldest first."""
    return [(row.nr, row.andring.value) for row in lan.rows(Revisionsversion)]


def sha_of(lan: Lan, sak: int) -> str:
    """Return the hash of the newest locked text."""
    version = table_of(Revisionsversion).c
    query = (
        select(version.sha256)
        .where(version.revision_id == sak)
        .order_by(version.nr.desc())
        .limit(1)
    )
    with lan.database.read() as session:
        return str(session.execute(query).scalar_one())


def paper(lan: Lan, who: str, namn: str = "utdrag.pdf") -> int:
    """Return the id of a file that somebody has uploaded."""
    with lan.database.session() as session:
        fil = Fil(
            namn=namn,
            mimetyp="application/pdf",
            storlek=3,
            sha256=sha256(b"pdf").hexdigest(),
            innehall=b"pdf",
            uppladdad=lan.now,
            uppladdad_av=lan.ids[who],
        )
        session.add(fil)
        session.flush()
        assert fil.id is not None
        return fil.id


def break_off(lan: Lan, sak: int, skal: str) -> None:
    """Let AU propose that a revision is broken off, and a meeting decide it."""
    lan.step(sak, "au_ledamot", "foresla_avbrott", skal=skal)
    lan.step(sak, "sekreterare", "avbryt", skal=skal, mote=lan.at_meeting())


def proposed_to_break_off(lan: Lan) -> int:
    """Return a revision on remiss that AU proposes to break off, while a meeting is open."""
    sak = revision_in(lan, "pa_remiss")
    lan.step(sak, "au_ledamot", "foresla_avbrott", skal="Den behövs inte längre.")
    lan.at_meeting()
    return sak


def revision_in(lan: Lan, lage: str, avtal_id: int | None = None) -> int:
    """Return a revision that stands in the state, begun on 7 November 2023."""
    return _WAYS[lage](lan.at("2023-11-07"), avtal_id)


def _initierad(lan: Lan, avtal_id: int | None) -> int:
    return revision(lan, avtal_id)


def _prioriterad(lan: Lan, avtal_id: int | None) -> int:
    sak = _initierad(lan, avtal_id)
    lan.step(sak, "au_ledamot", "prioritera", **PRIORITERA)
    return sak


def _utarbetas(lan: Lan, avtal_id: int | None) -> int:
    sak = _prioriterad(lan, avtal_id)
    lan.step(sak, "sammankallande", "borja")
    skriv(lan, sak)
    return sak


def _hos_au(lan: Lan, avtal_id: int | None) -> int:
    sak = _utarbetas(lan, avtal_id)
    lan.step(sak, "sammankallande", "lamna_forslag", **FORSLAG)
    return sak


def _pa_remiss(lan: Lan, avtal_id: int | None) -> int:
    sak = _hos_au(lan, avtal_id)
    asked = [{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "lessebo")]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-01", mottagare=asked)
    return sak


def _sammanstalls(lan: Lan, avtal_id: int | None) -> int:
    sak = _pa_remiss(lan, avtal_id)
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    for who in ("alvesta", "lessebo"):
        lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    lan.step(sak, "au_ledamot", "sammanstall")
    return sak


def _slutligt(lan: Lan, avtal_id: int | None) -> int:
    sak = _sammanstalls(lan, avtal_id)
    lan.step(sak, "sammankallande", "slutfor")
    return sak


def _pa_dagordning(lan: Lan, avtal_id: int | None) -> int:
    sak = _slutligt(lan, avtal_id)
    to_meeting(lan, sak, MOTESDAG)
    return sak


def to_meeting(lan: Lan, sak: int, day: str) -> int:
    """Put a revision on the agenda of a meeting that day, and open it; return the meeting."""
    mote = lan.mote(day)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at(day).step(mote, "sekreterare", "oppna")
    return mote


def _sent_out(step: str, **said: Any) -> Way:
    """Return the way to a revision that a meeting has sent out."""

    def walk(lan: Lan, avtal_id: int | None) -> int:
        sak = _pa_dagordning(lan, avtal_id)
        lan.step(sak, "sekreterare", step, **said)
        return sak

    return walk


def _forum_har_svarat(lan: Lan, avtal_id: int | None) -> int:
    sak = _WAYS["lyft"](lan, avtal_id)
    forum_decides(lan, sak)
    return sak


def decided(**said: Any) -> Callable[[Lan, int | None], int]:
    """Return the way to a revision that a meeting has decided so."""

    def walk(lan: Lan, avtal_id: int | None) -> int:
        sak = _pa_dagordning(lan, avtal_id)
        lan.step(sak, "sekreterare", "besluta", **{**BESLUT, **said})
        return sak

    return walk


def _signeras(lan: Lan, avtal_id: int | None) -> int:
    sak = decided()(lan, avtal_id)
    for who in PARTER:
        lan.at("2023-12-18").step(sak, who, "parten_beslutar", **JA)
    return sak


def _signed(lan: Lan, avtal_id: int | None) -> int:
    sak = _signeras(lan, avtal_id)
    for who in PARTER:
        lan.step(sak, who, "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    return sak


def _implementeras(lan: Lan, avtal_id: int | None) -> int:
    sak = _signed(lan, avtal_id)
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    return sak


def _genomford(lan: Lan, avtal_id: int | None) -> int:
    sak = _implementeras(lan, avtal_id)
    lan.step(sak, "au_ledamot", "avsluta")
    return sak


def _avstadd(lan: Lan, avtal_id: int | None) -> int:
    sak = _initierad(lan, avtal_id)
    lan.step(sak, "au_ledamot", "avsta", skal="Texten håller ett år till.", oversyn="2024-11-01")
    return sak


def _avbruten(lan: Lan, avtal_id: int | None) -> int:
    sak = _utarbetas(lan, avtal_id)
    break_off(lan, sak, "Frågan löstes på annat sätt.")
    return sak


_WAYS: dict[str, Way] = {
    "initierad": _initierad,
    "prioriterad": _prioriterad,
    "utarbetas": _utarbetas,
    "hos_au": _hos_au,
    "pa_remiss": _pa_remiss,
    "sammanstalls": _sammanstalls,
    "slutligt": _slutligt,
    "pa_dagordning": _pa_dagordning,
    "i_dialog": _sent_out("fortsatt_dialog", **DIALOG),
    "lyft": _sent_out("lyft_till_forum", **LYFT),
    "forum_har_svarat": _forum_har_svarat,
    "hos_parterna": decided(),
    "signeras": _signeras,
    "vantar_ikraft": _signed,
    "implementeras": _implementeras,
    "genomford": _genomford,
    "avstadd": _avstadd,
    "avbruten": _avbruten,
}
