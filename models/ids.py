"""Names for the integers that point at rows, so that one kind cannot be passed for another."""

from typing import NewType

SakId = NewType("SakId", int)
PersonId = NewType("PersonId", int)
OrganId = NewType("OrganId", int)
HuvudmanId = NewType("HuvudmanId", int)
HandelseId = NewType("HandelseId", int)
