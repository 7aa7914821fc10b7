"""What somebody has handed on stays in their sight, and each in a group that writes has its work in
their list and is told.
"""

from __future__ import annotations

from models.tables import Avisering, Remiss, Revision
from support.county import Lan, epost
from support.paths.arende import atagande_in
from support.paths.revision import revision_in
from workflows.desk.views import Oversikt, oversikt


def seen(lan: Lan, who: str) -> Oversikt:
    with lan.database.read() as session:
        return oversikt(session, lan.actor(session, who), lan.world)


def lists(lan: Lan, who: str) -> list[str]:
    """Return where the cards of somebody lead, also those further on."""
    found = seen(lan, who)
    return [one.knapp.href for one in (*found.vantar_pa_dig, *found.langre_fram)]


def watched(lan: Lan, who: str) -> list[str]:
    return [one.href for one in seen(lan, who).du_vantar_pa]


def test_what_is_handed_to_a_colleague_stays_in_the_delegators_sight(lan: Lan) -> None:
    sak = atagande_in(lan, "tilldelat")
    place = f"/ataganden/{sak}"
    assert watched(lan, "alvesta") == []
    lan.step(sak, "alvesta", "delegera", namn="Utanför", epost=epost("utanfor"))
    assert watched(lan, "alvesta") == [place]
    assert watched(lan, "lessebo") == [], "another party's is not theirs"
    lan.step(sak, "utanfor", "rapportera")
    assert watched(lan, "alvesta") == [place], "it is to be verified"
    lan.step(sak, "region_kronoberg", "verifiera")
    assert watched(lan, "alvesta") == [], "it is done"


def test_each_in_the_group_has_its_writing_in_the_list(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas")
    place = f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}"
    assert place in lists(lan, "sammankallande")
    assert place in lists(lan, "representant")
    assert place not in lists(lan, "handlaggare"), "in another group"


def test_each_in_the_group_is_told_of_the_mandate(lan: Lan) -> None:
    revision_in(lan, "prioriterad")
    told = {one.person_id for one in lan.rows(Avisering, mall="revision_uppdrag")}
    assert told == {lan.ids["sammankallande"], lan.ids["representant"]}


def test_comments_are_each_ones_work_and_the_last_word_is_the_sammankallandes(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss, om_id=sak)[-1].id
    comment = [{"text": "Byt ordet i första meningen."}]
    lan.step(
        remiss,
        "alvesta",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        synpunkter=comment,
    )
    lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker")
    lan.step(sak, "au_ledamot", "sammanstall")
    assert f"/remisser/{remiss}" in lists(lan, "sammankallande")
    assert f"/remisser/{remiss}" in lists(lan, "representant")


def test_what_only_the_sammankallande_can_do_is_not_in_the_others_lists(lan: Lan) -> None:
    sak = revision_in(lan, "sammanstalls")
    page = f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}"
    assert page in lists(lan, "sammankallande")
    assert page not in lists(lan, "representant")
