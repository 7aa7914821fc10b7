"""What must be true before anyone is let in."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from api.supervisor.preparation import WrongFolder, WrongRelease, prepare
from county import Lan
from flows import demo_clock
from models.database import Database
from models.settings import Settings
from models.tables import Sak
from paths import arende_in
from workflows.register import load_register


def test_a_county_without_a_demo_has_its_organ_from_the_first_start(settings: Settings, database: Database) -> None:
    prepare(settings, tell=print)
    with database.read() as session:
        register = load_register(session, fresh=True)
    assert register.au().kortnamn == "AU"
    assert len(register.huvudman) == 9


def test_a_release_refuses_to_start_while_rows_stand_in_a_state_it_no_longer_has(settings: Settings, lan: Lan) -> None:
    sak = arende_in(lan, "inkommet")
    with lan.database.session() as session:
        session.execute(text("ALTER TABLE sak DROP CONSTRAINT ck_sak_lage"))
        session.execute(text("UPDATE sak SET lage = 'vilande' WHERE id = :sak"), {"sak": sak})
    with pytest.raises(WrongRelease, match="1 ärende står i läget ”vilande”"):
        prepare(settings, tell=print)
    assert len(lan.rows(Sak)) == 1


def test_a_demo_and_a_real_installation_never_share_a_folder(settings: Settings, lan: Lan) -> None:
    demo = settings.model_copy(update={"demo": True})
    with pytest.raises(WrongFolder, match="riktig installation"):
        prepare(demo, tell=print)
    with lan.database.session() as session:
        demo_clock.start(session, lan.now)
    prepare(demo, tell=print)
    with pytest.raises(WrongFolder, match="Här finns en demo"):
        prepare(settings, tell=print)
