"""The number that somebody typed before a heading: layout where it is the section's place, words
everywhere else.

Two texts whose headings stand on the same levels have their sections in the same places. So a
number that is taken away can be read back from the text, and a number that says something is never
lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,3})*)"
_DIVISION = r"(?:§|artikel|art\.|kapitel|kap\.|avsnitt|punkt|paragraf)"
# "§ 4 Ansvar", "Artikel 5: Ansvar", "4 § Ansvar", "2 kap. Ansvar".
_NAMED = re.compile(
    rf"(?:{_DIVISION} ?{_NUMBER}|{_NUMBER} ?(?:§|kap\.))(?:[.:)]| [–-])? (?=\S)", re.IGNORECASE
)
# "3.2 Ansvar", "3. ansvar", "3) Ansvar" and "3 Ansvar", but neither "24 timmar" nor "3 1 maj".
_PLAIN = re.compile(
    r"(?:([0-9]{1,3}(?:\.[0-9]{1,3})+)[.)]?|([0-9]{1,3})[.)]) (?=[^\s\d])"
    r"|([0-9]{1,3}) (?=[*_]{0,3}[A-ZÅÄÖ])"
)
# What a number in front of it counts, whatever its place: "6 Månaders uppsägning".
_COUNTED = re.compile(
    r"[*_]*(?:år|årens?|månad(?:er)?s?|veck(?:a|or)s?|dag(?:ar)?s?|arbetsdag(?:ar)?s?|dygns?"
    r"|timm(?:e|ar)s?|minut(?:er)?s?|kvartal|procent(?:enheter)?|promille|kr|kronor|öre|tkr|mkr"
    r"|mnkr|tusen|miljon(?:er)?s?|miljard(?:er)?s?|gång(?:er)?|person(?:er)?s?|platser?"
    r"|km|mil|meter|m2|st|%|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\b",
    re.IGNORECASE,
)


# What says nothing of which section it is, when two texts are laid beside each other.
_ANY = re.compile(
    r"^[0-9]{1,2}(?:(?:(?:\.[0-9]{1,2})+[.)]?|[.)]) (?=[^\s\d])| (?=[*_]{0,3}[A-ZÅÄÖ]))"
)


def without_place(heading: str, place: Sequence[int]) -> str:
    """Return a heading on one line without the number its author typed, where that is the place of
    the section: (3, 2), or the last of it among its siblings alone.
    """
    rubrik = " ".join(heading.split())
    found = _NAMED.match(rubrik) or _PLAIN.match(rubrik)
    if found is None:
        return rubrik
    typed = next(one for one in found.groups() if one).split(".")
    is_place = typed == [str(one) for one in place][-len(typed) :]
    punctuated = found.re is _NAMED or found[0].rstrip()[-1] in ".)"
    counts = not punctuated and _COUNTED.match(rubrik, found.end())
    return rubrik[found.end() :] if is_place and not counts else rubrik


def without_any_number(heading: str, _place: Sequence[int] = ()) -> str:
    """Return a heading on one line without any number typed before it: what a section is known by
    where the place it had may be another's now, never what it says.
    """
    return _ANY.sub("", " ".join(heading.split()), count=1)
