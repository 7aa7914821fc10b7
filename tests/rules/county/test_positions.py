"""Complaints about a TOML file name the right line, however the file is written."""

import tomllib
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from workflows.county.profile.positions import Path, key_lines, line_of

# A header, and pairs of value, noise around it, and key.
Table = tuple[str, list[tuple[object, str, str]]]
ONE_LINE = ["1", "1.5", "true", '"text"', "'# ['", '"\\"]"', "2023-03-10", "2023-03-10 11:00:00"]
VALUES = [*ONE_LINE, '"""\n[x]\n"""', "'''\n]\n'''"]
NOISE = ["", "  ", "# [[comment]] = {", "\t# x"]
values = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("pq"), st.sampled_from(ONE_LINE))
    ),
    max_leaves=6,
)
tables = st.lists(
    st.tuples(
        st.sampled_from(["[t{n}]", "[[a]]", "[[a.b]]", '["quoted {n}"]', "[ d{n} . e ]"]),
        st.lists(
            st.tuples(
                values, st.sampled_from(NOISE), st.sampled_from(["k{n}", "k{n}.z", '"k {n}"'])
            ),
            max_size=4,
        ),
    ),
    max_size=6,
)


def written(value: object) -> str:
    """Write a value as TOML, lists over several lines."""
    if isinstance(value, list):
        return "[\n" + "".join(f"{written(one)},  # ]\n" for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {one}" for key, one in value.items()) + "}"
    return str(value)


def paths(data: object, at: Path = ()) -> list[Path]:
    """Return the path of every value in what tomllib read."""
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [at, *(path for key, value in inner for path in paths(value, (*at, key)))]


@given(tables)
def test_keys_stand_where_they_are_said_to_and_nothing_else_is_a_key(drawn: list[Table]) -> None:
    numbers = count(1)
    text, where = "[[a]]\n", {}
    for header, pairs in drawn:
        text += f"{header.format(n=next(numbers))}\n"
        for value, noise, key in pairs:
            name = key.format(n=next(numbers))
            text += f"{noise}\n"
            where[name.split(".", maxsplit=1)[0].strip('"')] = text.count("\n") + 1
            text += f"{name} = {written(value)} {noise}\n"
    lines = key_lines(text)
    assert set(lines) <= set(paths(tomllib.loads(text)))
    named = {path[-1]: line for path, line in lines.items() if path[-1] in where}
    dotted = {path[-2]: line for path, line in lines.items() if path[-1] == "z"}
    assert named | dotted == where


def test_tables_keys_and_elements_have_the_lines_they_stand_on() -> None:
    text = (
        'a = 1\n[[o]]\nk = [\n  1,\n\n  { x = 2 },\n]\n[[o.p]]\n"q r" ='
        ' """\n[[o]]\n"""\n[[o]]\n[o.s.t]\nu = 1'
    )
    assert key_lines(text) == {
        ("a",): 1,
        ("o",): 2,
        ("o", 0): 2,
        ("o", 0, "k"): 3,
        ("o", 0, "k", 0): 4,
        ("o", 0, "k", 1): 6,
        ("o", 0, "k", 1, "x"): 6,
        ("o", 0, "p"): 8,
        ("o", 0, "p", 0): 8,
        ("o", 0, "p", 0, "q r"): 9,
        ("o", 1): 12,
        ("o", 1, "s", "t"): 13,
        ("o", 1, "s", "t", "u"): 14,
    }


def test_what_is_missing_is_sought_in_the_nearest_table_around_it() -> None:
    lines = key_lines("[a]\n[[b]]\nc = 1")
    assert line_of(lines, ("b", 0, "c")) == 3
    assert line_of(lines, ("b", 0, "gone", 4)) == 2
    assert line_of(lines, ("gone",)) == 1
