"""What a list shows somebody is what each matter's own page does: a condition in two forms."""

from __future__ import annotations

from sqlmodel import select

from models.tables import Sak
from support.county import Lan
from support.letters.arende import tell_everything
from workflows.engine.visibility import is_visible, synliga


def test_everybody_sees_in_lists_what_they_may_open(lan: Lan) -> None:
    tell_everything(lan)
    shown: dict[str, set[int | None]] = {}
    with lan.database.read() as session:
        every = set(session.exec(select(Sak.id)))
        for who in lan.ids:
            actor = lan.actor(session, who)
            shown[who] = set(session.exec(select(Sak.id).where(synliga(actor, lan.world))))
            opened = {one for one in every if one and is_visible(session, actor, one, lan.world)}
            assert shown[who] == opened, who
    assert any(shown.values())
    assert any(seen != every for seen in shown.values())
