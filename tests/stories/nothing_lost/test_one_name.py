"""One job has one name: in the list, on its page, above its form and in the letters. It stands once
for one person.
"""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from models.tables import Avisering
from support.county import Lan
from support.paths.arende import arende_in, atagande_given
from support.paths.grupp import bildad
from support.reminding import REMINDERS, live
from support.site import Sajt
from support.walks.named import above_the_forms, on_the_pages
from workflows.county.bemanning import load_bemanning
from workflows.county.organisation import NyFranvaro, Who, add_absence
from workflows.desk.views import oversikt
from workflows.handling.pages import load_frister, whose_move
from workflows.reminders.renew import renew


def away(lan: Lan, who: str, first: str, last: str) -> None:
    said: dict[str, Any] = {"from": first, "tom": last}
    with lan.database.session() as session:
        by = Who(lan.now, lan.ids["sekreterare"])
        add_absence(session, lan.ids[who], NyFranvaro.model_validate(said), who=by)
    renew(lan.database, lan.world)


def cards(lan: Lan, who: str) -> list[str]:
    with lan.database.read() as session:
        rows = oversikt(session, lan.actor(session, who), lan.world).vantar_pa_dig
    return [row.knapp.rubrik for row in rows if row.slag == "grupp"]


def move(lan: Lan, sak: int) -> str:
    with lan.database.read() as session:
        everyone = load_bemanning(session, lan.world.today)
        return whose_move(load_frister(session, [sak], lan.world, everyone).get(sak))


@pytest.mark.parametrize(
    ("svar", "called"),
    [
        ("namn", "Lämna namn"),
        ("fil", "Lämna fil"),
        ("text", "Redovisa"),
        ("ja", "Rapportera klart"),
    ],
)
def test_an_answer_is_called_the_same_in_list_page_and_form(
    sajt: Sajt, svar: str, called: str
) -> None:
    sak = atagande_given(sajt.lan, svar=svar)
    sajt.lan.at("2024-01-15")
    http = sajt.client("alvesta").http
    form = unescape(http.get(f"/ataganden/{sak}/steg/rapportera").text)
    assert f"<h1>{called}</h1>" in form
    assert f"<title>{called} –" in form
    assert f'<button class="btn">{called}</button>' in form
    assert f'<button class="btn">{called}</button>' in http.get(f"/ataganden/{sak}").text
    assert f">{called}<span" in http.get("/").text
    with sajt.lan.database.read() as session:
        said = [*above_the_forms(sajt.lan, session), *on_the_pages(sajt.lan, session)]
    assert said
    assert [one for one in said if one[0] != one[1]] == []


def test_who_waits_for_somebody_reads_on_the_page_what_is_left_to_do(lan: Lan) -> None:
    sak = arende_in(lan, "inkommet")
    assert move(lan, sak).endswith("Kvar att göra: ta upp ärendet.")
    assert "Kvar" not in move(lan, atagande_given(lan, svar="namn"))


def test_au_is_asked_beside_a_group_and_is_not_what_is_left(lan: Lan) -> None:
    said = move(lan, bildad(lan))
    assert "Återstår" not in said
    assert said.endswith("Kvar att göra: avsluta eller förläng gruppen. Också ⟨au⟩ har frågan.")


def test_while_the_sammankallande_is_away_aus_secretary_has_one_card_and_one_line(
    lan: Lan,
) -> None:
    bildad(lan)
    lan.at("2024-06-10")
    away(lan, "alvesta", "2024-06-10", "2024-07-31")
    live(lan, "2024-06-10", "2024-06-27")
    assert cards(lan, "sekreterare") == ["Avsluta eller förläng gruppen"]
    lines = [
        sum("Arbetsgrupp" in str(line["rubrik"]) for line in row.data.get("rader", ()))
        for row in lan.rows(Avisering, person_id=lan.ids["sekreterare"])
        if row.mall in REMINDERS
    ]
    assert max(lines) == 1


def test_what_stands_below_the_cards_says_what_is_left_to_do(sajt: Sajt) -> None:
    lan = sajt.lan
    for _ in range(7):
        lan.arende()
    lan.at("2023-11-20")
    page = unescape(sajt.client("sekreterare").http.get("/").text)
    _, _, below = page.partition("Därefter")
    assert below.count(">Ta upp ärendet: ") == 2
