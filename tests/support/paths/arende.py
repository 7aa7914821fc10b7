"""The shortest honest way into every state: each is reached by people taking steps, never by
writing a state.
"""

from __future__ import annotations

from collections.abc import Callable

from models.tables import Atagande, Beslut, Dagordningspunkt, Mote, Remiss, Synpunkt
from support.county import UNDERLAG, UPPGIFT, Lan
from support.paths.outside import DIALOG, LYFT, forum_decides

MOTESDAG = "2023-12-08"
Steg = tuple[str, str, dict[str, object]]  # who, step, payload


def arende_in(lan: Lan, lage: str) -> int:
    """Return an ärende that stands in the state."""
    return _ARENDE[lage](lan)


def mote_in(lan: Lan, lage: str) -> int:
    """Return a meeting of the ledningsgrupp that stands in the state."""
    return _MOTE[lage](lan)


def remiss_in(lan: Lan, lage: str) -> int:
    """Return a remiss to Lessebo and Alvesta that stands in the state."""
    return _REMISS[lage](lan)


def atagande_in(lan: Lan, lage: str) -> int:
    """Return Alvesta's åtagande, which the region verifies, standing in the state."""
    return _ATAGANDE[lage](lan)


def atagande_given(lan: Lan, **said: object) -> int:
    """Return an åtagande of Alvesta's that nobody verifies."""
    sak = _pa_dagordning(lan)
    uppgift = {**UPPGIFT, "mottagare": [{"slag": "huvudman", "kod": "alvesta"}], **said}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[uppgift])
    close_meeting(lan)
    return int(lan.rows(Atagande)[-1].id)


def close_meeting(lan: Lan) -> None:
    """End the latest meeting, so that those who got something to do are told; it did not get to an
    avsteg that it has not said anything of.
    """
    mote, given = int(lan.rows(Mote)[-1].id), {one.id for one in lan.rows(Atagande)}
    for one in lan.rows(Dagordningspunkt, mote_id=mote):
        if one.om_id in given and one.utfall is None and not one.anteckning:
            said = {"punkt": one.id, "anteckning": "Hanns inte."}
            lan.step(mote, "sekreterare", "anteckna_punkt", **said)
    lan.step(mote, "sekreterare", "avsluta")


def close_all(lan: Lan) -> None:
    """End every meeting that is open: what was done there is told now."""
    for one in lan.rows(Mote):
        if lan.lage(one.id) == "oppnat":
            lan.step(one.id, "sekreterare", "avsluta")


def finish_meeting(lan: Lan) -> None:
    """Let the latest meeting, which is ended, be confirmed and published: it waits for nobody."""
    mote = int(lan.rows(Mote)[-1].id)
    for who, step, payload in (_JUSTERING, _JUSTERA, ("sekreterare", "publicera", {})):
        lan.step(mote, who, step, **payload)


def atagande_done(lan: Lan, lage: str = "rapporterat") -> int:
    """Return one that is reported, and so rests."""
    atagande = atagande_given(lan)
    lan.step(atagande, "alvesta", "rapportera")
    assert lan.lage(atagande) == lage
    return atagande


def _inkommet(lan: Lan) -> int:
    lan.at("2023-11-07")
    return lan.arende()


def _beredning(lan: Lan) -> int:
    sak = _inkommet(lan)
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare="handlaggare@lan.example")
    return sak


def _kompletteras(lan: Lan) -> int:
    sak = _beredning(lan)
    lan.step(sak, "au_ledamot", "begar_komplettering", saknas="Vem ansvarar?")
    return sak


def _pa_remiss(lan: Lan) -> int:
    sak = _beredning(lan)
    asked = [{"slag": "huvudman", "kod": "lessebo"}, {"slag": "huvudman", "kod": "alvesta"}]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-01", mottagare=asked)
    return sak


def _sammanstalls(lan: Lan) -> int:
    sak = _pa_remiss(lan)
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    for who in ("lessebo", "alvesta"):
        lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    lan.step(sak, "au_ledamot", "sammanstall")
    return sak


def _berett(lan: Lan) -> int:
    sak = _beredning(lan)
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    return sak


def _pa_dagordning(lan: Lan) -> int:
    sak = _berett(lan)
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at(MOTESDAG).step(mote, "sekreterare", "oppna")
    return sak


def _at_meeting(step: str, **payload: object) -> Callable[[Lan], int]:
    def walk(lan: Lan) -> int:
        sak = _pa_dagordning(lan)
        lan.step(sak, "sekreterare", step, **payload)
        return sak

    return walk


_BESLUTA = {
    "utfall": "bifall",
    "beslutstext": "Alla kommuner utser en kontaktperson.",
    "ataganden": [
        {
            **UPPGIFT,
            "mottagare": [
                {"slag": "huvudman", "kod": "alvesta"},
                {"slag": "huvudman", "kod": "lessebo"},
            ],
            "verifieras_av": "region_kronoberg@lan.example",
        }
    ],
}
_implementeras = _at_meeting("besluta", **_BESLUTA)


def _refused(lan: Lan) -> int:
    sak = _inkommet(lan)
    lan.step(
        sak, "au_ordforande", "avvisa", skal="Hör inte hit.", hanvisning="Kommunens egen linje."
    )
    return sak


def _withdrawn(lan: Lan) -> int:
    sak = _inkommet(lan)
    lan.step(sak, "sammankallande", "aterkalla", skal="Löst på annat sätt.")
    return sak


def _forum_har_svarat(lan: Lan) -> int:
    sak = _ARENDE["lyft"](lan)
    forum_decides(lan, sak)
    return sak


_ARENDE: dict[str, Callable[[Lan], int]] = {
    "utkast": lambda lan: lan.at("2023-11-07").arende(utkast=True),
    "inkommet": _inkommet,
    "under_beredning": _beredning,
    "kompletteras": _kompletteras,
    "pa_remiss": _pa_remiss,
    "sammanstalls": _sammanstalls,
    "berett": _berett,
    "pa_dagordning": _pa_dagordning,
    "i_dialog": _at_meeting("fortsatt_dialog", **DIALOG),
    "lyft": _at_meeting("lyft_till_forum", **LYFT),
    "forum_har_svarat": _forum_har_svarat,
    "implementeras": _implementeras,
    "avslutat": _at_meeting("lagg_till_handlingarna", anteckning="Noterat."),
    "avvisat": _refused,
    "aterkallat": _withdrawn,
}


def _planerat(lan: Lan) -> int:
    return lan.at("2023-11-07").mote(MOTESDAG)


def _motet(*steps: Steg) -> Callable[[Lan], int]:
    def walk(lan: Lan) -> int:
        mote = _planerat(lan)
        lan.at(MOTESDAG)
        for who, step, payload in steps:
            lan.step(mote, who, step, **payload)
        return mote

    return walk


def _missed(lan: Lan) -> int:
    mote = _planerat(lan)
    lan.at("2023-12-11").step(mote, "klockan", "utebli")
    return mote


_KALLA: Steg = ("sekreterare", "kalla", {})
_OPPNA: Steg = ("sekreterare", "oppna", {})
_AVSLUTA: Steg = ("sekreterare", "avsluta", {})
_JUSTERING: Steg = ("sekreterare", "till_justering", {"justerare": "ljungby@lan.example"})
_JUSTERA: Steg = ("ljungby", "justera", {})
_MOTE: dict[str, Callable[[Lan], int]] = {
    "planerat": _planerat,
    "kallat": _motet(_KALLA),
    "oppnat": _motet(_KALLA, _OPPNA),
    "anteckningar_skrivs": _motet(_KALLA, _OPPNA, _AVSLUTA),
    "justeras": _motet(_KALLA, _OPPNA, _AVSLUTA, _JUSTERING),
    "fardigstallt": _motet(_KALLA, _OPPNA, _AVSLUTA, _JUSTERING, _JUSTERA),
    "publicerat": _motet(
        _KALLA, _OPPNA, _AVSLUTA, _JUSTERING, _JUSTERA, ("sekreterare", "publicera", {})
    ),
    "uteblev": _missed,
    "installt": _motet(("ordforande", "stall_in", {"skal": "Sjukdom."})),
}


def _remiss(then: Callable[[Lan, int, int], object]) -> Callable[[Lan], int]:
    def walk(lan: Lan) -> int:
        arende = _pa_remiss(lan)
        remiss = int(lan.rows(Remiss, om_id=arende)[-1].id)
        then(lan, arende, remiss)
        return remiss

    return walk


def _answered(lan: Lan, _arende: int, remiss: int) -> None:
    lan.step(
        remiss,
        "lessebo",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        synpunkter=["Mer tid."],
    )
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")


def _closed(lan: Lan, arende: int, remiss: int) -> None:
    _answered(lan, arende, remiss)
    lan.step(remiss, "au_ledamot", "stang")


def _told(lan: Lan, arende: int, remiss: int) -> None:
    _closed(lan, arende, remiss)
    told(lan, remiss)


def told(lan: Lan, remiss: int) -> None:
    """Answer the last comment of a closed round, and tell all how theirs were taken care of."""
    lan.step(
        remiss,
        "handlaggare",
        "besvara_synpunkt",
        synpunkt=lan.rows(Synpunkt)[-1].id,
        svar="noteras",
    )
    lan.step(remiss, "handlaggare", "aterkoppla")


_REMISS: dict[str, Callable[[Lan], int]] = {
    "oppen": _remiss(_answered),
    "stangd": _remiss(_closed),
    "aterkopplad": _remiss(_told),
    "avbruten": _remiss(
        lambda lan, arende, _remiss: lan.step(
            arende, "au_ledamot", "avbryt_remiss", skal="Behövs inte."
        )
    ),
}


def _alvestas(*steps: Steg) -> Callable[[Lan], int]:
    def walk(lan: Lan) -> int:
        _implementeras(lan)
        close_meeting(lan)
        atagande = int(lan.rows(Atagande)[-2].id)
        for who, step, payload in steps:
            lan.step(atagande, who, step, **payload)
        return atagande

    return walk


_RAPPORT: Steg = ("alvesta", "rapportera", {})
_AVSTEG: Steg = (
    "alvesta",
    "anmal_avsteg",
    {"orsak": "Vi saknar någon.", "stod": "Hjälp från en granne."},
)


def _replaced(lan: Lan) -> int:
    atagande = _alvestas()(lan)
    later = _berett(lan.at("2023-12-09"))
    mote = lan.mote("2024-01-26")
    lan.step(later, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at("2024-01-26").step(mote, "sekreterare", "oppna")
    earlier = lan.rows(Beslut)[-1].nr
    lan.step(later, "sekreterare", "besluta", **{**_BESLUTA, "ersatter": [earlier]})
    return atagande


def _noted(lan: Lan) -> int:
    atagande = _alvestas(_AVSTEG)(lan)
    noted = {"anteckning": "Noterat.", "mote": lan.at_meeting()}
    lan.step(atagande, "sekreterare", "notera_avsteg", **noted)
    return atagande


_ATAGANDE: dict[str, Callable[[Lan], int]] = {
    "tilldelat": _alvestas(),
    "kvitterat": _alvestas(("alvesta", "kvittera", {})),
    "pagar": _alvestas(("alvesta", "borja", {})),
    "rapporterat": _alvestas(_RAPPORT),
    "verifierat": _alvestas(_RAPPORT, ("region_kronoberg", "verifiera", {})),
    "avsteg_anmalt": _alvestas(_AVSTEG),
    "avsteg": _noted,
    "ersatt": _replaced,
}
