"""Finding in a file's code what the house has rules about, by whatever name it goes there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Final

CLOCKS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|asctime|strftime)"
    r"|func\.(now|sysdate|local\w+|current_(date|time\w*)|(clock|statement|transaction)_timestamp)"
    r")$"
)
SQL_CLOCK = re.compile(r"\b(now|\w+_timestamp)\s*\(|\b(current|local)_?(date|time)", re.IGNORECASE)
ENVIRONMENT = re.compile(
    r"^(os|posix)\.(environb?|getenvb?|putenv|unsetenv)$|\bBaseSettings$|^pydantic_settings$"
)
# A statement that writes a row of the table of all matters, however the table's name is spelled.
WRITING_SAK = re.compile(
    r"\b(insert\s+into|merge\s+into|(update|delete\s+from)(\s+only)?|truncate(\s+table)?|copy)\s+"
    r'("?public"?\s*\.\s*)?"?sak"?(?![\w.])',
    flags=re.IGNORECASE,
)
# What takes the values of a row.
WRITERS: Final = {
    *("values", "ordered_values", "execute", "exec", "scalar", "scalars"),
    *("on_conflict_do_update", "sqlmodel_update", "model_copy", "setattr", "__setattr__"),
}


def whole_name(tree: ast.Module) -> Callable[[ast.AST], str]:
    """Return what gives the whole name behind a name of the file: ``dt.now`` is
    ``datetime.datetime.now`` where ``dt`` was imported so or is another name for it.
    """
    behind = _imported(tree)

    def whole(node: ast.AST) -> str:
        if isinstance(node, ast.Name):
            return behind.get(node.id, node.id)
        return f"{whole(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""

    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    behind.setdefault(target.id, whole(node.value))
    return whole


def _imported(tree: ast.Module) -> dict[str, str]:
    behind: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            behind |= {one.asname: one.name for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom):
            behind |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return behind


def names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Give the whole name and the line of each name that the code imports or uses."""
    whole = whole_name(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            yield whole(node), node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{one.name}", node.lineno) for one in node.names)


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Give each call with the whole name of what is called; of what a call gave, the last name."""
    whole = whole_name(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield whole(node.func), node


def state_writes(tree: ast.Module) -> Iterator[int]:
    """Find lines that store a state, and lines that write the table of all matters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "lage":
            if not isinstance(node.ctx, ast.Load):
                yield node.lineno
        elif isinstance(node, ast.Constant) and WRITING_SAK.search(str(node.value)):
            yield node.lineno
    whole = whole_name(tree)
    for called, call in calls(tree):
        verb = called.rpartition(".")[2]
        about = {whole(one).rpartition(".")[2] for one in call.args}
        writes = verb in WRITERS and "lage" in set(_written(call))
        if writes or verb == "Sak" or (verb in {"insert", "update", "delete"} and "Sak" in about):
            yield call.lineno


def _written(call: ast.Call) -> Iterator[object]:
    """Yield the name of each column that a call is given a value for."""
    if getattr(call.func, "attr", getattr(call.func, "id", "")).endswith("setattr"):
        yield from (one.value for one in call.args if isinstance(one, ast.Constant))
    yield from (one.arg for one in call.keywords)
    for node in (one for argument in [*call.args, *call.keywords] for one in ast.walk(argument)):
        keys = node.keys if isinstance(node, ast.Dict) else []
        if isinstance(node, ast.Tuple) and node.elts:
            keys = [node.elts[0]]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dict":
            yield from (one.arg for one in node.keywords)
        for key in keys:
            yield getattr(key, "attr", getattr(key, "value", None))


def commits(tree: ast.Module) -> Iterator[int]:
    """Find lines that end a transaction, or open one that ends itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}:
            yield node.lineno
    yield from (call.lineno for called, call in calls(tree) if called.endswith(".begin"))


def clock_reads(tree: ast.Module) -> Iterator[int]:
    """Find lines that ask what day or time it is; measuring how long something takes is another
    thing.
    """
    yield from (line for name, line in names(tree) if CLOCKS.search(name))
    for called, call in calls(tree):
        if called.rpartition(".")[2] in {"text", "literal_column"}:
            said = (one.value for one in call.args if isinstance(one, ast.Constant))
            yield from (call.lineno for one in said if SQL_CLOCK.search(str(one)))


def environment_reads(tree: ast.Module) -> Iterator[int]:
    """Find lines that read or change the environment, or let a class read it."""
    return (line for name, line in names(tree) if ENVIRONMENT.search(name))


def words(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Give each text in the code that is no docstring."""
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value, node.lineno
