"""What a revision keeps of what the parties do with a decided text, until it is in force."""

from __future__ import annotations

import pytest

from models.tables import Avtalspart, Avtalsversion, Partsbeslut, Revisionspart, Signatur
from support.county import Lan
from support.guards import refused
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
from workflows.ground.errors import NotFound, RoleMissing
from workflows.texts.markdown import content_hash

OLD = content_hash(TEXT)


def sign(lan: Lan, sak: int, who: str, **said: object) -> None:
    lan.step(sak, who, "signera", **{**NAMNTECKNING, "sha256": sha_of(lan, sak), **said})


def test_a_partys_decision_is_kept_with_its_extract_and_the_latest_is_what_counts(lan: Lan) -> None:
    sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
    lan.at("2023-12-18")
    on_terms = {**JA, "utfall": "villkor", "villkor": "Mer tid."}
    theirs, own = paper(lan, "lessebo"), paper(lan, "alvesta")
    said = refused(lan, sak, "alvesta", "parten_beslutar", **on_terms, fil=theirs)
    assert said == "Filen finns inte."
    lan.step(sak, "alvesta", "parten_beslutar", **on_terms, fil=own)
    assert [(row.utfall, row.villkor, row.fil_id) for row in lan.rows(Partsbeslut)] == [
        ("villkor", "Mer tid.", own)
    ]
    lan.step(sak, "alvesta", "parten_beslutar", **JA)
    kept = [(row.utfall, row.villkor, row.fil_id) for row in lan.rows(Partsbeslut)]
    assert kept == [("villkor", "Mer tid.", own), ("ja", "", None)], "nothing overwrites anything"
    assert lan.lage(sak) == "signeras"


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


def test_everybody_signs_before_it_waits_for_its_day(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    sign(lan, sak, "alvesta")
    assert (
        refused(lan, sak, "klockan", "fardigsignerat")
        == "Underskrift saknas från Lessebo och Regionen."
    )
    sign(lan, sak, "lessebo")
    lan.step(
        sak,
        "sekreterare",
        "slapp_part",
        mote=lan.at_meeting(),
        part="region_kronoberg",
        skal="Regionen lämnar avtalet.",
    )
    assert lan.lage(sak) == "vantar_ikraft", "the last one waited for is no longer in it"


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
        sak,
        "sekreterare",
        "slapp_part",
        mote=lan.at_meeting(),
        part="region_kronoberg",
        skal="Regionen lämnar avtalet.",
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
