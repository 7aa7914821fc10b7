"""What happens when people change or meet while an agreement is looked over: each has its answer in
Swedish.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.base import table_of
from models.tables import Avisering, Franvaro, Remiss, Remissvar, Revision, Signatur, Uppdrag
from support.county import Lan
from support.guards import refused
from support.paths.avtal import TEXT
from support.paths.revision import JA, NAMNTECKNING, PARTER, paper, revision_in, sha_of
from support.racing import at_once
from support.site import Sajt
from workflows.desk.nothing_lost import open_without_owner
from workflows.engine.history.verification import verify
from workflows.ground.errors import NotFound, RoleMissing
from workflows.nouns import NOUNS

LEFT = {"part": "region_kronoberg", "skal": "Regionen lämnar avtalet."}
MINE, THEIRS = (
    TEXT.replace("Var och en svarar", "Regionen svarar"),
    TEXT.replace("Var och en svarar", "Kommunen svarar"),
)


def nothing_lost(lan: Lan) -> None:
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []


def signing(lan: Lan, sak: int) -> dict[str, str]:
    return {**NAMNTECKNING, "sha256": sha_of(lan, sak)}


def succeeded(lan: Lan, who: str, by: str) -> None:
    """Let somebody have another's uppdrag from today on."""
    uppdrag = table_of(Uppdrag)
    with lan.database.session() as session:
        session.execute(
            uppdrag.update()
            .where(uppdrag.c.person_id == lan.ids[who])
            .values(person_id=lan.ids[by])
        )


def away(lan: Lan, who: str, instead: str) -> None:
    """Let somebody stand in for another in November 2023."""
    with lan.database.session() as session:
        first, last = date(2023, 11, 1), date(2023, 11, 30)
        session.add(
            Franvaro(person_id=lan.ids[who], ersattare_id=lan.ids[instead], from_=first, tom=last)
        )


def test_a_party_that_leaves_while_the_others_decide_is_waited_for_no_more(lan: Lan) -> None:
    sak = revision_in(lan, "hos_parterna")
    for who in PARTER[:2]:
        lan.at("2023-12-18").step(sak, who, "parten_beslutar", **JA)
    lan.step(sak, "sekreterare", "slapp_part", mote=lan.at_meeting(), **LEFT)
    assert lan.lage(sak) == "signeras"
    for who in PARTER[:2]:
        lan.step(sak, who, "signera", **signing(lan, sak))
    assert lan.lage(sak) == "vantar_ikraft"
    assert "signera" not in lan.offers(sak, "region_kronoberg")
    nothing_lost(lan)


def test_a_party_that_has_left_can_not_sign(lan: Lan) -> None:
    sak = revision_in(lan, "signeras")
    lan.step(sak, "sekreterare", "slapp_part", mote=lan.at_meeting(), **LEFT)
    with pytest.raises(RoleMissing, match="kan bara göras av en part"):
        lan.step(sak, "region_kronoberg", "signera", **signing(lan, sak))
    paper_of = {**NAMNTECKNING, "part": "region_kronoberg", "fil": paper(lan, "sekreterare")}
    assert (
        refused(lan, sak, "sekreterare", "signera_pa_papper", **paper_of)
        == "De andra har gått vidare utan Regionen."
    )
    assert lan.rows(Signatur) == []


def test_who_decided_may_have_been_replaced_when_it_is_time_to_sign(lan: Lan) -> None:
    """The party's yes stands; who has the uppdrag on the day signs, and who had it does not even
    see the matter.
    """
    sak = revision_in(lan, "signeras")
    succeeded(lan, "lessebo", "utanfor")
    with pytest.raises(NotFound):
        lan.step(sak, "lessebo", "signera", **signing(lan, sak))
    lan.step(sak, "utanfor", "signera", **signing(lan, sak))
    assert [row.person_id for row in lan.rows(Signatur)] == [lan.ids["utanfor"]]
    for who in ("alvesta", "region_kronoberg"):
        lan.step(sak, who, "signera", **signing(lan, sak))
    assert lan.lage(sak) == "vantar_ikraft"
    nothing_lost(lan)


def test_two_who_change_one_sentence_both_keep_their_words(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "prioriterad")
    lan.step(sak, "sammankallande", "borja")
    address = f"/revisioner/{lan.rows(Revision, id=sak)[0].nr}/steg/skriv_utkast"
    first, second = sajt.client("sammankallande"), sajt.client("representant")
    hidden = second.form(address)
    assert first.fill_in(address, text=THEIRS).status_code == 303
    answer = second.send(address, {**hidden, "text": MINE})
    assert answer.status_code == 409
    assert "Där ni ändrade samma sak står de andras ord; dina står här under." in answer.text
    assert "Så skrev du:" in answer.text
    assert "Regionen svarar" in answer.text
    assert lan.rows(Revision, id=sak)[0].utkast == THEIRS


def test_an_ersattare_and_the_ordinary_one_who_answer_at_once_give_one_answer_and_the_first_is_told(
    lan: Lan,
) -> None:
    sak = revision_in(lan, "pa_remiss")
    away(lan, "lessebo", "utanfor")
    remiss = lan.rows(Remiss, om_id=sak)[0].id
    said = at_once(
        lambda: lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker"),
        lambda: lan.step(
            remiss, "utanfor", "svara", stallningstagande="avstyrker", motivering="Vi hinner inte."
        ),
    )
    assert said == [True, True]
    [row] = lan.rows(Remissvar)
    pair = {lan.ids["lessebo"], lan.ids["utanfor"]}
    assert {row.lamnat_av, row.ersatte_av} == pair
    told = [
        letter for letter in lan.rows(Avisering, mall="remiss_kvitto") if letter.data["ersatte"]
    ]
    assert row.ersatte_av in {letter.person_id for letter in told}
    nothing_lost(lan)
