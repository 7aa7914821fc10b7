"""Two people who edit one text at the same time both keep their work, or are told where it cannot
be both.
"""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from support.agreements.texts import AVTAL, put_together, said, soup, texts
from workflows.texts.markdown import Krock, Merged, content_hash, merge, sections, with_section

HIS = (
    "Kommunen svarar för hemsjukvård till och med sjuksköterskas nivå. Kommunen ansvarar för"
    " hjälpmedel i hemmet."
)


def body(nyckel: str) -> str:
    return next(one.text for one in sections(AVTAL) if one.nyckel == nyckel)


def edited(nyckel: str, old: str, new: str) -> str:
    assert old in body(nyckel)
    return with_section(AVTAL, nyckel, body(nyckel).replace(old, new))


def told(merged: Merged) -> str:
    """Return the text and every wording that collided."""
    return "\n".join([merged.text, *(f"{one.mitt}\n{one.deras}" for one in merged.krockar)])


def test_edits_of_different_sections_are_both_kept() -> None:
    mine, theirs = edited("syfte", "möta", "få"), edited("uppföljning", "en gång", "två gånger")
    merged = merge(AVTAL, mine, theirs)
    both = AVTAL.replace("möta", "få").replace("en gång", "två gånger")
    assert (content_hash(merged.text), merged.krockar) == (content_hash(both), ())


def test_edits_of_neighbouring_paragraphs_and_items_are_both_kept() -> None:
    mine = edited("ansvar/kommunens-ansvar", "3 dagar", "5 dagar")
    theirs = edited("ansvar/kommunens-ansvar", "samma dag", "nästa dag").replace(
        "hjälpmedel", "rullstolar"
    )
    merged = merge(AVTAL, mine, theirs)
    assert merged.krockar == ()
    assert "5 dagar" in merged.text
    assert "nästa dag" in merged.text
    assert "rullstolar" in merged.text
    assert "5 dagar.\n- Kontakt" in merged.text  # a list that was close still is


def test_edits_of_one_paragraph_collide_and_both_wordings_are_told() -> None:
    mine = edited("ansvar/kommunens-ansvar", "hjälpmedel", "rullstolar")
    theirs = edited("ansvar/kommunens-ansvar", "sjuksköterskas", "läkares")
    merged = merge(AVTAL, mine, theirs)
    assert merged.krockar == (
        Krock(
            "ansvar/kommunens-ansvar",
            "Kommunens ansvar",
            HIS,
            HIS.replace("hjälpmedel", "rullstolar"),
            HIS.replace("sjuksköterskas", "läkares"),
        ),
    )
    assert content_hash(merged.text) == content_hash(theirs)


def test_the_same_edit_by_both_is_one_edit() -> None:
    mine = edited("syfte", "möta", "få")
    theirs = mine.replace("en gång", "två gånger")
    assert merge(AVTAL, mine.replace("läkarinsatser", "läkare"), theirs).krockar == ()
    assert merge(AVTAL, mine, theirs).text.count("få en sammanhållen") == 1


def test_paragraphs_that_both_put_in_one_place_are_both_kept_and_equal_ones_once() -> None:
    end = "Ingen ska falla mellan stolarna."
    mine = edited("syfte", end, f"{end}\n\nDetta är mitt.\n\nDetta skrev båda.")
    theirs = edited("syfte", end, f"{end}\n\nDetta är deras.\n\nDetta skrev båda.")
    merged = merge(AVTAL, mine, theirs)
    assert merged.krockar == ()
    assert [merged.text.count(words) for words in ("är mitt", "är deras", "skrev båda")] == [
        1,
        1,
        1,
    ]


def test_what_one_takes_away_is_away_when_the_other_left_it_alone() -> None:
    without = AVTAL[: AVTAL.index("# Uppföljning")]
    merged = merge(AVTAL, without, edited("syfte", "möta", "få"))
    assert "Uppföljning" not in merged.text
    assert merged.krockar == ()


def test_what_one_takes_away_and_the_other_edits_stays_and_is_told() -> None:
    without = AVTAL[: AVTAL.index("# Uppföljning")]
    theirs = edited("uppföljning", "en gång", "två gånger")
    for mine, other in ((without, theirs), (theirs, without)):
        merged = merge(AVTAL, mine, other)
        (krock,) = merged.krockar
        assert "två gånger" in merged.text
        assert (krock.nyckel, "" in {krock.mitt, krock.deras}) == ("uppföljning", True)


def test_a_paragraph_that_one_takes_away_and_the_other_edits_stays_and_is_told() -> None:
    away, edit = (
        edited("uppföljning", body("uppföljning"), ""),
        edited("uppföljning", "en gång", "två gånger"),
    )
    for mine, theirs in ((away, edit), (edit, away)):
        merged = merge(AVTAL, mine, theirs)
        assert "två gånger" in merged.text
        assert [krock.rubrik for krock in merged.krockar] == ["Uppföljning"]


def test_a_paragraph_that_one_writes_anew_and_the_other_edits_collides_with_both_wordings() -> None:
    anew = "Ingen nämnd möts mer än nödvändigt."
    mine = edited("uppföljning", body("uppföljning"), anew)
    (krock,) = merge(AVTAL, mine, edited("uppföljning", "en gång", "två gånger")).krockar
    assert (krock.mitt, krock.deras) == (anew, body("uppföljning").replace("en gång", "två gånger"))


def test_a_fence_that_one_left_open_does_not_swallow_what_the_other_wrote() -> None:
    merged = merge("# Ansvar", "```", "# Ansvar\n## Vård")
    assert [one.rubrik for one in sections(merged.text)] == ["Inledning", "Ansvar", "Vård"]


def test_a_section_added_below_a_chapter_that_the_other_took_away_keeps_its_chapter() -> None:
    start, end = AVTAL.index("# Ansvar"), AVTAL.index("# Uppföljning")
    theirs = AVTAL[:end] + "## Gemensamt ansvar\n\nAllt annat.\n\n" + AVTAL[end:]
    merged = merge(AVTAL, AVTAL[:start] + AVTAL[end:], theirs)
    assert [
        one.nummer for one in sections(merged.text) if one.nyckel == "ansvar/gemensamt-ansvar"
    ] == ["2.1"]
    assert [krock.rubrik for krock in merged.krockar] == ["Ansvar"]


def test_a_new_section_does_not_end_up_below_a_chapter_that_the_other_added_in_the_same_place() -> (
    None
):
    end = AVTAL.index("# Uppföljning")
    chapter = AVTAL[:end] + "# Ekonomi\n\nVar och en betalar sitt.\n\n" + AVTAL[end:]
    section = AVTAL[:end] + "## Gemensamt ansvar\n\nAllt annat.\n\n" + AVTAL[end:]
    for mine, theirs in ((chapter, section), (section, chapter)):
        keys = [one.nyckel for one in sections(merge(AVTAL, mine, theirs).text)]
        assert "ansvar/gemensamt-ansvar" in keys
        assert "ekonomi" in keys


def test_one_renames_and_moves_a_section_while_the_other_edits_it() -> None:
    first, rest = AVTAL.split("# Syfte")
    syfte, ansvar = rest.split("# Ansvar", 1)
    mine = f"{first}# Ansvar{ansvar}\n# Mål{syfte}"
    merged = merge(AVTAL, mine, edited("syfte", "mellan stolarna", "bort"))
    assert merged.krockar == ()
    assert [one.rubrik for one in sections(merged.text)][-1] == "Mål"
    assert "Ingen ska falla bort." in merged.text


def test_two_headings_for_one_section_collide() -> None:
    merged = merge(AVTAL, AVTAL.replace("# Syfte", "# Mål"), AVTAL.replace("# Syfte", "# Avsikt"))
    assert merged.krockar == (Krock("avsikt", "Avsikt", "# Syfte", "# Mål", "# Avsikt"),)


def test_two_orders_of_sections_collide() -> None:
    a, b, c = ("# A\n\nförst ett", "# B\n\nsedan två", "# C\n\nsist tre")
    merged = merge(f"{a}\n\n{b}\n\n{c}", f"{b}\n\n{a}\n\n{c}", f"{a}\n\n{c}\n\n{b}")
    assert [one.rubrik for one in sections(merged.text)] == ["A", "C", "B"]
    assert merged.krockar == (
        Krock("", "Avsnittens ordning", "# A\n# B\n# C", "# B\n# A\n# C", "# A\n# C\n# B"),
    )


@given(st.one_of(texts, soup), st.one_of(texts, soup))
def test_who_has_changed_nothing_gets_the_other_ones_text(base: str, other: str) -> None:
    assert merge(base, other, base).text == other
    assert merge(base, base, other).text == other
    assert merge(base, other, other).text == other
    assert merge(base, other, other + "\n").krockar == ()


@given(texts, st.data())
def test_different_sections_edited_by_two_are_both_in_the_text_without_a_collision(
    text: str, data: st.DataObject
) -> None:
    keys = [one.nyckel for one in sections(text)]
    if len(keys) < 2:
        return
    mine_at, their_at = data.draw(
        st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)
    )
    mine, theirs = (
        with_section(text, mine_at, "MITT ord"),
        with_section(text, their_at, "DERAS ord"),
    )
    merged = merge(text, mine, theirs)
    assert merged.krockar == ()
    assert content_hash(merged.text) == content_hash(with_section(mine, their_at, "DERAS ord"))


Skiss = list[tuple[int, str, list[str]]]


def numbered(shape: list[tuple[int, str, int]]) -> Skiss:
    """Make sections of level, heading and number of paragraphs; each paragraph has a word that no
    other has.
    """
    return [
        (level, rubrik, [f"Stycke B{at}{n} har några ord om sak {n}." for n in range(count)])
        for at, (level, rubrik, count) in enumerate(shape)
    ]


shapes = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from("ACE"), st.integers(0, 4)), max_size=5
).map(numbered)
MARKED = re.compile(r"\b[BMD][0-9]+\b")  # words of the base, mine and theirs


def worked_on(data: st.DataObject, base: Skiss, who: str) -> str:
    """Change a text as a person would: move, take away and put in sections and paragraphs, change
    words.
    """
    now = [(level, rubrik, list(body)) for level, rubrik, body in base]
    for n in range(data.draw(st.integers(1, 5))):
        act = data.draw(
            st.sampled_from(["ord", "bort", "nytt", "flytt", "stycke", "rubrik", "byt"])
        )
        at = data.draw(st.integers(0, max(len(now) - 1, 0)))
        if act == "nytt" or not now:
            now.insert(
                at, (data.draw(st.integers(1, 3)), f"{who}{n} rubrik", [f"{who}{n} nytt avsnitt"])
            )
        elif act == "bort":
            del now[at]
        elif act == "flytt":
            now.insert(data.draw(st.integers(0, len(now) - 1)), now.pop(at))
        else:
            now[at] = changed_section(data, now[at], f"{who}{n}", act)
    return put_together([(level, rubrik, "\n\n".join(body)) for level, rubrik, body in now])


def changed_section(
    data: st.DataObject, section: tuple[int, str, list[str]], word: str, act: str
) -> tuple[int, str, list[str]]:
    level, rubrik, body = section
    at = data.draw(st.integers(0, max(len(body) - 1, 0)))
    if act == "rubrik":
        return level, f"{rubrik} {word}", body
    if act == "byt" and body:
        return level, rubrik, [*body[:at], *body[at + 1 :]]
    if act == "ord" and body:
        return level, rubrik, [*body[:at], f"{body[at]} {word}", *body[at + 1 :]]
    return level, rubrik, [*body[:at], f"{word} stycke", *body[at:]]


@given(shapes, st.data())
def test_nothing_that_anybody_wrote_is_lost(base: Skiss, data: st.DataObject) -> None:
    start = put_together([(level, rubrik, "\n\n".join(body)) for level, rubrik, body in base])
    mine, theirs = worked_on(data, base, "M"), worked_on(data, base, "D")
    merged = merge(start, mine, theirs)
    written = [set(MARKED.findall(text)) for text in (start, mine, theirs)]
    assert (written[1] | written[2]) - written[0] <= set(MARKED.findall(told(merged)))
    assert written[1] & written[2] <= set(MARKED.findall(told(merged)))


@given(st.one_of(texts, soup), st.one_of(texts, soup), st.one_of(texts, soup))
def test_of_any_three_texts_every_new_word_is_in_the_text_or_in_a_collision(
    base: str, mine: str, theirs: str
) -> None:
    merged = merge(base, mine, theirs)
    left = set(said(told(merged)))
    for text in (mine, theirs):
        assert set(said(text)) - set(said(base)) <= left


@given(st.one_of(texts, soup), st.one_of(texts, soup), st.one_of(texts, soup))
def test_a_collision_names_a_section_of_the_merged_text(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    keys = {one.nyckel for one in sections(merged.text)} | {"", "0"}
    assert {krock.nyckel for krock in merged.krockar} <= keys
