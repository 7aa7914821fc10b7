"""Swedish for what typer itself says: headings of the help and mistakes in the arguments."""

from __future__ import annotations

import re

import typer
from typer._click.core import Context  # the base classes name it so
from typer.core import TyperCommand, TyperGroup

_HELP = {
    "Usage:": "Användning:",
    "[OPTIONS]": "[VAL]",
    "COMMAND [ARGS]...": "KOMMANDO [VAL]",
    "Options:": "Val:",
    "Arguments:": "Uppgifter:",
    "Commands:": "Kommandon:",
    "Show this message and exit.": "Visa den här hjälpen.",
    "[default: ": "[annars: ",
    "[required]": "[krävs]",
    " <path>": "",
}
# What typer says, as a pattern, and how we say it.
_MISTAKES = (
    (r"No such option: (\S+).*\(Possible options: (.*)\)", r"Valet \1 finns inte. Menade du \2?"),
    (r"No such option: (\S+)", r"Valet \1 finns inte."),
    (r"No such command '(.*)'\. Did you mean '(.*)'\?", r"Kommandot \1 finns inte. Menade du \2?"),
    (r"No such command '(.*)'", r"Kommandot \1 finns inte."),
    (r"Missing command", "Säg vilket kommando du vill köra."),
    (r"Missing option '([^' ]*)", r"Valet \1 saknas."),
    (r"Missing argument '([^' ]*)", r"Uppgiften \1 saknas."),
    (r"Option '(.*)' requires an argument", r"Valet \1 ska följas av ett värde."),
    (r"Option '(.*)' does not take a value", r"Valet \1 ska stå ensamt."),
    (r"Got unexpected extra argument\S* \((.*)\)", r"Det här hör inte till kommandot: \1."),
    (r"Invalid value for '([^' ]*).*'(.*)' is not", r"Valet \1 kan inte vara \2."),
    (r"Invalid value for '([^' ]*)", r"Värdet för \1 går inte att läsa."),
)


def explain(error: typer.TyperException) -> str:
    """Return a Swedish sentence for a mistake in the arguments."""
    said = error.format_message()
    for pattern, swedish in _MISTAKES:
        if found := re.match(pattern, said, flags=re.DOTALL):
            return f"{found.expand(swedish)} Hjälp: samflode --help"
    return said


def _translated(text: str) -> str:
    for english, swedish in _HELP.items():
        text = text.replace(english, swedish)
    return text


class SwedishCommand(TyperCommand):
    """A command with Swedish help."""

    def get_help(self, ctx: Context) -> str:
        """Return the help text in Swedish."""
        return _translated(super().get_help(ctx))


class SwedishGroup(TyperGroup):
    """A group of commands with Swedish help."""

    def get_help(self, ctx: Context) -> str:
        """Return the help text in Swedish."""
        return _translated(super().get_help(ctx))
