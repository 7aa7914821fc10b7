"""An existing register of agreements from CSV or XLSX: looked through first, then all of it or nothing."""

from workflows.avtalsimport.columns import FIELDS, RUBRIKER
from workflows.avtalsimport.importing import Avtalsinlasning, Avtalsrad, Utfall, import_avtal, look_through
from workflows.avtalsimport.standing import Andring

__all__ = ["FIELDS", "RUBRIKER", "Andring", "Avtalsinlasning", "Avtalsrad", "Utfall", "import_avtal", "look_through"]
