"""What stands around every page for whoever asks: menu, demo bar, and the line about what was just
done.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller
from api.shared.tokens import digest, is_https
from api.web.frame.templating import DemoBar, Meddelande, Shell, SignedIn
from models.settings import Settings
from workflows.county.mandate import is_secretary

FLASH: Final = "samflode_besked"
VISITOR: Final = "samflode_besok"
_KINDS = frozenset({"ok", "fel", "info"})


def shell_of(request: Request, caller: Caller) -> Shell:
    """Return what surrounds the page asked for."""
    installation, known = caller.installation, caller.known
    return Shell(
        meny=request.app.state.menu.items(known, request.url.path) if known else (),
        inloggad=SignedIn(known.namn) if known else None,
        demo=DemoBar(caller.world.today, caller.brev) if installation.demo else None,
        meddelanden=_told(request, caller),
        csrf=masked(csrf_of(token_of(request, caller))),
        lan=installation.profile.lan.kortnamn,
        drift_lank=known is not None and is_secretary(known),
    )


def csrf_of(token: str) -> str:
    """Return what a form must carry to be from the browser that holds the token; "" for no
    token.
    """
    return digest(f"csrf:{token}") if token else ""


def masked(csrf: str) -> str:
    """Return a form's token as it stands in one answer, and in no other: pages are compressed, and
    the length of an answer tells whoever listens which guess at something that stays the same was
    right.
    """
    mask = secrets.token_bytes(len(csrf) // 2)
    return mask.hex() + _mixed(bytes.fromhex(csrf), mask).hex()


def unmasked(sent: str) -> str:
    """Return the token a form was given; "" for what no page of ours has had in it."""
    try:
        both = bytes.fromhex(sent)
    except ValueError:
        return ""
    half = len(both) // 2
    return _mixed(both[:half], both[half:]).hex()


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def _sealed(text: str, token: str) -> str:
    return hmac.new(digest(f"besked:{token}").encode(), text.encode(), "sha256").hexdigest()


def tell(request: Request, response: Response, besked: Meddelande) -> None:
    """Let the next page say something once; only this browser's own session can have it said."""
    text = base64.urlsafe_b64encode(json.dumps([besked.text, besked.slag]).encode()).decode()
    token = token_of(request, request.state.caller)
    set_cookie(
        response,
        request.app.state.installation.settings,
        FLASH,
        f"{text}.{_sealed(text, token)}",
        60,
    )


def _told(request: Request, caller: Caller) -> tuple[Meddelande, ...]:
    """Return what the page before wanted said; nothing when the cookie is not as it was made."""
    text, _, seal = request.cookies.get(FLASH, "").partition(".")
    token = token_of(request, caller)
    if not text or not hmac.compare_digest(seal.encode(), _sealed(text, token).encode()):
        return ()
    try:
        said, kind = json.loads(base64.urlsafe_b64decode(text))
    except (binascii.Error, ValueError):
        return ()
    return (Meddelande(str(said), kind if kind in _KINDS else "info"),)


def token_of(request: Request, caller: Caller) -> str:
    """Return what this browser's forms are tied to: its session, or while nobody is signed in a
    token of its own.
    """
    if caller.token:
        return caller.token
    known: str = request.cookies.get(VISITOR, "") or getattr(request.state, "visitor", "")
    request.state.visitor = known or secrets.token_urlsafe(18)
    return str(request.state.visitor)


def set_cookie(response: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    """Set a cookie that no script reads and no other site sends along."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=is_https(settings),
        httponly=True,
        samesite="lax",
    )
