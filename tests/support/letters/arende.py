"""One story in which every kind of letter is written, by people taking steps and time passing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from models.tables import Atagande, Beslut, Delgivning, Remiss, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import KOMMUNER, UNDERLAG, UPPGIFT, Lan, epost
from support.letters.avtal import tell_of_agreements
from support.letters.revision import tell_of_revisions
from support.paths.arende import told
from support.paths.grupp import bildad
from support.paths.outside import LYFT, forum_decides
from workflows.arende.facts import ArendeCase
from workflows.beslut.closing import propose_closing
from workflows.county.actors import KLOCKAN
from workflows.county.organisation import NyFranvaro
from workflows.county.profile.approval import Godkannanderegler
from workflows.county.profile.chairing import Ordforandeskap
from workflows.county.register import load_register
from workflows.desk.absences import be_away, be_back, confirm
from workflows.desk.party import tell_contacts
from workflows.engine.door import load
from workflows.mote.preparing import prepare_moten
from workflows.reminders import ask_stand_ins, remind

MOTE, NASTA, SENARE = "2023-12-08", "2024-01-26", "2024-03-08"
VERIFIERAS = {**UPPGIFT, "verifieras_av": epost("region_kronoberg"), "mottagare": "kommuner"}


def tell_everything(lan: Lan) -> None:
    """Let every kind of letter be written, from February 2023 to January 2025."""
    tell_of_agreements(lan)
    lan.at("2023-11-07")
    _turned_away(lan)
    _on_remiss(lan)
    mote, uncalled = lan.mote(MOTE), lan.mote("2023-11-27", "rsr")
    prepared = [_prepared(lan, mote) for _ in range(5)]
    _called_off(lan)
    lan.kalla(mote)
    late = _late(lan, mote)
    lan.at(MOTE).step(uncalled, "klockan", "utebli")
    lan.step(mote, "sekreterare", "oppna")
    _outcomes(lan, prepared)
    lan.step(late, "sekreterare", "utga", skal="Tiden räckte inte.")
    _minutes(lan, mote)
    forum_decides(lan, prepared[4])
    _carried_out(lan)
    lan.step(prepared[3], "au_ledamot", "avsluta")
    _nobody_confirms(lan)
    tell_of_revisions(lan)
    _groups(lan)
    _approved_by_each(lan)
    _goes_away(lan)
    _concerns_a_party(lan)


def _groups(lan: Lan) -> None:
    """A group for a time is made, prolonged, and ended, each by a decision of its own."""
    taken = [one.beteckning for one in lan.rows(Beslut) if one.utfall == "bifall"]
    first, *_, between, last = taken
    sista = lan.world.today + timedelta(days=30)
    grupp = bildad(lan, beslut=first, sista_dag=sista.isoformat())
    senare = (sista + timedelta(days=30)).isoformat()
    lan.step(grupp, "alvesta", "forlang_gruppen", beslut=between, sista_dag=senare)
    lan.step(grupp, "alvesta", "avsluta_gruppen", beslut=last, resultat="Förslaget är lämnat.")


def _concerns_a_party(lan: Lan) -> None:
    """A kontaktperson's weekly letter."""
    with lan.database.session() as session:
        register = load_register(session)
        party = register.huvudman_named("lessebo")
        assert party is not None
        session.add(
            Uppdrag(
                person_id=lan.ids["barare"],
                organ_id=register.ledningsgrupp().id,
                roll=Roll.KONTAKTPERSON,
                huvudman_id=party.id,
                from_=date(2025, 1, 1),
            )
        )
    lan.at("2025-03-03")
    with lan.database.session() as session:
        tell_contacts(session, lan.world)


def _goes_away(lan: Lan) -> None:
    """Somebody asks for an ersättare of another huvudman, whom the secretary confirms."""
    days = NyFranvaro.model_validate(
        {"from": "2025-06-02", "tom": "2025-06-20", "ersattare": epost("lessebo")}
    )
    with lan.database.session() as session:
        actor = lan.actor(session, "alvesta")
        row = be_away(session, lan.ids["alvesta"], days, actor, lan.world)
        assert row.id is not None
        confirm(session, row.id, lan.actor(session, "sekreterare"), lan.world)
        be_back(session, row.id, actor, lan.world)


def _approved_by_each(lan: Lan) -> None:
    """Where each ledamot must approve: one objects, and then everybody stands behind it."""
    usual = lan.profile
    lan.profile = usual.model_copy(update={"godkannande": Godkannanderegler(kravs=True)})
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    with lan.database.read() as session:
        case = load(session, sak, KLOCKAN, lan.world)
    assert isinstance(case, ArendeCase)
    said = {"sha256": case.arende.underlag_sha256}
    lan.step(sak, "alvesta", "godkann", **said, ord="invander", text="För dyrt.")
    for who in ("ordforande", *KOMMUNER, "region_kronoberg"):
        lan.step(sak, who, "godkann", **said, ord="godkanner")
    lan.profile = usual


def _turned_away(lan: Lan) -> None:
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "au_ledamot", "begar_komplettering", saknas="Vem ansvarar?")
    lan.step(sak, "sammankallande", "komplettera", komplettering="Processgruppen ansvarar.")
    lan.step(
        sak, "au_ordforande", "avvisa", skal="Frågan är löst.", hanvisning="Kommunens egen linje."
    )


def _asked(lan: Lan) -> tuple[int, int]:
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    asked = [{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "lessebo")]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-11-28", mottagare=asked)
    return sak, int(lan.rows(Remiss)[-1].id)


def _on_remiss(lan: Lan) -> None:
    _, remiss = _asked(lan)
    lan.step(
        remiss,
        "alvesta",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        synpunkter=["Mer tid."],
    )
    lan.step(remiss, "au_ledamot", "forlang", sista_dag="2023-12-05", skal="Lessebo behöver tid.")
    lan.step(
        remiss, "sekreterare", "svara_pa_telefon", mottagare="lessebo", stallningstagande="avstar"
    )
    lan.step(remiss, "au_ledamot", "stang")
    told(lan, remiss)
    other, _ = _asked(lan)
    lan.step(other, "au_ledamot", "avbryt_remiss", skal="Frågan är redan besvarad.")


def _prepared(lan: Lan, mote: int) -> int:
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    return sak


def _late(lan: Lan, mote: int) -> int:
    """Return an ärende that is put on the agenda of a meeting that people are called to."""
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    lan.step(sak, "au_ordforande", "satt_pa_dagordning_sent", mote=mote, skal="Brådskar.")
    return sak


def _called_off(lan: Lan) -> None:
    mote = lan.mote(NASTA)
    lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    lan.kalla(mote)
    lan.step(mote, "sekreterare", "flytta", datum="2024-01-25", tid="13:00")
    lan.step(mote, "ordforande", "stall_in", skal="Snöstorm.")


_OUTCOMES: Mapping[str, Mapping[str, Any]] = {
    "aterremittera": {"skal": "Underlaget räcker inte.", "att_gora": "Räkna på kostnaden."},
    "fortsatt_dialog": {
        "anteckning": "Vi behöver veta mer.",
        "barare": "socialchefsnatverket",
        "aterkommer": "2024-01-12",
        "att_aterkomma_med": "Behoven i varje kommun.",
    },
    "lagg_till_handlingarna": {
        "anteckning": "Noterades.",
        "medskick": "Ta med Link.",
        "medskick_till": "pg_kronobarnsmodellen",
    },
    "besluta": {
        "utfall": "bifall",
        "beslutstext": "Kommunerna utser var sin kontaktperson.",
        "ataganden": [VERIFIERAS],
    },
    "lyft_till_forum": LYFT,
}


def _outcomes(lan: Lan, prepared: list[int]) -> None:
    for sak, (step, said) in zip(prepared, _OUTCOMES.items(), strict=True):
        lan.step(sak, "sekreterare", step, **said)


def _minutes(lan: Lan, mote: int) -> None:
    absent = [{"person": epost("tingsryd"), "narvaro": "franvarande"}]
    lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=absent)
    lan.step(mote, "sekreterare", "avsluta")
    beslut = int(lan.rows(Beslut)[0].id)
    said = "Kommunerna utser var sin kontaktperson till januari."
    lan.step(mote, "sekreterare", "ratta_beslut", beslut=beslut, lydelse=said)
    lan.step(mote, "sekreterare", "till_justering", justerare=epost("ljungby"))
    lan.step(mote, "ljungby", "atersand", skal="Punkt 3 behöver en mening till.")
    lan.step(mote, "sekreterare", "till_justering", justerare=epost("ljungby"))
    lan.step(mote, "ljungby", "justera")
    slip = {"slag": "namn", "star": "kontaktperson", "ska_sta": "kontakt"}
    lan.step(mote, "sekreterare", "foresla_rattelse", beslut=beslut, **slip)
    asked = int(lan.rows(Delgivning)[0].id)
    lan.step(asked, "tingsryd", "invand", invandning="Vi hinner inte till januari.")
    lan.step(
        asked, "au_ledamot", "besvara_invandning", atgard="Ledningsgruppen tar upp dagen i januari."
    )


def _carried_out(lan: Lan) -> None:
    mine = {who: int(row.id) for who, row in zip(KOMMUNER, lan.rows(Atagande), strict=True)}
    lan.step(mine["alvesta"], "alvesta", "rapportera")
    lan.step(mine["alvesta"], "region_kronoberg", "atersand", skal="Namnet saknas.")
    lan.step(mine["lessebo"], "lessebo", "delegera", namn="Utanför", epost=epost("utanfor"))
    for who in ("ljungby", "markaryd"):
        why = {"orsak": "Vi saknar någon.", "stod": "Hjälp från en granne."}
        lan.step(mine[who], who, "anmal_avsteg", **why)
    noted = {"anteckning": "Noterades.", "stod": "En granne hjälper till."}
    lan.step(mine["ljungby"], "sekreterare", "notera_avsteg", **noted, mote=lan.at_meeting())
    again = {"anteckning": "Försök igen.", "nytt_datum": "2024-02-09"}
    lan.step(mine["markaryd"], "sekreterare", "omprova", **again, mote=lan.at_meeting())
    for day in ("2024-01-05", "2024-01-08", "2024-01-24", "2024-01-30"):
        sweep(lan.at(day))
        deliver(lan.database, Mailbox(), lan.now)  # a reminder leaves before it is answered
    for who in (*KOMMUNER[:2], *KOMMUNER[3:]):
        lan.step(mine[who], "utanfor" if who == "lessebo" else who, "rapportera")
        lan.step(mine[who], "region_kronoberg", "verifiera")
    lan.step(mine["vaxjo"], "sekreterare", "ateroppna", skal="Personen har slutat.")
    lan.step(mine["vaxjo"], "vaxjo", "rapportera")
    instead = {"verifieras_av": epost("lessebo"), "skal": "Regionens chef hinner inte."}
    lan.step(mine["vaxjo"], "sekreterare", "byt_verifierare", **instead)
    lan.step(mine["vaxjo"], "lessebo", "verifiera")
    sweep(lan)


def _nobody_confirms(lan: Lan) -> None:
    """AU's justerare never answers; the next meeting's intake day and kallelse day come."""
    mote = lan.mote("2024-01-31", organ="au", tid="09:00")
    lan.mote(SENARE)
    lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Läget i länet")
    lan.kalla(mote)
    lan.at("2024-01-31").step(mote, "sekreterare", "oppna")
    lan.step(mote, "sekreterare", "avsluta")
    lan.step(mote, "sekreterare", "till_justering", justerare=epost("au_ledamot"))
    usual = lan.profile
    turns = Ordforandeskap(fran=2023, vaxlar_ar=2, forst="kommuner", i_fas=("lgs",))
    lan.profile = usual.model_copy(update={"ordforandeskap": turns})
    for day in ("2024-02-23", "2024-03-01"):
        with lan.at(day).database.session() as session:
            prepare_moten(session, lan.world)
    lan.profile = usual


def sweep(lan: Lan) -> None:
    """Remind, send the digests, and propose what can be closed."""
    with lan.database.session() as session:
        ask_stand_ins(session, lan.world)
        remind(session, lan.world, sammandrag=True)
        propose_closing(session, lan.world)
