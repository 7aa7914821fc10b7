"""Tables that people hand in: CSV and XLSX as rows of plain text, numbered as a spreadsheet numbers
them.
"""

from workflows.texts.sheets.grid import NOT_WORKED_OUT, letter
from workflows.texts.sheets.refusal import ImportRefused
from workflows.texts.sheets.sheet import Sheet, as_csv, read_sheet

__all__ = ["NOT_WORKED_OUT", "ImportRefused", "Sheet", "as_csv", "letter", "read_sheet"]
