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
from workflows.texts.markdown import (
    MOST_SECTIONS,
    content_hash,
    sections,
    was_hashed_as,
    with_section,
)


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


# The second section of the third, and the third among its siblings.
PLACED = "# A\n# B\n# {}\n## C\n## {}"


@pytest.mark.parametrize(
    ("typed", "rubrik"),
    [
        ("3.2 Ansvar", "Ansvar"),
        ("3.2. Ansvar", "Ansvar"),
        ("2 Ansvar", "Ansvar"),
        ("2. ansvar", "ansvar"),
        ("2) Ansvar", "Ansvar"),
        ("2 **Ansvar**", "**Ansvar**"),
        ("§ 2 Ansvar", "Ansvar"),
        ("2 § Ansvar", "Ansvar"),
        ("Artikel 2 Ansvar", "Ansvar"),
        ("Artikel 2. Ansvar", "Ansvar"),
        ("ARTIKEL 2 – Ansvar", "Ansvar"),
        ("2 kap. Ansvar", "Ansvar"),
        ("3.2 24 timmar", "3.2 24 timmar"),
        ("2", "2"),
        ("§ 2", "§ 2"),
        ("3.1 Ansvar", "3.1 Ansvar"),
        ("4.2 Ansvar", "4.2 Ansvar"),
        ("2.2 Ansvar", "2.2 Ansvar"),
        ("3. Ansvar", "3. Ansvar"),
        ("02. Ansvar", "02. Ansvar"),
        ("§ 3 Ansvar", "§ 3 Ansvar"),
        ("5 § Ansvar", "5 § Ansvar"),
        ("Artikel 12 Ansvar", "Artikel 12 Ansvar"),
        ("18 år fyllda", "18 år fyllda"),
        ("2026 Budget", "2026 Budget"),
        ("24 timmar", "24 timmar"),
        ("2 timmar", "2 timmar"),
        ("2 Månaders uppsägning", "2 Månaders uppsägning"),
        ("3.2 Miljoner kronor", "3.2 Miljoner kronor"),
        ("3.2 procent", "3.2 procent"),
    ],
)
def test_a_typed_number_is_taken_away_only_where_it_is_the_sections_place(
    typed: str, rubrik: str
) -> None:
    assert sections(PLACED.format("D", typed))[-1].rubrik == rubrik


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
    ours = [(one.niva, re.sub(r"^2\.1 ", "", one.rubrik)) for one in sections(text) if one.niva]
    assert ours == theirs


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
    ("# 1 Ansvar\n## 1.1 Vård", "# Ansvar\n## Vård"),
    ("# § 1 Ansvar\n# 2 § Vård", "# Artikel 1 Ansvar\n# Artikel 2: Vård"),
    ("# Avtal\n## 1. Syfte\n### 1.1 Vård", "# Avtal\n## Syfte\n### Vård"),
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
    ("# 12 månaders uppsägning", "# 6 månaders uppsägning"),
    ("# 12 Månaders uppsägning", "# 6 Månaders uppsägning"),
    ("# 1 Månads uppsägning", "# Månads uppsägning"),
    ("# 24 Timmar", "# 48 Timmar"),
    ("# 1.5 miljoner kronor", "# 2.5 miljoner kronor"),
    ("# 3. Ansvar", "# 4. Ansvar"),
    ("# § 3 Ansvar", "# § 4 Ansvar"),
    ("12 månaders uppsägning", "6 månaders uppsägning"),
    ("1.5 miljoner", "2.5 miljoner"),
    ("- 24 timmar", "- 48 timmar"),
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


FORMS = ("{} {}", "{}. {}", "{}) {}", "§ {} {}", "{} § {}", "Artikel {} {}", "Artikel {}: {}")
HEADINGS = st.sampled_from(
    ("Ansvar", "uppsägning", "Månaders uppsägning", "månader", "Timmar", "**Vård**", "Procent")
)
SHAPES = st.lists(st.tuples(st.integers(1, 3), HEADINGS), min_size=1, max_size=6)


@given(SHAPES, st.data())
def test_a_number_in_a_heading_that_is_changed_is_a_change_unless_it_was_and_is_no_place(
    shape: list[tuple[int, str]], data: st.DataObject
) -> None:
    """Whatever stands before a heading, in whatever form, no other number says the same."""
    at = data.draw(st.integers(0, len(shape) - 1))
    form = data.draw(st.sampled_from(FORMS))
    one, other = data.draw(st.lists(st.integers(1, 40), min_size=2, max_size=2, unique=True))
    first, second = (
        "\n".join(
            f"{'#' * niva} {form.format(number, words) if i == at else words}"
            for i, (niva, words) in enumerate(shape)
        )
        for number in (one, other)
    )
    assert content_hash(first) != content_hash(second)


@given(SHAPES, st.sampled_from(FORMS))
def test_numbers_that_are_the_places_are_layout_and_all_others_are_words(
    shape: list[tuple[int, str]], form: str
) -> None:
    bare = "\n".join(f"{'#' * niva} Om {words}" for niva, words in shape)
    places = [one.nummer for one in sections(bare)]
    typed = [
        f"{'#' * niva} {form.format(place, f'Om {words}')}"
        for place, (niva, words) in zip(places, shape, strict=True)
    ]
    assert content_hash("\n".join(typed)) == content_hash(bare)
    moved = [line.replace(place, f"{place}7", 1) for line, place in zip(typed, places, strict=True)]
    assert content_hash("\n".join(moved)) != content_hash(bare)


def test_a_text_that_was_locked_before_places_were_asked_for_is_still_the_one_that_was_locked() -> (
    None
):
    then = content_hash("# Ansvar")  # as it was counted
    assert was_hashed_as("# 3. Ansvar", then)
    assert not was_hashed_as("# Vård", then)


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
