"""What no single value can show: that codes in a länsprofil are unique and point at something.

It looks at the values as they were read, not at validated models, so that one reading of the file
gives every problem at once; what has the wrong type is passed over here, since validation names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from models.text import same_name
from models.vocabulary import HuvudmanSlag, OrganSlag
from workflows.county.profile.fields import GRUPPER
from workflows.county.profile.positions import Path
from workflows.ground.wording import allowed, quoted

_UNIQUE = (
    "sektor.*.kod",
    "sektor.*.namn",
    "huvudman.*.kod",
    "huvudman.*.namn",
    "huvudman.*.kortnamn",
    "organ.*.kod",
    "organ.*.namn",
    "organ.*.kortnamn",
    "organ.*.prefix",
    "avtal.trappsteg.*.kod",
    "avtal.trappsteg.*.namn",
    "godkannande.omrade.*.namn",
)
_ONE_OF_EACH = (OrganSlag.AU, OrganSlag.LEDNINGSGRUPP)
# Where a code stands, and the slag of huvudman it must do for; None for any.
_SEKTORER = (
    ("ansvarsordning.kommun.*", HuvudmanSlag.KOMMUN),
    ("ansvarsordning.region.*", HuvudmanSlag.REGION),
    ("ansvarsordning.kommunalforbund.*", HuvudmanSlag.KOMMUNALFORBUND),
    ("organ.*.sektorer.*", None),
    ("godkannande.sektorer.*", None),
    ("godkannande.omrade.*.sektorer.*", None),
    ("kallelse.sektorer.*", None),
)


def problems_between(data: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """Yield (path, what is wrong and what is allowed) for codes that clash or point nowhere."""
    yield from chain.from_iterable(_repeated(data, pattern) for pattern in _UNIQUE)
    for pattern, slag in _SEKTORER:
        yield from _unknown(data, pattern, _sektorer(data, slag))
    yield from _unknown(data, "organ.*.parter.*", [*GRUPPER, *_words(data, "huvudman.*.kod")])
    for pattern in ("ordforandeskap.i_fas.*", "ordforandeskap.omvant.*"):
        yield from _unknown(data, pattern, _words(data, "organ.*.kod"))
    yield from _without_order(data)
    yield from chain.from_iterable(_not_one(data, slag) for slag in _ONE_OF_EACH)


def _found(data: object, pattern: Sequence[str], at: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every value whose path fits the pattern, where * stands for any index."""
    if not pattern:
        yield at, data
    elif pattern[0] == "*" and isinstance(data, list):
        for index, value in enumerate(data):
            yield from _found(value, pattern[1:], (*at, index))
    elif isinstance(data, dict) and pattern[0] in data:
        yield from _found(data[pattern[0]], pattern[1:], (*at, pattern[0]))


def _texts(data: object, pattern: str) -> Iterator[tuple[Path, str]]:
    return (
        (path, value) for path, value in _found(data, pattern.split(".")) if isinstance(value, str)
    )


def _words(data: object, pattern: str) -> list[str]:
    return [text for _, text in _texts(data, pattern)]


def _repeated(data: object, pattern: str) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for path, text in _texts(data, pattern):
        if same_name(text) in seen:
            yield path, f"är {quoted(text)} en gång till. Tillåtet: varje {path[-1]} en gång."
        seen.add(same_name(text))


def _unknown(data: object, pattern: str, known: Sequence[str]) -> Iterator[tuple[Path, str]]:
    for path, text in _texts(data, pattern):
        if text not in known:
            yield path, f"är {quoted(text)}. {allowed(dict.fromkeys(known))}"


def _sektorer(data: Mapping[str, object], slag: HuvudmanSlag | None) -> list[str]:
    sektorer = data.get("sektor")
    tables = (
        [table for table in sektorer if isinstance(table, dict)]
        if isinstance(sektorer, list)
        else []
    )
    fitting = [table for table in tables if slag is None or slag in _words(table, "slag.*")]
    return [table["kod"] for table in fitting if isinstance(table.get("kod"), str)]


def _without_order(data: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """Yield that nothing says who answers for a kommunalförbund where the file has one."""
    kinds = _words(data, "huvudman.*.slag")
    if HuvudmanSlag.KOMMUNALFORBUND in kinds and not _words(
        data, "ansvarsordning.kommunalforbund.*"
    ):
        known = allowed(_sektorer(data, HuvudmanSlag.KOMMUNALFORBUND))
        yield (
            ("ansvarsordning", "kommunalforbund"),
            f"saknas, men länet har ett kommunalförbund. {known}",
        )


def _not_one(data: object, slag: OrganSlag) -> Iterator[tuple[Path, str]]:
    chosen = [path for path, text in _texts(data, "organ.*.slag") if text == slag]
    if not chosen:
        yield ("organ",), f"har inget med slag {quoted(slag)}. Tillåtet: exakt ett."
    for path in chosen[1:]:
        yield path, f"är {quoted(slag)} en gång till. Tillåtet: exakt ett organ med det slaget."
