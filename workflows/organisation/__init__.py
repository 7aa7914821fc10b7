"""Who takes part: the länsprofil's organ as rows, people imported or added, uppdrag, absences and substitutes."""

from workflows.organisation.importing import Importresultat, import_people
from workflows.organisation.inputs import AvslutaUppdrag, NyBrevtid, NyErsattare, NyFranvaro, NyttUppdrag
from workflows.organisation.listing import FranvaroRad, PersonRad, UppdragRad, list_people, swedish
from workflows.organisation.people import Utfall, person_with, set_brevtid
from workflows.organisation.sync import Synced, sync_profile
from workflows.organisation.trail import Andring, Who
from workflows.organisation.uppdrag import add_absence, add_uppdrag, end_uppdrag, set_ersattare
from workflows.sheets import ImportRefused

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
    "add_absence",
    "add_uppdrag",
    "end_uppdrag",
    "import_people",
    "list_people",
    "person_with",
    "set_brevtid",
    "set_ersattare",
    "swedish",
    "sync_profile",
]
