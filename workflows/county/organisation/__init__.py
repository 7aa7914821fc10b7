"""Who takes part: the länsprofil's organ as rows, people imported or added, uppdrag, absences and
substitutes.
"""

from workflows.county.organisation.absence import (
    absence_with,
    add_absence,
    change_absence,
    confirm_stand_in,
    end_absence,
)
from workflows.county.organisation.importing import Importresultat, import_people
from workflows.county.organisation.inputs import (
    AvslutaUppdrag,
    NyBrevtid,
    NyErsattare,
    NyFranvaro,
    NyttUppdrag,
)
from workflows.county.organisation.listing import (
    FranvaroRad,
    PersonRad,
    UppdragRad,
    list_people,
)
from workflows.county.organisation.people import Utfall, person_with, set_brevtid
from workflows.county.organisation.sync import Synced, sync_profile
from workflows.county.organisation.trail import Andring, Who
from workflows.county.organisation.uppdrag import (
    add_uppdrag,
    end_uppdrag,
    set_ersattare,
)
from workflows.texts.sheets import ImportRefused

__all__ = [
    "Andring",
    "AvslutaUppdrag",
    "FranvaroRad",
    "ImportRefused",
    "Importresultat",
    "NyBrevtid",
    "NyErsattare",
    "NyFranvaro",
    "NyttUppdrag",
    "PersonRad",
    "Synced",
    "UppdragRad",
    "Utfall",
    "Who",
    "absence_with",
    "add_absence",
    "add_uppdrag",
    "change_absence",
    "confirm_stand_in",
    "end_absence",
    "end_uppdrag",
    "import_people",
    "list_people",
    "person_with",
    "set_brevtid",
    "set_ersattare",
    "sync_profile",
]
