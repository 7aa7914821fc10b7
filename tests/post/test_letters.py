"""Every letter the rules ask for can be written, says what it must, and nothing somebody typed
becomes markup.
"""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from jinja2 import TemplateError

from models.base import table_of
from models.tables import Avisering
from notifications.channels import Letter, Mailbox
from notifications.delivery import deliver
from notifications.rendering import TEMPLATES, render
from support.county import Lan, epost
from support.letters.arende import tell_everything

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = {"subject.txt", "body.txt", "body.html"}
FOLDERS = {folder.name for folder in TEMPLATES.iterdir() if folder.is_dir()}


def named(source: str) -> set[str]:
    """Return every template that the source names where it makes a message, also through a
    constant.
    """
    tree = ast.parse(source)
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[object] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        place = {"Notify": 0, "Message": 1, "_tell": 1, "_tell_keepers": 1, "_ask": 1}.get(
            getattr(call.func, "id", "")
        )
        if place is not None and len(call.args) > place:
            argument = call.args[place]
            choices = (
                (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
            )
            found |= {one.value for one in choices if isinstance(one, ast.Constant)}
            found |= {
                constants[one.id]
                for one in choices
                if isinstance(one, ast.Name) and one.id in constants
            }
    return {str(name) for name in found}


NAMED = set().union(
    *(named(path.read_text(encoding="utf-8")) for path in (ROOT / "workflows").rglob("*.py"))
)


def test_every_letter_named_in_the_rules_has_its_folder_and_every_folder_is_used() -> None:
    assert NAMED == FOLDERS


def test_a_name_is_found_as_a_word_as_a_constant_and_as_either_of_two() -> None:
    sample = (
        'X = "a"\nNotify("b", to, why)\nMessage(key, X, who)\nMessage(key, "c" if late else "d",'
        " who)"
    )
    assert named(sample) == {"a", "b", "c", "d"}


SAID = set(
    re.findall(
        r'"vad": "(\w+)"', (ROOT / "workflows/avtal/consequences.py").read_text(encoding="utf-8")
    )
)


@pytest.mark.parametrize("mall", sorted(FOLDERS))
def test_a_letter_is_a_subject_a_text_and_html(mall: str) -> None:
    assert {part.name for part in (TEMPLATES / mall).iterdir()} == PARTS


@pytest.fixture(scope="module")
def sent(shared_lan: Lan) -> list[Avisering]:
    """Every letter of the story, written and put in the demo's mailbox."""
    tell_everything(shared_lan)
    deliver(shared_lan.database, Mailbox(), shared_lan.now)
    return list(shared_lan.rows(Avisering))


def test_every_letter_can_be_written_from_what_really_happens(sent: list[Avisering]) -> None:
    assert {letter.mall for letter in sent} == FOLDERS
    assert {(letter.mall, letter.fel) for letter in sent if letter.lage != "skickad"} == set()


def test_everything_there_is_to_say_of_an_agreement_is_said(sent: list[Avisering]) -> None:
    about = [letter for letter in sent if letter.mall.startswith("avtal_")]
    assert {letter.data["vad"] for letter in about} == SAID
    assert {letter.mall for letter in about} == {"avtal_varning", "avtal_uppsagt", "avtal_besked"}
    assert len({str(letter.amne) for letter in about}) >= len(SAID), (
        "no two things are said in the same words"
    )


def test_everything_there_is_to_say_of_a_revision_is_said_in_words_of_its_own(
    sent: list[Avisering],
) -> None:
    about = [
        letter for letter in sent if letter.mall in {"revision_nej", "revision_besked", "godkann"}
    ]
    said = {(letter.mall, letter.data["vad"]) for letter in about}
    assert said == {
        *(("revision_nej", vad) for vad in ("nej", "villkor", "invander", "avstod")),
        *(
            ("revision_besked", vad)
            for vad in ("i_kraft", "slappt", "avstod", "avslag", "avbruten")
        ),
        *(("godkann", vad) for vad in ("ny", "igen", "fortydligat")),
    }
    words = {
        (
            letter.mall,
            letter.data["vad"],
            str(letter.amne).partition(": ")[2].partition(" senast")[0][:40],
        )
        for letter in about
    }
    assert len({(mall, amne) for mall, _, amne in words}) >= len(said)


def test_every_letter_says_the_matter_has_one_link_and_says_why(sent: list[Avisering]) -> None:
    for letter in sent:
        amne, text, html = str(letter.amne), str(letter.text), str(letter.html)
        assert amne == " ".join(amne.split()), letter.mall
        assert len(re.findall(r"href=", html)) == 1, letter.mall
        assert letter.data["lank"] in text, letter.mall
        assert f"Därför får du det här: {letter.skal}" in text, letter.mall
        assert letter.skal in html, letter.mall
        assert not re.search(r"!(?!doctype|--)|None|Undefined|\{\{|\{%", text + html), letter.mall


ASKING = {
    "nytt_arende",
    "komplettering",
    "kompletterat",
    "aterremitterat",
    "dialog",
    "justering",
    "justering_ater",
    "remiss",
    "remiss_flyttad",
    "remiss_stangd",
    "att_verifiera",
    "avsteg",
    "delegerat",
    "atagande",
    "kallelse",
    "tagit_del",
    "invandning",
    "atersant",
    "ateroppnat",
    "klart_att_avsluta",
    "avtal_varning",
    "revision_initierad",
    "revision_uppdrag",
    "revision_forslag",
    "revision_ater",
    "revision_omarbetas",
    "revision_parten",
    "revision_signera",
    "revision_nej",
    "godkann",
}


def test_a_letter_that_wants_something_says_by_when_in_its_subject(sent: list[Avisering]) -> None:
    said = {(letter.mall, bool(re.search(r" 202[3-5]\b", str(letter.amne)))) for letter in sent}
    assert said >= {(mall, True) for mall in ASKING}
    assert not said & {(mall, False) for mall in ASKING}


def test_the_colleague_who_was_handed_an_atagande_is_the_one_who_is_told(
    sent: list[Avisering],
) -> None:
    assert [letter.epost for letter in sent if letter.mall == "delegerat"] == [
        epost("representant")
    ]


HOSTILE = "<script>alert(1)</script>\nBcc: alla@lan.example\n{{ 7 * 7 }} \u202e&amp;"


def test_what_somebody_typed_is_text_in_the_letter() -> None:
    data = {
        "namn": "A",
        "rubrik": HOSTILE,
        "beteckning": "LGS 2023:1",
        "lank": "/arenden/lgs-2023-1",
    }
    letter = render(
        "komplettering", {**data, "saknas": HOSTILE, "au": "AU"}, varfor=HOSTILE, address=""
    )
    assert "\n" not in letter.amne
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "49" not in letter.text + letter.html
    assert "{{ 7 * 7 }}" in letter.text


def test_a_letter_that_lacks_what_it_must_say_is_not_written() -> None:
    with pytest.raises(TemplateError):
        render("komplettering", {"rubrik": "x", "lank": "/"}, varfor="", address="")


def test_a_letter_that_cannot_be_written_is_marked_with_why_and_the_others_leave(lan: Lan) -> None:
    lan.arende()
    with lan.database.session() as session:
        table = Avisering.__table__  # type: ignore[attr-defined]
        session.execute(table.update().where(table.c.mall == "kvittens").values(data={"namn": "A"}))
    outcome = deliver(lan.database, Mailbox(), lan.now + timedelta(seconds=1))
    broken = [letter for letter in lan.rows(Avisering) if letter.lage == "misslyckad"]
    assert [letter.mall for letter in broken] == ["kvittens"]
    assert broken[0].fel.startswith("Meddelandet gick inte att skriva")
    assert (outcome.skickade, outcome.misslyckade) == (2, 1)


STOPPED = "Ett oväntat fel stoppade brevet. Orsaken står i loggen."


def waits_for_another_attempt(lan: Lan, mall: str) -> None:
    """Check that one letter of three waits for a minute with why, and that the others have left."""
    assert sorted(letter.lage for letter in lan.rows(Avisering)) == ["skickad", "skickad", "vantar"]
    (letter,) = lan.rows(Avisering, lage="vantar")
    assert (letter.mall, letter.fel, letter.forsok) == (mall, STOPPED, 1)
    assert letter.nasta_forsok == lan.now + timedelta(minutes=1)


def test_what_nobody_thought_of_while_one_letter_is_written_stops_only_that_one(lan: Lan) -> None:
    lan.arende()
    first, *_ = [letter for letter in lan.rows(Avisering) if letter.mall == "nytt_arende"]
    with lan.database.session() as session:
        table = table_of(Avisering)
        broken = {**first.data, "senast": "snart"}  # no template error: the filter finds no date
        session.execute(table.update().where(table.c.id == first.id).values(data=broken))
    assert deliver(lan.database, Mailbox(), lan.now).senare == 1
    waits_for_another_attempt(lan, "nytt_arende")


def test_what_nobody_thought_of_while_one_letter_is_sent_stops_only_that_one(lan: Lan) -> None:
    class Breaks(Mailbox):
        def send(self, letter: Letter) -> None:
            if letter.epost == epost("sammankallande"):
                raise ZeroDivisionError

    lan.arende()
    assert deliver(lan.database, Breaks(), lan.now).senare == 1
    waits_for_another_attempt(lan, "kvittens")
