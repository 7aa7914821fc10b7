"""What must be true before anyone is let in."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from api.supervisor.preparation import WrongFolder, WrongRelease, prepare
from flows import demo_clock
from models.database import Database
from models.settings import Settings
from models.tables import Sak
from support.county import Lan
from support.paths.arende import arende_in
from workflows.county.register import load_register


def test_a_county_without_a_demo_has_its_organ_from_the_first_start(
    settings: Settings, database: Database
) -> None:
    prepare(settings, tell=print)
    with database.read() as session:
        register = load_register(session, fresh=True)
    assert register.au().kortnamn == "AU"
    assert len(register.huvudman) == 9


def test_a_release_refuses_to_start_while_rows_stand_in_a_state_it_no_longer_has(
    settings: Settings, lan: Lan
) -> None:
    sak = arende_in(lan, "inkommet")
    with lan.database.session() as session:
        session.execute(text("ALTER TABLE sak DROP CONSTRAINT ck_sak_lage"))
        session.execute(text("UPDATE sak SET lage = 'vilande' WHERE id = :sak"), {"sak": sak})
    with pytest.raises(WrongRelease, match="1 ärende står i läget ”vilande”"):
        prepare(settings, tell=print)
    assert len(lan.rows(Sak)) == 1


def test_a_demo_and_a_real_installation_never_share_a_folder(settings: Settings, lan: Lan) -> None:
    demo = settings.model_copy(update={"demo": True})
    with pytest.raises(WrongFolder, match=r"riktig installation\. Ge demolänet en egen mapp"):
        prepare(demo, tell=print)
    with lan.database.session() as session:
        demo_clock.start(session, lan.now)
    prepare(demo, tell=print)
    with pytest.raises(WrongFolder, match="Här finns en demo"):
        prepare(settings, tell=print)


@pytest.mark.parametrize(("profil", "name"), [("kronoberg", "Kronoberg"), ("kalmar", "Kalmar län")])
def test_the_start_tells_which_county_its_demo_is_of_by_the_county_s_own_name(
    settings: Settings, profil: str, name: str
) -> None:
    chosen = settings.model_copy(update={"demo": True, "profil": profil})
    said: list[str] = []
    prepare(chosen, tell=said.append)
    assert said == [f"Demolänet {name} är byggt."]
    prepare(chosen, tell=said.append)
    assert len(said) == 1, "what stands there is not built again"


MAIL = {"smtp_host": "post.lan.se", "smtp_from": "samflode@lan.se"}
LEADS_NOWHERE = [
    {},
    {"host": "0.0.0.0"},
    {"host": "::"},
    {"host": "localhost"},
    {"base_url": "http://localhost:8000"},
]
LEADS_HERE = [{"base_url": "https://samflode.lan.se"}, {"host": "10.1.2.3"}]


def said_at_the_start(settings: Settings, **chosen: Any) -> list[str]:
    said: list[str] = []
    prepare(
        Settings(data=settings.data, database_url=settings.database_url, **chosen), tell=said.append
    )
    return said


@pytest.mark.parametrize("chosen", LEADS_NOWHERE, ids=str)
def test_the_start_warns_of_letters_whose_links_only_this_computer_can_follow(
    settings: Settings, chosen: dict[str, str]
) -> None:
    [warning] = said_at_the_start(settings, **MAIL, **chosen)
    assert warning.startswith("Länkarna i breven leder till http://")
    assert "Sätt SAMFLODE_BASE_URL till den adress där alla når sidorna" in warning


@pytest.mark.parametrize("chosen", [*({**MAIL, **one} for one in LEADS_HERE), {}], ids=str)
def test_the_start_says_nothing_when_links_lead_here_or_no_letters_leave(
    settings: Settings, chosen: dict[str, str]
) -> None:
    assert said_at_the_start(settings, **chosen) == []
