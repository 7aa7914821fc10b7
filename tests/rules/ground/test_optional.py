"""A field says "(frivilligt)" only where it is optional whatever else is chosen."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest

from api.web.frame.templating import ENVIRONMENT, to_html
from workflows.ground.payload import describe
from workflows.nouns import NOUNS

# A rule that refuses where a field is left empty and something else was chosen reads so.
WANTS = r"and not \(?(said\.\w+ or )*said\.{0}\b|and said\.{0} is None|or said\.{0}:"
# Seldom wanted, each for a reason that the field says in its help.
EXCEPTED = {
    "eget_beslut_ar_partens.planerat": "the other way round: the day is a party's own, or nobody's",
    "utkastet_gar_ihop.bas": "hidden: the form sends it",
}


def wanted_sometimes() -> Iterator[str]:
    """Yield each rule and field where the rule refuses what is left empty, and the field does not
    say when it is wanted.
    """
    for noun in NOUNS:
        for step in noun.lifecycle.steps:
            told = {one["namn"] for one in describe(step.takes) if one["kravs"] or one["ibland"]}
            for rule in (*step.needs, *step.checks):
                source = inspect.getsource(inspect.unwrap(rule))
                for name in step.takes.model_fields.keys() - told:
                    if re.search(WANTS.format(name), source):
                        yield f"{rule.__name__}.{name}"


def test_a_field_that_a_rule_may_want_says_when() -> None:
    assert sorted(set(wanted_sometimes()) - EXCEPTED.keys()) == []


def test_no_exception_is_left_for_a_rule_that_is_gone() -> None:
    assert EXCEPTED.keys() - set(wanted_sometimes()) == set()


FIELD = {"namn": "motivering", "rubrik": "Motivering", "slag": "langtext", "kravs": False}


@pytest.mark.parametrize("more", [{}, {"ibland": "om ni avstyrker"}, {"kravs": True}])
def test_only_what_is_optional_whatever_is_chosen_is_called_so(more: dict[str, object]) -> None:
    form = {"kicker": "", "rubrik": "", "mening": "", "knapp": "", "avbryt": ""}
    context: dict[str, object] = {"adress": "/", "varden": {}, "titel": "", "sokvag": "/"}
    context["form"] = {**form, "falt": [{**FIELD, **more}]}
    page = to_html(ENVIRONMENT, "forms/formular.html", context=context)
    assert ("(frivilligt)" in page) == (more == {})
    assert ("(behövs om ni avstyrker)" in page) == ("ibland" in more)
