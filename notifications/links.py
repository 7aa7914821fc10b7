"""Links that answer without signing in: sealed, for one person, one step of one matter, until a
day.

Only the letter holds the token. Whoever reads the outbox, or a backup of it, cannot answer for
somebody else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from workflows.ground.deadlines import day_after

PATH, APPROVAL, SIGN_IN = "/svara/", "/godkann/", "/logga-in/lank/"
# What follows lets somebody in, or answer: no address with a secret in it begins otherwise.
SECRET_PATHS = (PATH, APPROVAL, SIGN_IN)
_AFTER_LAST_DAY, _WITHOUT_LAST_DAY = 30, 60  # days
_LONGEST = 400  # characters of a token
_ROWS = ("rader", "vantar", "ataganden")


@dataclass(frozen=True, slots=True)
class Svarslank:
    """What a link is for. ``avisering_id`` is the letter it stands in, ``giltig_till`` its last day
    as an ordinal.

    ``part`` is which part of the matter it is about: the id of a recipient of a remiss, the number
    of a locked text, 0 for the whole.
    """

    person_id: int
    sak_id: int
    steg: str
    avisering_id: int
    giltig_till: int
    part: int = 0

    @property
    def nyckel(self) -> str:
        """The idempotency key of what the link does: a link is used once. A letter may ask for
        several answers.
        """
        return f"lank:{self.avisering_id}:{self.part}" if self.part else f"lank:{self.avisering_id}"


def _serializer(key: bytes) -> URLSafeSerializer:
    more = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    return URLSafeSerializer(key, salt="svara", signer_kwargs=more)


def seal(link: Svarslank, key: bytes) -> str:
    """Return the token of a link."""
    return _serializer(key).dumps(list(astuple(link)))


def unseal(token: str, key: bytes) -> Svarslank | None:
    """Return what a token is for; None when it is not ours, or has been changed."""
    if len(token) > _LONGEST:
        return None
    try:
        return Svarslank(*_serializer(key).loads(token))
    except (BadData, TypeError):
        return None


def path_of(steg: str) -> str:
    """Return what the address of a link begins with: what is asked of its reader can be
    read in it.
    """
    return APPROVAL if steg == "godkann" else PATH


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whose letter it is, and when it was made."""

    avisering_id: int
    person_id: int
    skapad: date


def with_links(
    data: Mapping[str, Any], to: Recipient, *, key: bytes | None, address: str
) -> tuple[dict[str, Any], list[str]]:
    """Return the data of a letter with a link at everything that can be answered directly, and the
    tokens used.

    ``svara`` in the data says what: {"sak": id, "steg": name}, ``del`` in it which part of the
    matter, and ``annars`` the other answer, if there are two: whichever is given first counts. A
    letter about one thing has its link at the top; ``lankar`` tells whether there is any.
    ``address`` is what links begin with; without a key there are none.
    """
    tokens: list[str] = []

    def link(asked: Mapping[str, Any], steg: str, until: int, key: bytes) -> str:
        whose = asked.get("del") or 0
        tokens.append(
            seal(Svarslank(to.person_id, asked["sak"], steg, to.avisering_id, until, whose), key)
        )
        return f"{address}{path_of(steg)}{tokens[-1]}"

    def linked(one: Mapping[str, Any]) -> dict[str, Any]:
        asked = one.get("svara")
        if key is None or not asked:
            return dict(one)
        until = _last_day(one.get("senast"), to.skapad).toordinal()
        said = {**one, "direkt": link(asked, asked["steg"], until, key)}
        if other := asked.get("annars"):
            said["annars"] = {"ord": other["ord"], "lank": link(asked, other["steg"], until, key)}
        return said

    said = linked(data)
    for name in _ROWS:
        if rows := data.get(name):
            said[name] = [linked(row) for row in rows]
    if len(alone := [row for name in _ROWS for row in said.get(name, ())]) == 1:
        said |= {name: alone[0].pop(name, "") for name in ("direkt", "annars")}
    return {**said, "lankar": bool(tokens)}, tokens


def _last_day(senast: str | None, skapad: date) -> date:
    if senast is None:
        return day_after(skapad, _WITHOUT_LAST_DAY)
    return day_after(max(date.fromisoformat(senast), skapad), _AFTER_LAST_DAY)


def without_links(text: str, tokens: list[str]) -> str:
    """Return what was sent as it may be kept: the links are the reader's own."""
    for token in tokens:
        text = text.replace(token, "…")
    return text
