"""The pages of what a party takes part of."""

from __future__ import annotations

from typing import Final

from api.web.delgivning.page import FAMILY, router
from api.web.forms.step_page import NounPages

PAGES: Final = NounPages(
    routers=(router,),
    family=FAMILY,
    under={"delgivningar": "/moten"},
)
