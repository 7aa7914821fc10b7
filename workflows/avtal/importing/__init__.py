"""An existing register of agreements from CSV or XLSX: looked through first, then all of it or
nothing.
"""

from workflows.avtal.importing.columns import FIELDS, RUBRIKER, known_in
from workflows.avtal.importing.importing import (
    Avtalsinlasning,
    Avtalsrad,
    QuestionsLeft,
    RowsRefused,
    Utfall,
    import_avtal,
    look_through,
)
from workflows.avtal.importing.standing import Andring

__all__ = [
    "FIELDS",
    "RUBRIKER",
    "Andring",
    "Avtalsinlasning",
    "Avtalsrad",
    "QuestionsLeft",
    "RowsRefused",
    "Utfall",
    "import_avtal",
    "known_in",
    "look_through",
]
