"""In the demo a letter lies in the mailbox as soon as the step that sends it is answered."""

from __future__ import annotations

from datetime import datetime

from starlette.testclient import TestClient

from api.shared.installation import real_now
from api.shared.tokens import new_token
from flows import demo_clock
from models.settings import Settings
from models.tables import Avisering
from models.vocabulary import AviseringLage
from support.application import application
from support.asking import HOST, Site
from support.county import TEXTER, Lan


def hand_in(lan: Lan, settings: Settings) -> set[AviseringLage]:
    """Let somebody hand an ärende in; return how its letters stand."""
    with lan.database.session() as session:
        tokens = {"sammankallande": new_token(session, lan.ids["sammankallande"], real_now())}
    app = application(settings)
    with TestClient(app, base_url=HOST) as client:
        site = Site(lan, app, client, tokens)
        assert site.post("sammankallande", "/arenden", TEXTER).status_code == 201
    return {letter.lage for letter in lan.rows(Avisering)}


def test_the_letter_is_delivered_in_the_demo(lan: Lan, settings: Settings) -> None:
    with lan.database.session() as session:
        demo_clock.start(session, datetime.fromisoformat("2023-11-07T08:00+01:00"))
    assert hand_in(lan, settings.model_copy(update={"demo": True})) == {AviseringLage.SKICKAD}


def test_outside_the_demo_it_waits_for_the_clock_process(lan: Lan, settings: Settings) -> None:
    assert hand_in(lan, settings) == {AviseringLage.VANTAR}
