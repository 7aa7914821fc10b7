"""An agreement's text has numbered sections, and an identity that does not depend on its layout."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from models import limits
from support.agreements.texts import AVTAL, bodies, body_of, soup, texts
from workflows.ground.errors import Malformed
from workflows.texts.markdown import MOST_SECTIONS, content_hash, sections, with_section


def numbers(text: str) -> list[tuple[str, str]]:
    return [(one.nummer, one.rubrik) for one in sections(text)]


def test_headings_are_numbered_by_depth_and_order() -> None:
    assert numbers(AVTAL) == [
        ("0", "Inledning"),
        ("1", "Syfte"),
        ("2", "Ansvar"),
        ("2.1", "Kommunens ansvar"),
        ("2.2", "Regionens ansvar"),
        ("3", "Uppföljning"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A\n### B\n# C", ["1", "1.1", "2"]),
        ("# A\n### B\n## C\n### D", ["1", "1.1", "1.2", "1.2.1"]),
        ("# A\n## B\n### C\n#### D\n# E", ["1", "1.1", "1.1.1", "1.1.1.1", "2"]),
    ],
)
def test_a_level_that_is_skipped_leaves_no_gap_and_no_number_twice(
    text: str, expected: list[str]
) -> None:
    assert [one.nummer for one in sections(text)] == expected


@pytest.mark.parametrize(
    ("typed", "rubrik"),
    [
        ("3.2 Ansvar", "Ansvar"),
        ("3.2. Ansvar", "Ansvar"),
        ("3 Ansvar", "Ansvar"),
        ("3. ansvar", "ansvar"),
        ("4) Ansvar", "Ansvar"),
        ("2 **Ansvar**", "**Ansvar**"),
        ("18 år fyllda", "18 år fyllda"),
        ("2026 Budget", "2026 Budget"),
        ("24 timmar", "24 timmar"),
        ("3", "3"),
        ("5 § Ansvar", "5 § Ansvar"),
    ],
)
def test_a_typed_number_is_taken_off_and_a_number_that_says_something_stays(
    typed: str, rubrik: str
) -> None:
    assert sections(f"# {typed}")[0].rubrik == rubrik


@pytest.mark.parametrize(
    "text",
    [
        "```\n# A\n```",
        "~~~\n# A\n```\n~~~",
        "> # A",
        "- # A",
        "- a\n\n  # A",
        "##### A",
        "#A",
        "- a\n===",
        "- a\nb\n===",
        "***\n===",
        "| a | b |\n|---|---|\n===",
        "> a\n---",
    ],
)
def test_what_stands_in_code_or_lists_or_quotes_is_no_heading(text: str) -> None:
    assert numbers(text) == [("0", "Inledning")]


def test_an_underlined_heading_is_the_whole_paragraph_above_the_line() -> None:
    assert [(one.niva, one.rubrik) for one in sections("Parternas\nansvar\n===\n\nText\n---")] == [
        (1, "Parternas ansvar"),
        (2, "Text"),
    ]


def test_a_key_is_the_path_of_headings_and_does_not_change_when_sections_before_it_do() -> None:
    keys = {one.rubrik: one.nyckel for one in sections(AVTAL)}
    assert keys["Kommunens ansvar"] == "ansvar/kommunens-ansvar"
    later = {one.rubrik: one.nyckel for one in sections("# Nytt först\n\n" + AVTAL)}
    assert {rubrik: later[rubrik] for rubrik in keys if rubrik != "Inledning"} == {
        rubrik: key for rubrik, key in keys.items() if rubrik != "Inledning"
    }


@given(st.one_of(texts, soup))
def test_no_two_sections_share_a_key_a_number_or_an_anchor_and_every_key_can_be_stored(
    text: str,
) -> None:
    found = sections(text)
    for each in ("nyckel", "nummer", "ankare"):
        assert len({getattr(one, each) for one in found}) == len(found)
    assert all(len(one.nyckel) <= limits.NYCKEL for one in found)


def test_long_headings_at_every_level_still_have_keys_that_can_be_stored() -> None:
    text = "\n".join("#" * level + " " + "lång" * 50 for level in (1, 2, 3, 4, 4, 4))
    assert [len(one.nyckel) <= limits.NYCKEL for one in sections(text * 100)] == [True] * 501


@given(soup)
def test_headings_are_those_that_a_whole_markdown_parser_finds(text: str) -> None:
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "reference", "html_block"])
    text = text.replace("##### För djup", "text")  # five deep is text to us
    tokens = parser.parse(text)
    lines = text.split("\n")
    found = [
        i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0
    ]
    # Ours stand in the first column.
    assume(not any(lines[(tokens[i].map or [0])[0]].startswith(" ") for i in found))
    theirs = [
        (int(tokens[i].tag[1]), re.sub(r"^2\.1 ", "", " ".join(tokens[i + 1].content.split())))
        for i in found
        if tokens[i].tag in {"h1", "h2", "h3", "h4"}
    ]
    assert [(one.niva, one.rubrik) for one in sections(text) if one.niva] == theirs


def test_a_text_that_is_too_long_or_has_too_many_sections_is_refused() -> None:
    sections("x" * limits.AVTALSTEXT)
    with pytest.raises(Malformed, match="högst 400"):
        sections("x" * (limits.AVTALSTEXT + 1))
    sections("# A\n" * MOST_SECTIONS)
    with pytest.raises(Malformed, match="avsnitt"):
        sections("# A\n" * (MOST_SECTIONS + 1))


@given(st.one_of(texts, soup), bodies, st.data())
def test_a_section_gets_its_new_body_and_every_other_keeps_its_own(
    text: str, body: str, data: st.DataObject
) -> None:
    before = {one.nyckel: one for one in sections(text)}
    nyckel = data.draw(st.sampled_from(["0", *before]))
    after = {one.nyckel: one for one in sections(with_section(text, nyckel, body))}
    assert (after[nyckel].text if nyckel in after else "") == body
    assert {key: one.text for key, one in after.items() if key != nyckel} == {
        key: one.text for key, one in before.items() if key != nyckel
    }


def test_a_fence_left_open_in_one_section_does_not_swallow_the_next() -> None:
    changed = with_section("# A\n\na\n\n# B\n\nb", "a", "```\nx")
    assert numbers(changed) == [("1", "A"), ("2", "B")]
    assert body_of(changed, "b") == "b"


def test_a_new_body_does_not_grow_together_with_an_underlined_heading_below_it() -> None:
    changed = with_section("A\n===\n\na\n\nB\n===\n\nb", "a", "ny text")
    assert [(one.rubrik, one.text) for one in sections(changed)] == [("A", "ny text"), ("B", "b")]


def test_what_stands_below_an_empty_item_or_quote_is_a_paragraph_of_its_own() -> None:
    for mark in ("+", "1.", ">", "> -"):
        assert numbers(f"{mark}\nAnsvar\n===")[-1] == ("1", "Ansvar")


def test_a_section_that_is_gone_is_not_edited() -> None:
    with pytest.raises(Malformed, match="finns inte längre"):
        with_section("# A", "b", "ny")


LAYOUTS = [
    ("rader\nsom bryts", "rader som\nbryts"),
    ("a\r\nb\r\rc", "a\nb\n\nc"),
    ("ord  \toch   ord   ", "ord och ord"),
    ("-\u00a0a\n1.\u2003b", "- a\n1. b"),
    ("10\u00a0000 kr", "10 000 kr"),
    ("hem\u00adsjuk\u200bvård", "hemsjukvård"),
    (unicodedata.normalize("NFD", "Överenskommelse på åtta år"), "Överenskommelse på åtta år"),
    ("- a\n- b", "* a\n\n+ b"),
    ("- a\n  - b", "- a\n    - b"),
    ("# Ansvar\ntext", "Ansvar\n======\n\n\ntext"),
    ("## Ansvar ##", "Ansvar\n---"),
    ("# 3 Ansvar\n## 3.1 Vård", "# Ansvar\n## Vård"),
    ("| a | b |\n|---|---|\n| c | d |", "|a|b\n|:---|------:|\n|   c |d|"),
    ("```\nkod\n```", "~~~~\nkod\n~~~~"),
    ("> a\nb", "> a\n> b"),
    ("***", "- - -"),
    ("    indrag", "indrag"),
    ("enligt punkt\n2. Detta", "enligt punkt 2. Detta"),
]
WORDINGS = [
    ("ska", "kan"),
    ("3 dagar", "30 dagar"),
    ("ansvarar, inte", "ansvarar inte"),
    ("Part", "part"),
    ("a b", "ab"),
    ("# A\n\nb", "A\n\nb"),
    ("# A", "## A"),
    ("a\n\nb", "a b"),
    ("- a", "a"),
    ("- a\n- b", "- a b"),
    ("- a\n  - b", "- a\n- b"),
    ("1. a", "2. a"),
    ("> a", "a"),
    ("| a | b |", "| a b |"),
    ("# A\n# B", "# B\n# A"),
    ("# 18 år", "# 20 år"),
    ("```\na  b\n```", "```\na b\n```"),
    ("```\na\n```", "a"),
    ("**a**", "a"),
    ("”a”", '"a"'),
    ("", "a"),
    ("# A", " # A"),
    ("+\ntext", "+ text"),
    ("a–b", "a-b"),
]


@pytest.mark.parametrize(("one", "other"), LAYOUTS)
def test_layout_does_not_change_the_hash(one: str, other: str) -> None:
    assert content_hash(one) == content_hash(other)


@pytest.mark.parametrize(("one", "other"), WORDINGS)
def test_every_word_number_sign_heading_and_block_changes_the_hash(one: str, other: str) -> None:
    assert content_hash(one) != content_hash(other)


def test_a_hash_that_has_been_signed_is_the_same_in_every_release() -> None:
    assert content_hash(AVTAL) == "1b0aab7bb69a9b95942e8efb732fee743032e23719d1486f55779640f6e9c4c2"


@given(st.one_of(texts, soup), st.data())
def test_a_text_typed_another_way_has_the_same_hash(text: str, data: st.DataObject) -> None:
    text = text.replace("```", "").replace("~~~", "")  # in code, spaces and empty lines count
    changes = (
        lambda t: t.replace("\n", "\r\n"),
        lambda t: re.sub(r"(?m)(?<=\S)$", "  ", t),
        lambda t: unicodedata.normalize("NFD", t),
        lambda t: re.sub(r"(?m)^(\s*)- (?!- )", r"\1* ", t),
        lambda t: re.sub(r"(?<=[a-zåäö.]) (?=[a-zåäö])", "\u00a0 ", t),
        lambda t: re.sub(r"\n\n", "\n\n\n", t),
        lambda t: t + "\n",
    )
    other = data.draw(st.sampled_from(changes))(text)
    assert content_hash(other) == content_hash(text)


@given(st.one_of(texts, soup), st.data())
def test_a_text_with_one_word_changed_anywhere_has_another_hash(
    text: str, data: st.DataObject
) -> None:
    found = list(re.finditer(r"[a-zåäö]+", text))
    if found:
        word = data.draw(st.sampled_from(found))
        assert content_hash(text[: word.start()] + "annat" + text[word.end() :]) != content_hash(
            text
        )
