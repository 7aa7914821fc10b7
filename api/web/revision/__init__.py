"""The pages of revisions."""

from __future__ import annotations

from typing import Final

from api.web.forms.step_page import NounPages
from api.web.revision import list as register
from api.web.revision import page, texts
from api.web.revision.fields import FAMILY

PAGES: Final = NounPages(
    routers=(register.router, page.router, texts.router),
    family=FAMILY,
    under={"revisioner": "/avtal"},
)
