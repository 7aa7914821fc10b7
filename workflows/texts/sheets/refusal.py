"""How a file that cannot be taken in is refused: whole, with every problem."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.ground.errors import Malformed

_SHOWN = 200  # problems named; more would not be read


class ImportRefused(Malformed):
    """The file was not imported. ``problems`` are sentences that begin with the row, counted as in
    a spreadsheet.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(fields)
        self.problems = tuple(
            f"{where[0].upper()}{where[1:]}: {what}" for where, what in self.fields.items()
        )
        shown = list(self.problems[:_SHOWN])
        if len(self.problems) > _SHOWN:
            shown.append(f"Och {len(self.problems) - _SHOWN} till.")
        self.message = "\n".join(["Inget är importerat.", *shown])
        self.args = (self.message,)
