"""A comparison of two texts says what has happened to each section, and gives both wordings word by
word.
"""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.parts.avtalsdiff import agreement, half
from support.agreements.texts import AVTAL, soup, texts
from workflows.texts.markdown import (
    AvsnittDiff,
    Span,
    Spanslag,
    Status,
    content_hash,
    diff,
    sections,
    summary,
)
from workflows.texts.markdown.blocks import tokens
from workflows.texts.markdown.matching import common, rising
from workflows.texts.markdown.spans import compare

alphabet = st.lists(st.sampled_from("abcdefg"), max_size=30)


def statuses(fran: str, till: str) -> dict[str, Status]:
    return {one.avsnitt.rubrik: one.status for one in diff(fran, till).avsnitt}


def changed(fran: str, till: str) -> dict[str, Status]:
    return {
        rubrik: status
        for rubrik, status in statuses(fran, till).items()
        if status is not Status.OFORANDRAT
    }


def only(fran: str, till: str) -> AvsnittDiff:
    (found,) = summary(diff(fran, till)).avsnitt
    return found


def joined(spans: tuple[Span, ...], without: Spanslag) -> str:
    return "".join(span.text for span in spans if span.slag is not without)


def longest_by_table(a: list[str], b: list[str]) -> int:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
            )
    return table[-1][-1]


@given(alphabet, alphabet)
def test_what_two_sequences_have_in_common_is_as_long_as_it_can_be_and_in_order(
    a: list[str], b: list[str]
) -> None:
    runs = common(a, b)
    assert all(a[i : i + n] == b[j : j + n] and n for i, j, n in runs)
    assert all(i + n <= k and j + n <= m for (i, j, n), (k, m, _) in pairwise(runs))
    assert sum(n for _, _, n in runs) == longest_by_table(a, b)


def test_long_sequences_are_split_at_what_both_have_once() -> None:
    chance = random.Random(1)  # noqa: S311
    a = [str(chance.randint(0, 20_000)) for _ in range(9000)]
    b = ["x" if chance.random() < 0.2 else word for word in a]
    assert sum(n for _, _, n in common(a, b)) > 0.79 * len(a)


@given(st.lists(st.integers(0, 30), max_size=12))
def test_a_rise_is_strict_and_as_long_as_it_can_be(numbers: list[int]) -> None:
    found = [numbers[k] for k in rising(numbers)]
    assert rising(numbers) == sorted(rising(numbers))
    assert found == sorted(set(found))
    assert len(found) == longest_by_table(
        [str(n) for n in numbers], [str(n) for n in sorted(set(numbers))]
    )


def test_one_word_that_has_changed_is_one_word_out_and_one_in() -> None:
    found = only(AVTAL, AVTAL.replace("3 dagar", "30 dagar"))
    assert (found.status, found.avsnitt.rubrik, found.ord_bort, found.ord_nytt) == (
        Status.ANDRAT,
        "Kommunens ansvar",
        1,
        1,
    )
    assert [
        (span.slag.value, span.text.strip())
        for span in found.delar
        if span.slag is not Spanslag.LIKA
    ] == [
        ("bort", "3"),
        ("nytt", "30"),
    ]


def test_a_new_sentence_is_new_as_a_whole_though_it_begins_like_the_next() -> None:
    found = only(
        AVTAL, AVTAL.replace("Kommunen svarar", "Kommunen svarar för hemtjänst. Kommunen svarar", 1)
    )
    assert [span.text for span in found.delar if span.slag is not Spanslag.LIKA] == [
        "Kommunen svarar för hemtjänst. "
    ]


def test_a_rewritten_sentence_is_not_taken_apart_around_its_small_words() -> None:
    old, new = (
        "Vi ska möta och stödja den som är sjuk.",
        "Region Z kan fråga och boka in vård på nätet.",
    )
    spans = compare(old.split(), new.split())
    assert [span.slag for span in spans] == [Spanslag.BORT, Spanslag.NYTT]


def test_a_section_that_is_new_or_gone_is_said_to_be_so_and_stands_where_it_stands() -> None:
    without = AVTAL.replace("## Regionens ansvar", "## Sekretess").replace(
        "Regionen svarar för läkarinsatser. ", ""
    )
    without = without.replace(
        "Regionen betalar läkemedel i förråden.", "Uppgifter lämnas enligt lag."
    )
    assert changed(AVTAL, without) == {
        "Sekretess": Status.NYTT,
        "Regionens ansvar": Status.BORTTAGET,
    }
    assert list(statuses(AVTAL, without))[-3:] in (
        ["Sekretess", "Regionens ansvar", "Uppföljning"],
        ["Regionens ansvar", "Sekretess", "Uppföljning"],
    )


def test_a_section_with_another_heading_is_found_by_what_it_says() -> None:
    found = only(AVTAL, AVTAL.replace("# Uppföljning", "# Utvärdering"))
    assert (found.status, found.fore and found.fore.rubrik, found.flyttat) == (
        Status.ANDRAT,
        "Uppföljning",
        False,
    )
    assert found.delar == ()


def test_a_chapter_with_another_heading_keeps_its_sections() -> None:
    assert changed(AVTAL, AVTAL.replace("# Ansvar\n", "# Vem som gör vad\n")) == {
        "Vem som gör vad": Status.ANDRAT
    }


def test_a_chapter_without_text_of_its_own_is_known_by_its_sections() -> None:
    bare = AVTAL.replace("Varje part svarar för sin del.\n\n", "")
    assert changed(bare, bare.replace("# Ansvar\n", "# Vem som gör vad\n")) == {
        "Vem som gör vad": Status.ANDRAT
    }


def test_sections_of_a_renamed_chapter_that_were_rewritten_are_found_by_their_headings() -> None:
    till = AVTAL.replace("# Ansvar\n", "# Vem som gör vad\n").replace(
        "Regionen svarar för läkarinsatser. Regionen betalar läkemedel i förråden.",
        "Läkare finns dygnet runt.",
    )
    assert changed(AVTAL, till) == {
        "Vem som gör vad": Status.ANDRAT,
        "Regionens ansvar": Status.ANDRAT,
    }


def test_a_section_that_has_moved_and_says_the_same_is_moved() -> None:
    first, rest = AVTAL.split("# Syfte")
    syfte, ansvar = rest.split("# Ansvar", 1)
    assert changed(AVTAL, f"{first}# Ansvar{ansvar}\n# Syfte{syfte}") == {"Syfte": Status.FLYTTAT}


def test_a_section_on_another_level_is_moved() -> None:
    assert (
        changed(AVTAL, AVTAL.replace("## Regionens", "# Regionens"))["Regionens ansvar"]
        is Status.FLYTTAT
    )


def test_a_section_with_more_signs_before_its_heading_is_moved_though_its_number_is_the_same() -> (
    None
):
    assert changed("# A\n\n## B", "# A\n\n### B") == {"B": Status.FLYTTAT}


def test_a_section_that_only_got_another_number_is_not_changed() -> None:
    assert changed(
        AVTAL, AVTAL.replace("# Syfte", "# Bakgrund\n\nAvtalet är gammalt.\n\n# Syfte")
    ) == {"Bakgrund": Status.NYTT}


def test_the_summary_has_only_what_has_changed_and_says_it_in_swedish() -> None:
    till = AVTAL.replace("3 dagar", "30 dagar").replace(
        "# Uppföljning", "# Tvist\n\nTvist löses här.\n\n# Uppföljning"
    )
    found = summary(diff(AVTAL, till))
    assert [one.avsnitt.rubrik for one in found.avsnitt] == ["Kommunens ansvar", "Tvist"]
    assert found.mening == "1 ändrat avsnitt och 1 nytt avsnitt. 5 nya ord, 1 borttaget."
    assert summary(diff(AVTAL, AVTAL)).mening == "Inget är ändrat."


@given(st.one_of(texts, soup), st.one_of(texts, soup))
def test_applied_to_the_old_text_it_gives_the_new_one_and_taken_back_the_old_one(
    fran: str, till: str
) -> None:
    found = diff(fran, till).avsnitt
    assert [one.efter for one in found if one.efter] == list(sections(till))
    assert sorted(one.fore.nyckel for one in found if one.fore) == sorted(
        one.nyckel for one in sections(fran)
    )
    for one in found:
        if one.delar:
            assert (
                joined(one.delar, Spanslag.BORT).split()
                == " ".join(tokens(one.efter.text) if one.efter else []).split()
            )
            assert (
                joined(one.delar, Spanslag.NYTT).split()
                == " ".join(tokens(one.fore.text) if one.fore else []).split()
            )
        elif one.fore and one.efter:
            assert tokens(one.fore.text) == tokens(one.efter.text)
        if one.efter:
            assert joined(one.rubrik, Spanslag.BORT).split() == one.efter.rubrik.split()


@given(st.one_of(texts, soup), st.one_of(texts, soup))
def test_nothing_has_changed_exactly_when_the_hash_is_the_same(fran: str, till: str) -> None:
    for other in (
        till,
        fran.replace("\n\n", "\n\n\n"),
        fran + "\n\nslut",
        fran.replace("a ", "b ", 1),
    ):
        same = content_hash(fran) == content_hash(other)
        assert same == (not summary(diff(fran, other)).avsnitt)


def test_sixty_pages_half_rewritten_compare_word_by_word_and_come_back_whole() -> None:
    chance = random.Random(2)  # noqa: S311
    fran = agreement(chance, headings=False)
    till = half(fran, chance)
    (one,) = diff(fran, till).avsnitt
    assert joined(one.delar, Spanslag.BORT).split() == till.split()
    assert joined(one.delar, Spanslag.NYTT).split() == fran.split()
    assert len(one.delar) > 1000


def test_the_same_two_words_over_and_over_do_not_hang() -> None:
    chance = random.Random(3)  # noqa: S311
    fran, till = (" ".join(chance.choices("ab", k=190_000)) for _ in range(2))
    (one,) = diff(fran, till).avsnitt
    assert joined(one.delar, Spanslag.BORT).split() == till.split()


def test_a_thousand_small_sections_with_other_headings_do_not_hang() -> None:
    fran, till = (
        "\n\n".join(f"# {name} {n}\n\nLika text här i avsnitt {n} av alla." for n in range(999))
        for name in "AB"
    )
    assert {one.status for one in diff(fran, till).avsnitt} == {Status.ANDRAT}
