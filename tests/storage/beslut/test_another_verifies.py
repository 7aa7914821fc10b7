"""Where whoever was to verify cannot, AU or its secretary chooses somebody else, who is asked."""

from __future__ import annotations

from models.tables import Atagande, Avisering, Frist, Person
from support.county import Lan, epost
from support.guards import refused
from support.house.tampering import behind_its_back
from support.paths.arende import atagande_in
from workflows.reminders.renew import renew

BYT = {"verifieras_av": epost("lessebo"), "skal": "Regionens chef har slutat."}


def leaves(lan: Lan, who: str) -> None:
    """Let somebody be switched off."""
    with lan.database.session() as session:
        session.get_one(Person, lan.ids[who]).aktiv = False


def test_who_takes_over_from_a_verifier_who_has_left_has_the_card_and_a_letter(lan: Lan) -> None:
    sak = atagande_in(lan, "rapporterat")
    leaves(lan, "region_kronoberg")
    renew(lan.database, lan.world)
    assert lan.offers(sak, "sekreterare")["byt_verifierare"].oppet
    lan.step(sak, "sekreterare", "byt_verifierare", **BYT)
    (frist,) = [row for row in lan.rows(Frist, sak_id=sak) if row.stangd is None]
    assert frist.person_id == lan.ids["lessebo"]
    asked = [row.person_id for row in lan.rows(Avisering, mall="att_verifiera")]
    assert asked[-1] == lan.ids["lessebo"]
    lan.step(sak, "lessebo", "verifiera")
    assert lan.lage(sak) == "verifierat"


def test_one_who_is_there_hears_that_another_verifies(lan: Lan) -> None:
    sak = atagande_in(lan, "rapporterat")
    lan.step(sak, "au_ledamot", "byt_verifierare", **BYT)
    (told,) = lan.rows(Avisering, mall="annan_verifierar")
    assert (told.person_id, told.data["skal"]) == (lan.ids["region_kronoberg"], BYT["skal"])
    assert lan.rows(Atagande, id=sak)[0].verifierare_id == lan.ids["lessebo"]
    assert "verifiera" not in lan.offers(sak, "region_kronoberg")


def test_neither_who_reported_nor_who_had_it_takes_over(lan: Lan) -> None:
    sak = atagande_in(lan, "rapporterat")
    for who, why in (("alvesta", "rapporterade."), ("region_kronoberg", "ska redan verifiera.")):
        said = {**BYT, "verifieras_av": epost(who)}
        assert why in refused(lan, sak, "sekreterare", "byt_verifierare", **said)


def test_who_reported_does_not_choose_who_verifies(lan: Lan) -> None:
    sak = atagande_in(lan, "rapporterat")
    behind_its_back(lan, "UPDATE atagande SET rapporterad_av = :who", who=lan.ids["au_ledamot"])
    assert "byt_verifierare" in lan.offers(sak, "sekreterare")
    said = refused(lan, sak, "au_ledamot", "byt_verifierare", **BYT)
    assert said == "Du rapporterade själv. Någon annan behöver välja vem som verifierar."
