"""Both sides of every guard of what the parties do with a decided text, until it is in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.tables import Avtalspart, Avtalsversion, Partsbeslut, Revisionspart, Signatur
from support.county import Lan
from support.guards import guard, obstacle, refused
from support.paths.avtal import NYARE, TEXT, avtal
from support.paths.revision import (
    BESLUT,
    IKRAFT,
    JA,
    NAMNTECKNING,
    PARTER,
    decided,
    paper,
    revision_in,
    sha_of,
)
from workflows.avtal.facts import AvtalCase, NyTextFacts
from workflows.avtal.rules import texten_ar_revisionens
from workflows.county.actors import KLOCKAN
from workflows.engine.door import load
from workflows.ground.errors import NotFound, RoleMissing
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.rules import texten_ar_den_signerade
from workflows.texts.markdown import content_hash

OLD = content_hash(TEXT)


def sign(lan: Lan, sak: int, who: str, **said: object) -> None:
    lan.step(sak, who, "signera", **{**NAMNTECKNING, "sha256": sha_of(lan, sak), **said})


@guard("revision.parten_kvar", "revision.foretrader_parten")
def test_a_party_that_is_in_it_decides_for_itself(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    lan.at("2023-12-18")
    not_in_it = "Den huvudmannen är inte part i avtalet."
    assert (
        refused(lan, sak, "sekreterare", "parten_beslutar", **JA) == "Välj vilken part det gäller."
    )
    assert refused(lan, sak, "sekreterare", "parten_beslutar", part="tingsryd", **JA) == not_in_it
    assert (
        refused(lan, sak, "alvesta", "parten_beslutar", part="lessebo", **JA)
        == "Du företräder inte Lessebo."
    )
    with pytest.raises(RoleMissing):
        lan.step(sak, "tingsryd", "parten_beslutar", **JA)
    lan.step(sak, "alvesta", "parten_beslutar", **JA)
    lan.step(sak, "sekreterare", "parten_beslutar", part="lessebo", **JA)
    lan.step(
        sak,
        "au_ledamot",
        "slapp_part",
        part="region_kronoberg",
        skal="Regionen har ett eget avtal.",
    )
    assert lan.lage(sak) == "signeras", "nobody else was waited for"
    left = refused(
        lan, sak, "sekreterare", "signera_pa_papper", part="region_kronoberg", **NAMNTECKNING, fil=1
    )
    assert "De andra har gått vidare utan Regionen." in left


UNCLEAR = (
    (
        "datum",
        "2023-12-19",
        "Dagen tis 19 dec 2023 har inte varit än. Skriv in beslutet när det är fattat.",
    ),
    ("datum", "2023-11-06", "Texten låstes tis 7 nov 2023. Ett äldre beslut kan inte gälla den."),
    ("utfall", "villkor", "Skriv vad som behöver ändras för ett ja."),
    ("villkor", "Mer tid.", "Ett ja har inga villkor. Välj ”ja, på villkor”."),
)


@guard("revision.beslutet_begripligt", "avtal.filen_finns")
def test_a_partys_decision_is_about_this_text_and_says_what_it_says(lan: Lan) -> None:
    sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
    lan.at("2023-12-18")
    said = refused(lan, sak, "lessebo", "parten_beslutar", **JA)
    assert said == "Lessebo beslutar inte för egen del i den här revisionen."
    theirs = ("fil", paper(lan, "lessebo"), "Filen finns inte.")
    for name, value, why in (*UNCLEAR, theirs):
        assert refused(lan, sak, "alvesta", "parten_beslutar", **{**JA, name: value}) == why
    extract = paper(lan, "alvesta")
    conditional = {**JA, "utfall": "villkor", "villkor": "Mer tid.", "fil": extract}
    lan.step(sak, "alvesta", "parten_beslutar", **conditional)
    assert [(row.utfall, row.villkor, row.fil_id) for row in lan.rows(Partsbeslut)] == [
        ("villkor", "Mer tid.", extract)
    ]
    lan.step(sak, "alvesta", "parten_beslutar", **JA)
    assert [(row.utfall, row.villkor) for row in lan.rows(Partsbeslut)] == [("ja", "")], (
        "the latest is what counts"
    )
    assert lan.lage(sak) == "signeras"


@guard("revision.alla_parter_ja")
def test_everybody_who_decides_says_yes_before_anybody_signs(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    lan.at("2023-12-18").step(sak, "alvesta", "parten_beslutar", **{**JA, "utfall": "nej"})
    lan.step(
        sak, "lessebo", "parten_beslutar", **{**JA, "utfall": "villkor", "villkor": "Mer tid."}
    )
    said = refused(lan, sak, "klockan", "parterna_klara")
    assert said == "Beslut saknas från Regionen. Nej från Alvesta. Ja på villkor från Lessebo."
    for who in PARTER:
        lan.step(sak, who, "parten_beslutar", **JA)
    assert lan.lage(sak) == "signeras"


@guard("revision.nagon_kvar")
def test_somebody_is_left(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    for part in PARTER[:2]:
        lan.step(sak, "au_ledamot", "slapp_part", part=part, skal="Nej.")
    assert "Ingen part skulle vara kvar." in refused(
        lan, sak, "au_ledamot", "slapp_part", part=PARTER[2], skal="Nej."
    )
    assert [row.slappt for row in lan.rows(Revisionspart)] == [True, True, False]


@guard(
    "revision.ratt_text",
    "revision.inte_signerat",
    "revision.behorighet_har_varit",
)
def test_a_party_signs_exactly_this_text_once_and_with_the_right_to_do_so(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    wrong = refused(lan, sak, "alvesta", "signera", sha256=OLD, **NAMNTECKNING)
    assert (
        wrong
        == "Texten du har läst är inte den som ska skrivas under. Läs version 1 och skriv under"
        " igen."
    )
    ahead = {**NAMNTECKNING, "behorighet_datum": "2023-12-19", "sha256": sha_of(lan, sak)}
    assert (
        refused(lan, sak, "alvesta", "signera", **ahead)
        == "Behörigheten gäller först tis 19 dec 2023. Skriv under då."
    )
    assert lan.rows(Signatur) == []
    sign(lan, sak, "alvesta")
    again = {**NAMNTECKNING, "sha256": sha_of(lan, sak)}
    assert refused(lan, sak, "alvesta", "signera", **again) == "Alvesta har redan skrivit under."
    assert [(row.sha256, row.satt, row.person_id) for row in lan.rows(Signatur)] == [
        (sha_of(lan, sak), "i_samflode", lan.ids["alvesta"])
    ]


@guard("revision.foretrader_parten_sjalv", "revision.foretrader_parten")
def test_nobody_signs_for_another_but_a_sekreterare_may_lay_in_its_paper(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    other = {**NAMNTECKNING, "sha256": sha_of(lan, sak), "part": "lessebo"}
    assert refused(lan, sak, "alvesta", "signera", **other) == "Du företräder inte Lessebo."
    with pytest.raises(RoleMissing):
        lan.step(sak, "sekreterare", "signera", **other)
    scanned = {**NAMNTECKNING, "part": "lessebo", "fil": paper(lan, "sekreterare")}
    missing = refused(
        lan, sak, "sekreterare", "signera_pa_papper", **{**scanned, "fil": paper(lan, "alvesta")}
    )
    assert missing == "Filen finns inte."
    lan.step(sak, "sekreterare", "signera_pa_papper", **scanned)
    [row] = lan.rows(Signatur)
    attested = (row.satt, row.intygad_av, row.person_id, row.fil_id, row.sha256)
    assert attested == ("pa_papper", lan.ids["sekreterare"], None, scanned["fil"], sha_of(lan, sak))


@guard("revision.alla_signerat")
def test_everybody_signs_before_it_waits_for_its_day(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    sign(lan, sak, "alvesta")
    assert (
        refused(lan, sak, "klockan", "fardigsignerat")
        == "Underskrift saknas från Lessebo och Regionen."
    )
    sign(lan, sak, "lessebo")
    lan.step(
        sak, "au_ledamot", "slapp_part", part="region_kronoberg", skal="Regionen lämnar avtalet."
    )
    assert lan.lage(sak) == "vantar_ikraft", "the last one waited for is no longer in it"


@guard(
    "revision.dagen_har_kommit",
    "revision.texten_ar_den_signerade",
    "avtal.texten_ar_revisionens",
)
def test_what_comes_into_force_on_its_day_is_what_was_signed(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2023-11-07"))
    sak = revision_in(lan, "vantar_ikraft", avtal_id)
    assert refused(lan, sak, "klockan", "trad_i_kraft") == "Texten börjar gälla tor 1 feb 2024."
    with pytest.raises(RoleMissing):
        lan.step(avtal_id, "sekreterare", "ny_text_fran_revision", revision="rev-2023-1")
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    new = lan.rows(Avtalsversion, avtal_id=avtal_id)[-1]
    assert (new.text, new.sha256, str(new.galler_fran)) == (NYARE, sha_of(lan, sak), IKRAFT)


def test_a_party_that_is_let_go_is_no_party_of_the_new_text(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2023-11-07"))
    sak = revision_in(lan, "signeras", avtal_id)
    for who in PARTER[:2]:
        sign(lan, sak, who)
    lan.step(
        sak, "au_ledamot", "slapp_part", part="region_kronoberg", skal="Regionen lämnar avtalet."
    )
    lan.at(IKRAFT).step(sak, "klockan", "trad_i_kraft")
    bound = {row.huvudman_id for row in lan.rows(Avtalspart, avtal_id=avtal_id, slag="part")}
    assert bound == {row.huvudman_id for row in lan.rows(Revisionspart) if not row.slappt}
    assert len(bound) == len(PARTER) - 1


def test_what_is_not_signed_goes_straight_to_its_day_and_a_day_that_passed_is_today(
    lan: Lan,
) -> None:
    routine = avtal(lan.at("2023-11-07"), slag="rutin", rubrik="Rutin för hjälpmedel")
    sak = decided(parter_beslutar=["alvesta"], ikraft="2023-12-11")(lan, routine)
    lan.at("2023-12-18").step(sak, "alvesta", "parten_beslutar", **JA)
    assert lan.lage(sak) == "vantar_ikraft"
    lan.step(sak, "klockan", "trad_i_kraft")
    assert str(lan.rows(Avtalsversion, avtal_id=routine)[-1].galler_fran) == "2023-12-18"


def test_one_that_does_not_sign_sends_the_text_back_and_signatures_stay_with_the_old_text(
    lan: Lan,
) -> None:
    sak = revision_in(lan, "signeras")
    sign(lan, sak, "alvesta")
    lan.step(sak, "lessebo", "avsta_signera", skal="Fullmäktige ändrade sig.")
    assert lan.lage(sak) == "utarbetas"
    assert [row.version_id for row in lan.rows(Signatur)] == [
        row.version_id for row in lan.rows(Partsbeslut)[:1]
    ]


def test_what_nobody_may_see_is_not_there(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    with pytest.raises(NotFound):
        lan.step(sak, "utanfor", "parten_beslutar", **BESLUT)


@guard("avtal.texten_ar_revisionens")
def test_an_agreement_takes_no_other_text_than_the_one_that_was_locked_and_signed(lan: Lan) -> None:
    avtal_id = avtal(lan.at("2023-11-07"))
    with lan.database.read() as session:
        case = load(session, avtal_id, KLOCKAN, lan.world)
    assert isinstance(case, AvtalCase)
    sha256 = content_hash(NYARE)
    good = NyTextFacts(
        avtal_id=avtal_id,
        revision_lage="implementeras",
        text=NYARE,
        sha256=sha256,
        sammanfattning="",
        galler_fran=lan.world.today,
        beslutad="",
        last_av=1,
        parter=(1, 2),
        signerade=(sha256, sha256),
    )

    def against(**other: Any) -> str | None:
        named = replace(case.named, found={NyTextFacts: replace(good, **other)})
        return obstacle(texten_ar_revisionens, replace(case, named=named))

    assert against() is None
    assert against(text=TEXT) == "Texten är inte den som låstes."
    for signed in ((sha256, OLD), (sha256, ""), ()):
        assert against(signerade=signed) == "Texten är inte den som parterna skrev under."
    assert against(revision_lage="vantar_ikraft") == "Revisionens text har inte börjat gälla."
    assert against(avtal_id=avtal_id + 1) == "Revisionen hör inte till avtalet."


@guard("revision.texten_ar_den_signerade")
def test_a_signature_of_another_text_lets_nothing_come_into_force(lan: Lan) -> None:
    sak = revision_in(lan, "vantar_ikraft")
    with lan.at(IKRAFT).database.read() as session:
        case = load(session, sak, KLOCKAN, lan.world)
    assert isinstance(case, RevisionCase)
    assert obstacle(texten_ar_den_signerade, case) is None
    first, *others = case.parter
    forged = replace(case, parter=(replace(first, signerad_sha256=OLD), *others))
    assert obstacle(texten_ar_den_signerade, forged) == "Underskrift saknas från Alvesta."
