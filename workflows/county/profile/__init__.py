"""The länsprofil: what differs between counties, read from TOML and checked to the last line."""

from workflows.county.profile.loading import PROFILES, ProfileRefused, load_profile, parse_profile
from workflows.county.profile.model import Profile
from workflows.county.profile.organisation import (
    Beslutsregel,
    Motestid,
    Profilhuvudman,
    Profilorgan,
    Profilsektor,
)
from workflows.county.profile.terms import Meddelas, Ordval, Remisstill

__all__ = [
    "PROFILES",
    "Beslutsregel",
    "Meddelas",
    "Motestid",
    "Ordval",
    "Profile",
    "ProfileRefused",
    "Profilhuvudman",
    "Profilorgan",
    "Profilsektor",
    "Remisstill",
    "load_profile",
    "parse_profile",
]
