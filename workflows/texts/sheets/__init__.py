"""Tables that people hand in: CSV and XLSX as rows of plain text, numbered as a spreadsheet numbers
them.
"""

from workflows.texts.sheets.refusal import ImportRefused
from workflows.texts.sheets.sheet import Sheet, as_csv, letter, read_sheet

__all__ = ["ImportRefused", "Sheet", "as_csv", "letter", "read_sheet"]
