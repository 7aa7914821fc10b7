"""The länsprofil: what differs between counties, read from TOML and checked to the last line."""

from workflows.profile.loading import PROFILES, ProfileRefused, load_profile, parse_profile
from workflows.profile.model import Profile
from workflows.profile.organisation import Beslutsregel, Motestid, Profilhuvudman, Profilorgan, Profilsektor
from workflows.profile.terms import Meddelas

__all__ = [
    "PROFILES",
    "Beslutsregel",
    "Meddelas",
    "Motestid",
    "Profile",
    "ProfileRefused",
    "Profilhuvudman",
    "Profilorgan",
    "Profilsektor",
    "load_profile",
    "parse_profile",
]
