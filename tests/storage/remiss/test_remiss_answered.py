"""What a round keeps of its answers: sections, drafts, files, who answered, what they are told."""

from __future__ import annotations

from typing import Any

import pytest

from models.tables import Avisering, Handelse, Remiss, Remissutkast, Remissvar, Synpunkt
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, epost
from support.guards import refused
from support.paths.arende import remiss_in
from support.paths.delgivning import substitute
from support.paths.revision import paper, revision_in
from workflows.ground.errors import Malformed
from workflows.remiss.draft import write_draft

PLAIN = {"stallningstagande": "tillstyrker"}
STAND = {"stallningstagande": "tillstyrker_med_synpunkter"}


@pytest.fixture
def on_text(lan: Lan) -> int:
    """Return an open round on the locked text of a revision: Alvesta and Lessebo are asked."""
    return int(lan.rows(Remiss, om_id=revision_in(lan, "pa_remiss"))[-1].id)


def draft(lan: Lan, remiss: int, who: str, **said: Any) -> int:
    """Save the shared draft of an answer as somebody."""
    with lan.database.session() as session:
        return write_draft(session, remiss, said, actor=lan.actor(session, who), world=lan.world)


def test_a_comment_points_at_a_section_by_its_number_or_key_or_at_the_whole(
    lan: Lan, on_text: int
) -> None:
    comments = [
        {"text": "Oklart.", "avsnitt": "1", "onskad": "Vi planerar gemensamt."},
        {"text": "Bra.", "avsnitt": "syfte"},
        "Hela texten är lång.",
        {"onskad": "Ny lydelse."},
    ]
    wrong = [{"text": "Oklart.", "avsnitt": "9.9"}]
    said = refused(lan, on_text, "alvesta", "svara", **STAND, synpunkter=wrong)
    assert said == "Underlaget har inget avsnitt ”9.9”. Skriv avsnittets nummer, till exempel 3.2."
    lan.step(on_text, "alvesta", "svara", **STAND, synpunkter=comments)
    assert [(row.avsnitt, row.text, row.onskad) for row in lan.rows(Synpunkt)] == [
        ("syfte", "Oklart.", "Vi planerar gemensamt."),
        ("syfte", "Bra.", ""),
        ("", "Hela texten är lång.", ""),
        ("", "", "Ny lydelse."),
    ]


def test_a_comment_says_something_and_there_are_at_most_a_hundred(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    with pytest.raises(Malformed, match="Skriv en synpunkt eller en önskad lydelse"):
        lan.step(remiss, "alvesta", "svara", **STAND, synpunkter=[{"avsnitt": "1"}])
    with pytest.raises(Malformed, match="högst 100"):
        lan.step(remiss, "alvesta", "svara", **STAND, synpunkter=["Nej."] * 101)


def test_what_a_colleague_wrote_in_the_draft_is_read_before_the_answer_is_handed_in(
    lan: Lan,
) -> None:
    remiss = remiss_in(lan, "oppen")
    read = draft(lan, remiss, "alvesta", utkast=0, motivering="Vi behöver tid.")
    later = draft(lan, remiss, "barare", utkast=read, motivering="Vi behöver mer tid.")
    assert "Någon annan har ändrat utkastet" in refused(
        lan, remiss, "alvesta", "svara", **PLAIN, utkast=read
    )
    lan.step(remiss, "alvesta", "svara", **PLAIN, utkast=later)
    (left,) = lan.rows(Remissutkast)
    assert left.data == {}
    assert left.upplaga == later + 1


def test_an_answer_on_paper_comes_with_the_file_that_the_secretary_uploaded(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    said = {**STAND, "mottagare": "alvesta", "synpunkter": ["Mer tid."]}
    theirs = paper(lan, "alvesta")
    assert "Filen finns inte" in refused(
        lan, remiss, "sekreterare", "svara_pa_papper", **said, fil=theirs
    )
    assert "Lägg till svaret som fil" in refused(
        lan, remiss, "sekreterare", "svara_pa_papper", **said
    )
    own = paper(lan, "sekreterare", "svar.pdf")
    lan.step(remiss, "sekreterare", "svara_pa_papper", **said, fil=own)
    stored = next(row for row in lan.rows(Remissvar) if row.kanal == "papper")
    assert (stored.fil_id, stored.ersatte_av) == (own, lan.ids["alvesta"])


def test_a_late_answer_is_entered_for_the_silent_while_the_answers_are_gone_through(
    lan: Lan,
) -> None:
    remiss = lan.rows(Remiss, om_id=revision_in(lan, "pa_remiss"))[-1].id
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    lan.at("2023-12-04").step(remiss, "klockan", "stang")
    late = refused(lan, remiss, "lessebo", "svara", stallningstagande="avstar")
    assert (
        late
        == "”Svara” går inte nu: läget är ”Stängd”. Skicka svaret till sekreteraren, som kan lägga"
        " in det så länge svaren gås igenom."
    )
    said = {
        "stallningstagande": "avstyrker",
        "motivering": "Nej.",
        "fil": paper(lan, "sekreterare"),
    }
    in_time = refused(lan, remiss, "sekreterare", "svara_pa_papper", **said, mottagare="alvesta")
    assert in_time == "Alvesta svarade i tid, och svarstiden är slut. Det svaret gäller."
    lan.step(remiss, "sekreterare", "svara_pa_papper", **said, mottagare="lessebo")
    assert len(lan.rows(Remissvar)) == 2


def test_one_answer_takes_care_of_many_comments_alike(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    lan.step(
        remiss, "alvesta", "svara", **STAND, synpunkter=["Mer tid.", "Mer tid till utbildning."]
    )
    lan.step(remiss, "au_ledamot", "stang")
    ids = [row.id for row in lan.rows(Synpunkt)]
    same = {"svar": "tillgodoses", "motivering": "Tiden är förlängd."}
    unknown = [*ids, max(ids) + 1]
    said = refused(lan, remiss, "handlaggare", "besvara_synpunkt", synpunkt=unknown, **same)
    assert said == "En av synpunkterna hör inte till remissen."
    lan.step(remiss, "handlaggare", "besvara_synpunkt", synpunkt=ids, **same)
    assert {(row.svar.value, row.motivering) for row in lan.rows(Synpunkt)} == {
        ("tillgodoses", "Tiden är förlängd.")
    }


def test_a_substitute_who_answers_meanwhile_wins_visibly_and_both_are_told(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    substitute(lan, "representant", "alvesta", "alvesta")
    lan.step(remiss, "representant", "svara", stallningstagande="avstyrker", motivering="Nej.")
    stored = next(row for row in lan.rows(Remissvar) if row.lamnat_av == lan.ids["representant"])
    assert stored.ersatte_av == lan.ids["alvesta"]
    told = [
        row
        for row in lan.rows(Avisering, mall="remiss_kvitto")
        if row.person_id == lan.ids["alvesta"]
    ]
    assert (told[-1].data["lamnat_av"], told[-1].data["ersatte"]) == ("Representant", "Alvesta")
    lan.step(remiss, "representant", "svara", stallningstagande="avstar")
    again = next(row for row in lan.rows(Remissvar) if row.lamnat_av == lan.ids["representant"])
    assert again.ersatte_av == lan.ids["alvesta"], "one's own change replaces nobody else's answer"
    assert len(lan.rows(Handelse, sak_id=remiss, steg="svara")) == 4


def test_the_letter_carries_ones_own_comments_with_answer_and_reason_and_nobody_elses(
    lan: Lan,
) -> None:
    remiss = remiss_in(lan, "oppen")
    lan.step(remiss, "alvesta", "svara", **STAND, synpunkter=["Vi saknar pengar."])
    lan.step(remiss, "au_ledamot", "stang")
    for row in lan.rows(Synpunkt):
        said = {"svar": "tillgodoses_inte", "motivering": f"Svar på {row.text}"}
        lan.step(remiss, "handlaggare", "besvara_synpunkt", synpunkt=row.id, **said)
    lan.step(remiss, "handlaggare", "aterkoppla")
    letters = {
        row.epost: row.data["synpunkter"] for row in lan.rows(Avisering, mall="remiss_aterkoppling")
    }
    assert [one["text"] for one in letters[epost("alvesta")]] == ["Vi saknar pengar."]
    assert letters[epost("lessebo")] == [
        {
            "avsnitt": "",
            "text": "Mer tid.",
            "svar": "tillgodoses inte",
            "motivering": "Svar på Mer tid.",
        }
    ]


def test_why_somebody_is_against_is_a_comment_that_wants_its_answer(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    no = {"stallningstagande": "avstyrker", "motivering": "För dyrt.", "synpunkter": ["Och sent."]}
    lan.step(remiss, "alvesta", "svara", **no)
    lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker", motivering="Bra text.")
    lan.step(remiss, "au_ledamot", "stang")
    said = lan.rows(Synpunkt)
    assert [(row.avsnitt, row.text) for row in said] == [("", "För dyrt."), ("", "Och sent.")]
    reasons = {row.stallningstagande.value: row.motivering for row in lan.rows(Remissvar)}
    assert reasons == {"avstyrker": "", "tillstyrker": "Bra text."}
    hinder = refused(lan, remiss, "handlaggare", "aterkoppla")
    assert hinder == "2 synpunkter har inte fått svar."


def test_the_letter_says_that_there_is_something_to_read_only_where_there_is(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    lan.step(remiss, "alvesta", "svara", stallningstagande="avstyrker", motivering="För dyrt.")
    lan.step(remiss, "lessebo", "svara", stallningstagande="tillstyrker", motivering="Bra text.")
    lan.step(remiss, "au_ledamot", "stang")
    one = lan.rows(Synpunkt)[-1].id
    lan.step(remiss, "handlaggare", "besvara_synpunkt", synpunkt=one, svar="noteras")
    lan.step(remiss, "handlaggare", "aterkoppla")
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    letters = {row.epost: row for row in lan.rows(Avisering, mall="remiss_aterkoppling")}
    no, yes = letters[epost("alvesta")], letters[epost("lessebo")]
    assert "Så togs svaret från Alvesta om hand" in no.amne
    assert "För dyrt." in no.text
    assert "Läs återkopplingen" in no.text
    assert "Tack för svaret från Lessebo" in yes.amne
    assert "Svaret från Lessebo hade inga synpunkter att ta om hand." in yes.text
    assert "kan du läsa" not in yes.text
    assert "Läs återkopplingen" not in yes.text
