"""Each lifecycle as a page that a secretary reads: tables of states and steps, and a diagram. Pure
text from the rules.

The pages stand in ``docs/livscykler/``; ``samflode livscykler --skriv`` writes them and a test
compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.base import Ord
from models.lagen import LAGEN
from workflows.county.profile import Ordval
from workflows.engine.case import AnyCase
from workflows.engine.lifecycle import AnyStep, Choice, Lifecycle, Wait
from workflows.engine.noun import Nouns
from workflows.ground.payload import describe
from workflows.ground.sentences import foljd, regel, told, vems_drag
from workflows.ground.words import stor

AnyLifecycle = Lifecycle[AnyCase]

_NOTHING = "–"
_HOW_TO_READ = (
    "Läs en rad som en mening: någon tar steget från ett läge till ett annat, om allt i kolumnen"
    " *om* stämmer. *Sedan* sker det som följer, och nästa drag ska vara gjort till fristen."
)


def pages(ord_: Ordval, nouns: Nouns) -> dict[str, str]:
    """Return the text of every page by its file name, in the words of a county."""
    return {f"{noun.slag.value}.md": ord_.fill(page(noun.lifecycle)) for noun in nouns}


def page(lifecycle: AnyLifecycle) -> str:
    """Return one lifecycle in Markdown, ending with a line break."""
    slag = lifecycle.slag
    parts = [
        f"# {stor(slag.ord)}",
        f"{slag.mening} Livscykelns version är {lifecycle.version}.",
        "Sidan är skriven av programmet ur de regler som gäller. Ändra den inte för hand.",
        "## Lägen",
        "\n".join(_states(lifecycle)),
        "Varje län bestämmer sina egna tider. De står i länsprofilen.",
        "## Steg",
        _HOW_TO_READ,
        "\n".join(_steps(lifecycle)),
        "## Bild",
        "Steg som inte ändrar läget syns bara i tabellen.",
        f"```mermaid\n{diagram(lifecycle)}\n```",
        "## Roller",
        "\n".join(_roles(lifecycle)),
    ]
    return "\n\n".join(parts) + "\n"


def diagram(lifecycle: AnyLifecycle) -> str:
    """Return the states and the moves between them as a Mermaid state diagram."""
    moves: dict[tuple[str, str], list[str]] = {}
    for step in lifecycle.steps:
        for source in step.source:
            for dest, label in _arrows(step):
                moves.setdefault((source.value, dest.value), []).append(label)
    lines = [
        "stateDiagram-v2",
        *(f'state "{lage.ord}" as {lage.value}' for lage in LAGEN[lifecycle.slag]),
        f"[*] --> {lifecycle.initial.value}",
        *(f"{source} --> {dest}: {' / '.join(labels)}" for (source, dest), labels in moves.items()),
        *(f"{lage.value} --> [*]" for lage in LAGEN[lifecycle.slag] if lage in lifecycle.final),
    ]
    return "\n    ".join(lines)


def _arrows(step: AnyStep[AnyCase]) -> Iterator[tuple[Ord, str]]:
    if isinstance(step.dest, Choice):
        for way in step.dest.ways():
            yield way.then, f"{step.rubrik} ({way.words})"
        yield step.dest.last, f"{step.rubrik} (annars)"
    elif step.dest is not None:
        yield step.dest, step.rubrik


def _states(lifecycle: AnyLifecycle) -> Iterator[str]:
    phased = bool(lifecycle.phases)
    rows = []
    for lage in LAGEN[lifecycle.slag]:
        wait, fas = lifecycle.waits.get(lage), lifecycle.phases.get(lage)
        rows.append(
            [
                lage.ord,
                lage.mening,
                *([fas.ord if fas else _NOTHING] if phased else []),
                _whose_move(wait),
                stor(wait.words) if wait else _NOTHING,
                _left(wait),
                _reminded(wait),
            ]
        )
    phase = ["fas"] if phased else []
    return _table(("läge", "betyder", *phase, "vems drag", "senast", "att göra", "påminns"), rows)


def _left(wait: Wait[AnyCase] | None) -> str:
    if wait is None:
        return _NOTHING
    late = [f"När dagen har gått: {wait.late[0].lower()}{wait.late[1:]}"] if wait.late else []
    return _lines([*([wait.left] if wait.left else []), *late])


_GRUPP = {
    "": "",
    "arbetet": ". Är det en grupp står det hos var och en i den",
    "synpunkterna": ". Medan synpunkter är obesvarade står det hos var och en i gruppen",
}


def _whose_move(wait: Wait[AnyCase] | None) -> str:
    if wait is None:
        return "Ingens: inget återstår."
    if wait.delar and wait.delar.ensam:
        return f"{stor(wait.delar.ord)} har en egen frist och påminns. Annars ingens."
    rests = ". Är inget kvar att göra får saken stanna här." if wait.rests_without else ""
    delar = f". {stor(wait.delar.ord)} har en egen frist och påminns." if wait.delar else ""
    return f"{stor(vems_drag.about(wait.whose))}{rests}{delar}{_GRUPP[wait.grupp]}"


def _reminded(wait: Wait[AnyCase] | None) -> str:
    if wait is None or not wait.remind:
        return "Nej"
    return "Ja, om någon behöver göra något" if wait.by_itself else "Ja"


def _steps(lifecycle: AnyLifecycle) -> Iterator[str]:
    rows = [
        [
            f"**{step.rubrik}**",
            stor(_any_of(role.ord for role in step.by)),
            _from_to(step),
            _lines(_conditions(step)),
            _lines([told(step.events), *(foljd.about(one) for one in step.then)]),
            _due(lifecycle, step),
        ]
        for step in lifecycle.steps
    ]
    return _table(("steg", "vem", "från → till", "om", "sedan", "frist"), rows)


def _from_to(step: AnyStep[AnyCase]) -> str:
    source = _any_of(lage.ord for lage in step.source)
    if step.dest is None:
        return f"{source} (läget ändras inte)"
    if isinstance(step.dest, Choice):
        ways = ", ".join(f"{way.then.ord} om {way.words}" for way in step.dest.ways())
        return f"{source} → {ways}, annars {step.dest.last.ord}"
    return f"{source} → {step.dest.ord}"


def _conditions(step: AnyStep[AnyCase]) -> Iterator[str]:
    """Yield the rules of a step: what is asked before the button, what must be filled in, what is
    asked about that.
    """
    yield from map(regel.about, step.needs)
    if wanted := [f"”{field['rubrik']}”" for field in describe(step.takes) if field["kravs"]]:
        yield f"Ifyllt: {', '.join(wanted)}."
    yield from map(regel.about, step.checks)


def _due(lifecycle: AnyLifecycle, step: AnyStep[AnyCase]) -> str:
    if step.dest is None:
        return "Räknas om" if step.moves else "Ändras inte"
    waits = [lifecycle.waits[lage] for lage in step.dests() if lage in lifecycle.waits]
    waits = [wait for wait in waits if not (wait.delar and wait.delar.ensam)]
    return _lines(stor(wait.words) for wait in waits)


def _roles(lifecycle: AnyLifecycle) -> Iterator[str]:
    roles = dict.fromkeys(role for step in lifecycle.steps for role in step.by)
    return _table(("vem", "betyder"), [[stor(role.ord), role.mening] for role in roles])


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(headings)
    yield _row(["---"] * len(headings))
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines(sentences: Iterable[str]) -> str:
    return "<br>".join(sentences) or _NOTHING


def _any_of(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} eller {last}" if first else last
