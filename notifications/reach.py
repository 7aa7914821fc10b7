"""Whether those who get letters can follow the links in them."""

from __future__ import annotations

from ipaddress import ip_address
from typing import NamedTuple

from models.settings import Settings, host_in, is_loopback


class Astray(NamedTuple):
    """Where the links lead that nobody else can follow, and what mends it."""

    svar: str
    atgard: str


def links_astray(settings: Settings) -> Astray | None:
    """Say that letters leave this computer with links that only it can follow; None when all is
    well.

    The demo's letters stay in its own mailbox.
    """
    host = host_in(settings.base_url) if settings.base_url else settings.host
    if settings.demo or not settings.smtp_host or not (is_loopback(host) or _is_no_address(host)):
        return None
    return Astray(
        f"Länkarna i breven leder till {settings.address}, dit bara den här datorn når.",
        "Sätt SAMFLODE_BASE_URL till den adress där alla når sidorna, till exempel"
        " https://samflode.example.se.",
    )


def _is_no_address(host: str) -> bool:
    """Say whether a host means every address of a computer, which is where nobody else finds it."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
