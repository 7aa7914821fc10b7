"""How a decision has been followed over time: what changed for each party, on the day it
was seen.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from models.base import Tabell, checked
from models.vocabulary import Efterlevnad


class Efterlevnadsandring(Tabell, table=True):
    """From this day on a decision's cell for a huvudman said this. Only what differs from the row
    before is stored.

    The database refuses update and delete. ``dag`` is the day the change was seen, in
    Europe/Stockholm.
    """

    __tablename__ = "efterlevnadsandring"
    beslut_id: int = Field(foreign_key="beslut.id", primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id", primary_key=True)
    dag: date = Field(primary_key=True)
    ord: Efterlevnad = Field(sa_type=checked(Efterlevnad))
    forsenat: bool
    tyst: bool
