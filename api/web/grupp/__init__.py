"""The pages of groups for a time."""

from __future__ import annotations

from typing import Final

from api.web.forms.step_page import NounPages
from api.web.grupp import new, page

PAGES: Final = NounPages(
    routers=(new.router, page.router), family=page.FAMILY, under={"grupper": "/organ"}
)
