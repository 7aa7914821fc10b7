"""Forms that show a text which exists already: only what was changed in them is said, and two
editors can meet.

Each field carries a mark of what stood in it when the form was made. A field that still says the
same is left out of the payload: the history tells what was changed, and the same form sent twice
says the same twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.shared.tokens import digest
from api.web.forms import editor
from api.web.forms.forms import Falt, payload_of, values_of
from api.web.frame.sent import Sent

MARK: Final = "_fran-"
_TEXTS = frozenset({"text", "langtext"})
_CAN_BE_EMPTIED = _TEXTS | {"ataganden", "kryss"}
_LENGTH = 16


def marks(falt: Sequence[Falt], varden: Mapping[str, Any]) -> dict[str, str]:
    """Return the mark of every field as it is shown, by the name of the hidden field that carries
    it.
    """
    return {MARK + one["namn"]: _mark(one, varden.get(one["namn"])) for one in falt}


def marks_sent(sent: Sent) -> dict[str, str]:
    """Return the marks a form came with."""
    return {name: sent.get(name) for name in sent.texts if name.startswith(MARK)}


def _mark(one: Falt, shown: Any) -> str:
    if one["slag"] == "ataganden":
        shown = editor.payload(shown or ())
    elif isinstance(shown, str):
        shown = shown.strip().replace("\r\n", "\n")
    return digest(json.dumps(shown or None, sort_keys=True, default=str))[:_LENGTH]


def changed(falt: Sequence[Falt], sent: Sent) -> set[str]:
    """Return the fields that no longer say what they said when the form was made; all, when it
    carries no marks.
    """
    typed = values_of(falt, sent)
    return {
        one["namn"]
        for one in falt
        if sent.get(MARK + one["namn"]) != _mark(one, typed.get(one["namn"]))
    }


def changes(falt: Sequence[Falt], sent: Sent) -> dict[str, Any]:
    """Return the payload of what was changed; a text or a list that was emptied is said to be
    empty. What has no mark where others have was no field of the form.
    """
    said, mine, marked = payload_of(falt, sent), changed(falt, sent), marks_sent(sent)
    emptied = {
        one["namn"]: "" if one["slag"] in _TEXTS else []
        for one in falt
        if one["slag"] in _CAN_BE_EMPTIED and (not marked or MARK + one["namn"] in marked)
    }
    return {name: text for name, text in {**emptied, **said}.items() if name in mine}


def news(falt: Sequence[Falt], sent: Sent, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload of what was changed and does not stand there already."""
    typed = values_of(falt, sent)
    known = {
        one["namn"]
        for one in falt
        if _mark(one, typed.get(one["namn"])) == _mark(one, stored.get(one["namn"]))
    }
    return {name: text for name, text in changes(falt, sent).items() if name not in known}


def merged(falt: Sequence[Falt], sent: Sent, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to show after somebody else was first: one's own changes, and theirs where one
    had made none.
    """
    typed, mine = values_of(falt, sent), changed(falt, sent)
    return {
        one["namn"]: (typed if one["namn"] in mine else stored).get(one["namn"]) for one in falt
    }


def conflicts(falt: Sequence[Falt], sent: Sent, stored: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the heading and present text of each field that both have changed to different
    things.
    """
    typed, mine = values_of(falt, sent), changed(falt, sent)
    found = []
    for one in falt:
        name, now = one["namn"], _mark(one, stored.get(one["namn"]))
        known = {sent.get(MARK + name), _mark(one, typed.get(name))}
        if name in mine and one["slag"] in _TEXTS and now not in known:
            found.append((one["rubrik"], str(stored.get(name) or "Tomt")))
    return found
