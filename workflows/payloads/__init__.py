"""What each step wants to know."""

from workflows.payloads.base import Lopande, Payload, Rad, Tom, describe, falt, parse

__all__ = ["Lopande", "Payload", "Rad", "Tom", "describe", "falt", "parse"]
