"""A field says "(frivilligt)" only where it is optional whatever else is chosen."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest

from api.web.frame.templating import ENVIRONMENT, to_html
from workflows.ground.payload import describe
from workflows.nouns import NOUNS

# Rules that look at a field and want nothing of it: they ask of what was said there alone, or what
# is stored, or the form's own page, answers when it is left empty.
ASKS_OF_WHAT_WAS_SAID = {
    "avsandare_far_bytas",
    "beslutande_parter_kanda",
    "diarienumren_ar_parternas",
    "ersattare_bara_om_man_inte_kan",
    "filen_finns",
    "foretrader_parten",
    "foretrader_parten_sjalv",
    "ikraft_inte_varit",
    "ikraft_sagd",
    "inriktning_tillaten",
    "instansen_har_kvar_att_besluta",
    "instansen_kan_strykas",
    "instansen_star_i_tur",
    "inte_de_andras_beslut",
    "inte_signerat",
    "inte_uppsagt",
    "ledamoten_foretradd",
    "mottagaren_tillfragad",
    "nagot_rattas",
    "ny_mottagare_finns",
    "nytt_datum_senare",
    "ordningen_haller",
    "oversyn_framat",
    "parten_bunden",
    "parten_har_kvar_att_besluta",
    "parten_kvar",
    "planerade_dagen_haller",
    "ratt_mote",
    "rattad_dag_framat",
    "sambanden_kanda",
    "siktar_pa_ett_mote",
    "sista_dag_inom_profilens_granser",
    "slutliga_texten_ny",
    "svarar_for_mottagaren",
    "svarstiden_pagar",
    "uppgifterna_kanda",
    "uppsagningstid_finns",
    "uppsagt_men_kvar",
    "utkastet_gar_ihop",
    "utkastet_last",
}
# The ärende's own form marks what its handling wants (api/web/arende/fields), the editor of
# åtaganden says nothing of the kind, and each party's box is wanted on its page.
MARKED_BY_THE_PAGE = {
    "avsandare_vald",
    "ataganden_eller_inga",
    "ataganden_foreslagna",
    "ataganden_efter_ikraft",
    "beslutet_begripligt.part",
    "foredragande_finns",
    "forslag_finns",
    "fraga_finns",
    "hantering_vald",
    "invanare_beskrivet",
    "konsekvenser_beskrivna",
    "konsekvenser_for_alla",
    "rubrik_finns",
    "eget_beslut_ar_partens.mottagare",
    "eget_beslut_ar_partens.planerat",
    "medskick_har_mottagare.medskick",
    "tiden_gar_ihop.forlangning",
}


def wanted_sometimes() -> Iterator[str]:
    """Yield each rule and field where the rule looks at a field that is not always wanted, and the
    field does not say when.
    """
    for noun in NOUNS:
        for step in noun.lifecycle.steps:
            told = {one["namn"] for one in describe(step.takes) if one["kravs"] or one["ibland"]}
            for rule in (*step.needs, *step.checks):
                source = inspect.getsource(inspect.unwrap(rule))
                for name in step.takes.model_fields.keys() - told:
                    if re.search(rf"\bsaid\.{name}\b", source):
                        yield f"{rule.__name__}.{name}"


def known(found: str) -> bool:
    rule, _, _ = found.partition(".")
    return rule in ASKS_OF_WHAT_WAS_SAID or bool({rule, found} & MARKED_BY_THE_PAGE)


def test_a_field_that_a_rule_may_want_says_when() -> None:
    assert sorted({one for one in wanted_sometimes() if not known(one)}) == []


FIELD = {"namn": "motivering", "rubrik": "Motivering", "slag": "langtext", "kravs": False}


@pytest.mark.parametrize("more", [{}, {"ibland": "Behövs när ni avstyrker."}, {"kravs": True}])
def test_only_what_is_optional_whatever_is_chosen_is_called_so(more: dict[str, object]) -> None:
    form = {"kicker": "", "rubrik": "", "mening": "", "knapp": "", "avbryt": ""}
    context: dict[str, object] = {"adress": "/", "varden": {}, "titel": "", "sokvag": "/"}
    context["form"] = {**form, "falt": [{**FIELD, **more}]}
    page = to_html(ENVIRONMENT, "forms/formular.html", context=context)
    assert ("(frivilligt)" in page) == (more == {})
    assert ("Behövs när ni avstyrker." in page) == ("ibland" in more)


def test_no_exception_is_left_for_a_rule_that_is_gone() -> None:
    found = set(wanted_sometimes())
    rules = {one.partition(".")[0] for one in found}
    assert ASKS_OF_WHAT_WAS_SAID - rules == set()
    assert MARKED_BY_THE_PAGE - rules - found == set()
