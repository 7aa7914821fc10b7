"""How a page becomes HTML: the Jinja environment, and what stands around every page.

A page module calls ``render``. Templates reach every macro as ``ui.<name>`` (listed in
``macros/ui.html``): it needs no import, works in a block rendered alone, and its forms carry the
csrf token of the request.
"""

from __future__ import annotations

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from api.shared.worded import Worded
from api.web.frame.filters import FILTERS
from api.web.frame.static import static_url
from workflows.desk.files import ENDINGS
from workflows.ground.deadlines import MANADER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from starlette.requests import Request

TEMPLATES: Final = Path(__file__).parent.parent  # each noun has its templates beside its pages
# What the forms of the page that is being made carry: a macro knows nothing of the page.
_FORM_TOKEN: Final = ContextVar("form_token", default="")
# What the row button asked for with which the page was sent: "ny", "bort-2"; see macros/groups.
_ROW_ASKED: Final = ContextVar("row_asked", default="")
# No inline script or style, nothing from elsewhere, no framing. Forms post to ourselves only.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the main menu; ``har`` when the page shown belongs to it."""

    rubrik: str
    href: str
    har: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, in the words the header shows, such as "Socialchef, Ekby"."""

    namn: str


@dataclass(frozen=True, slots=True)
class DemoBar:
    """The bar of the demo: the day its clock shows, and how many mails lie in the mailbox of the
    role chosen.
    """

    idag: date
    brev: int = 0


@dataclass(frozen=True, slots=True)
class Meddelande:
    """A line shown once above the page, after something was done; ``slag`` is "ok", "fel" or
    "info".
    """

    text: str
    slag: str = "ok"


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page. The web application puts it in ``request.state.shell`` before the
    page is built.

    ``lan`` is the county's name in the footer, where ``drift_lank`` adds a link to the page Drift.
    ``csrf`` is the token of the session, empty when nobody is signed in.
    """

    meny: tuple[MenuItem, ...] = ()
    inloggad: SignedIn | None = None
    demo: DemoBar | None = None
    meddelanden: tuple[Meddelande, ...] = ()
    csrf: str = ""
    lan: str = ""
    drift_lank: bool = False

    def context(self) -> dict[str, object]:
        """Return the variables of base.html."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def new_key() -> str:
    """Return a fresh idempotency key for one form: the same form sent twice is one request."""
    return secrets.token_urlsafe(18)


def row_in_focus(rows: int) -> int | None:
    """Return which of so many rows has changed: the new one, or that which stands where one was
    taken away; None when no button was pressed.
    """
    wish, _, number = _ROW_ASKED.get().partition("-")
    if wish == "bort" and number.isdecimal():
        return min(int(number[:3]), rows - 1)
    return rows - 1 if wish == "ny" else None


def create_environment(folders: Sequence[Path] = ()) -> Environment:
    """Return the environment: everything is escaped, an unknown name is an error. ``folders`` are
    searched as well.
    """
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, *folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    environment.globals.update(
        static=static_url,
        new_key=new_key,
        form_token=_FORM_TOKEN.get,
        row_asked=_ROW_ASKED.get,
        row_in_focus=row_in_focus,
        MANADER=MANADER,
        FILANDELSER=ENDINGS,
    )
    return environment


ENVIRONMENT: Final = create_environment()


def to_html(
    environment: Environment, name: str, *, context: Mapping[str, object], block: str | None = None
) -> str:
    """Render a template, or one block of it, with the macros as ``ui``."""
    page: dict[str, object] = {"fel": {}, **Shell().context(), **context}
    # One module for every page, which is made once: what differs is asked for.
    page["ui"] = environment.get_template("frame/macros/ui.html").module
    token, row = _FORM_TOKEN.set(str(page["csrf"])), _ROW_ASKED.set(str(page.get("rad_bedd", "")))
    try:
        if block is not None:
            return render_block(environment, name, block, page)
        return environment.get_template(name).render(page)
    finally:
        _FORM_TOKEN.reset(token)
        _ROW_ASKED.reset(row)


def render(
    request: Request, name: str, *, status: int = 200, block: str | None = None, **context: object
) -> Worded:
    """Answer with a page, or with one block of it for htmx.

    ``fel`` ({field: sentence}) in the context puts "Fel: " first in the title. ``sokvag`` is where
    the request went, so that a form of the header can lead back.
    """
    shell: Shell = getattr(request.state, "shell", Shell())
    sokvag = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    sent = getattr(request.state, "sent", None)
    asked = {"sokvag": sokvag, "rad_bedd": sent.get("_rad") if sent else ""}
    html = to_html(ENVIRONMENT, name, context={**shell.context(), **asked, **context}, block=block)
    return Worded(html, status_code=status, media_type="text/html")
