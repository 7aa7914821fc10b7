"""What follows for an agreement when a revision of it comes into force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.vocabulary import Forlangning
from workflows.avtalstid import add_months
from workflows.cases import AvtalCase
from workflows.consequences import foljd
from workflows.effects import Change, Effect
from workflows.effects_avtal import AddVersion, SetParties


@foljd(
    "Texten läggs in som ny version med sitt kontrollvärde. Parterna blir de som är kvar. Nästa översyn räknas fram. "
    "Har avtalets sista dag passerat gäller det tills vidare."
)
def text_ur_revision(case: AvtalCase) -> Iterator[Effect]:
    """Let the agreement have exactly the text that was locked and signed, from its day."""
    new = case.named.ny_text
    assert new is not None  # noqa: S101 - a check has asked
    yield AddVersion(
        new.text, new.galler_fran, beslutad=new.beslutad, andring=new.sammanfattning, skapad_av=new.last_av
    )  # fmt: skip
    yield SetParties(new.parter)
    yield Change({"oversyn": add_months(new.galler_fran, case.profile.avtal.oversyn_manader), **_anew(case)})


def _anew(case: AvtalCase) -> dict[str, Any]:
    """Return that an agreement which has run out holds until further notice, or it would end again the same night."""
    last = case.avtal.giltig_till
    over = last is not None and last < case.today and case.avtal.forlangning is Forlangning.UPPHOR
    return {"giltig_till": None, "forlangning": Forlangning.TILLS_VIDARE} if over else {}
