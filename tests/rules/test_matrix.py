"""Every state × role × step of every lifecycle, compared with the approved table: as the rules
answer, and at length as the door does when the step is really taken.

The approved tables stand in ``matris/``. A cell says what the door answered: ``ja`` the step was
taken · ``hinder`` the rules say not now · ``roll`` it belongs to others · ``dold`` the matter is
not theirs to see. To approve a change on purpose: ``GODKANN_MATRIS=1 pytest
tests/rules/test_matrix.py``, then read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from models.lagen import LAGEN, Slag
from models.tables import Avtal, Dagordningspunkt, Fil, Mote, Revisionsversion, Synpunkt
from support.county import PEOPLE, UNDERLAG, Lan
from support.guards import case_of, in_the_way, row_of
from support.length import at_length
from support.paths.arende import arende_in, atagande_in, mote_in, remiss_in
from support.paths.avtal import NYARE, TEXT, avtal_in
from support.paths.delgivning import delgivning_in
from support.paths.grupp import grupp_in
from support.paths.revision import (
    BESLUT,
    FORSLAG,
    JA,
    LANGRE,
    NAMNTECKNING,
    PRIORITERA,
    paper,
    revision_in,
    sha_of,
)
from workflows.county.actors import KLOCKAN
from workflows.engine.door import Ask, load, take_step
from workflows.engine.roles import roles_of
from workflows.engine.visibility import is_visible
from workflows.ground.errors import Hindered, NotFound, RoleMissing
from workflows.handling.payloads import VidMotet
from workflows.nouns import LIFECYCLES

APPROVED = Path(__file__).parent / "matris"
WALKS: dict[Slag, Callable[[Lan, str], int]] = {
    Slag.ARENDE: arende_in,
    Slag.MOTE: mote_in,
    Slag.REMISS: remiss_in,
    Slag.ATAGANDE: atagande_in,
    Slag.DELGIVNING: delgivning_in,
    Slag.GRUPP: grupp_in,
    Slag.AVTAL: avtal_in,
    Slag.REVISION: revision_in,
}
# A remiss is a draft only inside the transaction that opens it: nobody can meet it there.
TRANSIENT = {(Slag.REMISS, "utkast")}
STATES = [
    (slag, lage.value)
    for slag, lagen in LAGEN.items()
    for lage in lagen
    if (slag, lage.value) not in TRANSIENT
]
WHO = [
    *(
        who
        for who in PEOPLE
        if who not in {"markaryd", "tingsryd", "uppvidinge", "vaxjo", "almhult"}
    ),
    "klockan",
]
SKAL = {"skal": "Därför."}
PAYLOADS: dict[str, dict[str, Any]] = {
    "redigera": {"bakgrund": "Mer."},
    "ta_upp": {"handlaggare": "handlaggare@lan.example"},
    "prioritera": {"prioritet": 1, "prioritet_skal": "Avtalet går ut i vår."},
    "fardigbered": UNDERLAG,
    "bered": {"bakgrund": "Mer."},
    "begar_komplettering": {"saknas": "Vem?"},
    "komplettera": {"komplettering": "Alla."},
    "skicka_pa_remiss": {"sista_dag": "2024-03-01", "mottagare": "alla"},
    "besluta": {
        "utfall": "bifall",
        "beslutstext": "Ja.",
        "ataganden": [{"text": "Gör", "mottagare": "kommuner", "senast": "tills_vidare"}],
    },
    "aterremittera": {**SKAL, "att_gora": "Mer underlag."},
    "lagg_till_handlingarna": {"anteckning": "Noterat."},
    "fortsatt_dialog": {
        "anteckning": "A",
        "barare": "hsl",
        "aterkommer": "2024-02-02",
        "att_aterkomma_med": "B",
    },
    "lyft_till_forum": {**SKAL, "forum": "rsr"},
    "aterrapportera": {"svar": "Klart."},
    "aterkom_fran_forum": {"svar": "Ja."},
    "forumet_beslutar": {"beslutstext": "Så här."},
    "forumet_samtalar": {"anteckning": "Vi talades vid."},
    "forumet_bordlagger": SKAL,
    "ta_upp_forumets_svar": {"handlaggare": "handlaggare@lan.example"},
    "avvisa": {**SKAL, "hanvisning": "Linjen."},
    "till_justering": {"justerare": "ljungby@lan.example"},
    "flytta": {"datum": "2024-02-09"},
    "svara_kallelse": {"besked": "kommer"},
    "anteckna_svar": {"person": "ljungby@lan.example", "besked": "kommer"},
    "lagg_till_punkt": {"rubrik": "Lägesrapport"},
    "ratta": {"rubrik": "En bättre rubrik"},
    "ratta_beslut": {"lydelse": "Så blev det."},
    "ratta_atagande": {"senast": "2024-06-03"},
    "andra_utfall": {"utfall": "avslag", **SKAL},
    "foresla_rattelse": {"slag": "skrivfel", "star": "a", "ska_sta": "b"},
    "svara_pa_rattelse": {"stammer": "ja"},
    "skriv_anteckningar": {"anteckningar": "Kort möte."},
    "anteckna_narvaro": {"deltagare": [{"person": "ljungby@lan.example", "narvaro": "digitalt"}]},
    "svara": {"stallningstagande": "avstar"},
    "svara_pa_telefon": {"stallningstagande": "avstar", "mottagare": "lessebo"},
    "forlang": {**SKAL, "sista_dag": "2024-03-01"},
    "lagg_till_mottagare": {"mottagare": "alla"},
    "skicka_vidare": {"mottagare": "lessebo", "sektor": "skola"},
    "ge_anstand": {**SKAL, "sista_dag": "2024-03-01", "mottagare": "lessebo"},
    "stam_av": {"foljs": "helt"},
    "lamna_besked": {"besked": "Bra."},
    "delegera": {"namn": "Utanför", "epost": "utanfor@lan.example"},
    "anmal_avsteg": {"orsak": "O", "stod": "S"},
    "notera_avsteg": {"anteckning": "A"},
    "invand": {"invandning": "Nej."},
    "besvara_invandning": {"atgard": "Vi talades vid."},
    "avsluta_gruppen": {"resultat": "Klart.", "beslut": "LGS beslut 2023:1"},
    "forlang_gruppen": {"beslut": "LGS beslut 2023:1", "sista_dag": "2024-09-30"},
    "omprova": {"anteckning": "A", "nytt_datum": "2024-06-03"},
    "lagg_in_text": {"text": NYARE + "\n\nMer.", "galler_fran": "2024-02-01"},
    "prova_aktualitet": {"bedomning": "Håller.", "oversyn": "2025-10-01"},
    "ratta_redaktionellt": {"text": TEXT + "\n\nMer.", "andring": "Ett ord."},
    "saga_upp": {**SKAL, "part": "alvesta"},
    "lat_part_lamna": {**SKAL, "part": "alvesta", "lamnar": "2024-06-30"},
    "foresla_avbrott": SKAL,
    "aterta_uppsagning": {**SKAL, "part": "lessebo"},
    "andra_uppgifter": {"omrade": "Hemsjukvård"},
    "satt_parter": {"parter": ["alla"]},
    "satt_uppsagningstid": {"part": "alvesta", "manader": 4},
    "knyt": {"bygger_pa": ["grundavtal"]},
    **dict.fromkeys(("stoppa_rattelse", "upphav"), SKAL),
    **dict.fromkeys(
        (
            "avbryt_komplettering",
            "avbryt_remiss",
            "avbryt",
            "avsla_avbrott",
            "bordlagg",
            "utga",
            "lyft_av",
            "aterkalla",
            "atersand",
            "stall_in",
            "ateroppna",
        ),
        SKAL,
    ),
}


REVISION: dict[str, dict[str, Any]] = {
    "prioritera": {**PRIORITERA, "mandat_till": "2024-03-29", "siktar_pa": "2024-04-19"},
    "besluta": BESLUT,
    "avsta": {**SKAL, "oversyn": "2025-10-01"},
    "lamna_forslag": FORSLAG,
    "skriv_utkast": {"text": LANGRE, "upplaga": 2},
    "ta_emot_externt": {
        "text": LANGRE,
        "motpart": "Universitetet",
        "sammanfattning": "Studenter.",
        "kontakt": "Rektorn",
        "epost": "rektor@larosatet.example",
    },
    "skriv_in_motpart": {
        "namn": "Universitetet",
        "slag": "larosate",
        "kontakt": "Rektorn",
        "epost": "rektor@larosatet.example",
    },
    "motparten_avstar": {**SKAL, "part": "Universitetet"},
    "parten_beslutar": {**JA, "part": "alvesta"},
    "stryk_instans": {**SKAL, "part": "alvesta", "instans": "Socialnämnden"},
    "slapp_part": {**SKAL, "part": "alvesta"},
    "avsta_signera": {**SKAL, "part": "alvesta"},
    "aterta_underskrift": {**SKAL, "part": "alvesta"},
    "ange_undertecknare": {**NAMNTECKNING, "part": "alvesta", "epost": "utanfor@lan.example"},
    "omarbeta": SKAL,
    "godkann": {"version": 1, "ord": "godkanner"},
}


def payload_of_revision(lan: Lan, sak_id: int, step: str) -> dict[str, Any]:
    """Return a payload that is complete for a step of a revision and for nothing else."""
    if step == "signera":
        versions = lan.rows(Revisionsversion)
        return {
            **NAMNTECKNING,
            "part": "alvesta",
            "sha256": sha_of(lan, sak_id) if versions else "0" * 64,
        }
    if step == "signera_pa_papper":
        return {**NAMNTECKNING, "part": "alvesta", "fil": paper(lan, "sekreterare")}
    return REVISION.get(step, {})


def payload_for(lan: Lan, step: str, later_mote: int) -> dict[str, Any]:
    """Return a payload that is complete for the step."""
    if step in {"satt_pa_dagordning", "satt_pa_dagordning_sent"}:
        return {"mote": later_mote, **(SKAL if step.endswith("sent") else {})}
    if step in {"ta_bort_punkt", "flytta_punkt", "anteckna_punkt"}:
        known: dict[str, dict[str, Any]] = {
            "flytta_punkt": {"ordning": 2},
            "anteckna_punkt": {"anteckning": "Gicks igenom."},
        }
        extra = known.get(step, {})
        first = lan.rows(Mote)[0].id
        return {"punkt": lan.rows(Dagordningspunkt, mote_id=first)[0].id, **extra}
    if step in {"bifoga", "svara_pa_papper"}:
        return _with_a_file(lan, step)
    if step == "forlang" and lan.rows(Avtal):
        return {"giltig_till": "2026-06-30", "beslutad": "Ledningsgruppen"}
    if step == "besvara_synpunkt":
        comments = lan.rows(Synpunkt)
        return {"synpunkt": comments[-1].id, "svar": "noteras"} if comments else {}
    return PAYLOADS.get(step, {})


def _with_a_file(lan: Lan, step: str) -> dict[str, Any]:
    if step == "bifoga":
        return {"fil": _a_file(lan), "rubrik": "Karta"}
    return {"stallningstagande": "avstar", "mottagare": "alvesta", "fil": paper(lan, "sekreterare")}


def _a_file(lan: Lan) -> int:
    """Return the file that the sammankallande has uploaded to attach."""
    if not (files := lan.rows(Fil)):
        with lan.database.session() as session:
            session.add(
                Fil(
                    namn="karta.pdf",
                    mimetyp="application/pdf",
                    storlek=3,
                    sha256=sha256(b"pdf").hexdigest(),
                    innehall=b"pdf",
                    uppladdad=lan.now,
                    uppladdad_av=lan.ids["sammankallande"],
                )
            )
        files = lan.rows(Fil)
    return int(files[0].id)


Says = Callable[[str, Ask], str]  # who, what


def door(lan: Lan, sak_id: int) -> Says:
    """Return what the door says to somebody; whatever it did is rolled back."""

    def says(who: str, ask: Ask) -> str:
        with Session(lan.database.engine) as session:
            try:
                take_step(session, sak_id, ask, lan.actor(session, who), lan.world)
            except NotFound:
                said = "dold"
            except RoleMissing:
                said = "roll"
            except Hindered:
                said = "hinder"
            else:
                said = "ja"
            session.rollback()
        return said

    return says


def rules(lan: Lan, sak_id: int) -> Says:
    """Return what visibility, roles and guards say to somebody, in the order of the door."""
    with lan.database.read() as session:
        actors = {who: lan.actor(session, who) for who in WHO}
        seeing = {
            who for who, actor in actors.items() if is_visible(session, actor, sak_id, lan.world)
        }
        case = load(session, sak_id, KLOCKAN, lan.world)
    roles = {who: roles_of(actor, case) for who, actor in actors.items()}

    def says(who: str, ask: Ask) -> str:
        if who not in seeing:
            return "dold"
        if not roles[who].intersection(row_of(case, ask.step).by):
            return "roll"
        with lan.database.read() as session:
            asked = case_of(session, sak_id, ask, actors[who], lan.world)
            return "hinder" if in_the_way(asked, ask.step) else "ja"

    return says


def matrix(lan: Lan, slag: Slag, lage: str) -> str:
    """Return the table of one state: a line per step, with what each role is answered."""
    sak_id = WALKS[slag](lan, lage)
    assert lan.lage(sak_id) == lage
    later, here = lan.mote("2024-04-19"), lan.at_meeting()
    says = door(lan, sak_id) if at_length() else rules(lan, sak_id)
    lines = []
    for step in LIFECYCLES[slag].steps:
        own = payload_of_revision(lan, sak_id, step.name) if slag is Slag.REVISION else {}
        payload = own or payload_for(lan, step.name, later)
        if issubclass(step.takes, VidMotet):
            payload = {**payload, "mote": here}
        said: dict[str, list[str]] = {}
        for who in WHO:
            said.setdefault(says(who, Ask(step.name, payload, informed=True)), []).append(who)
        lines.append(
            f"{step.name}: " + "; ".join(f"{word} {', '.join(said[word])}" for word in sorted(said))
        )
    return "\n".join(lines) + "\n"


@pytest.mark.lang
@pytest.mark.parametrize(
    ("slag", "lage"), STATES, ids=[f"{slag.value}-{lage}" for slag, lage in STATES]
)
def test_every_role_and_step_is_answered_as_approved(lan: Lan, slag: Slag, lage: str) -> None:
    path = APPROVED / f"{slag.value}-{lage}.txt"
    found = matrix(lan, slag, lage)
    if os.environ.get("GODKANN_MATRIS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
