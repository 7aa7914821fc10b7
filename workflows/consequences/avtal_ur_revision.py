"""What follows for an agreement when a revision of it comes into force."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.avtalstid import add_months
from workflows.cases import AvtalCase
from workflows.consequences import foljd
from workflows.effects import Change, Effect
from workflows.effects_avtal import AddVersion, SetParties


@foljd(
    "Texten läggs in som ny version med sitt kontrollvärde. Parterna blir de som är kvar. Nästa översyn räknas fram."
)
def text_ur_revision(case: AvtalCase) -> Iterator[Effect]:
    """Let the agreement have exactly the text that was locked and signed, from its day."""
    new = case.named.ny_text
    assert new is not None  # noqa: S101 - a check has asked
    yield AddVersion(
        new.text, new.galler_fran, beslutad=new.beslutad, andring=new.sammanfattning, skapad_av=new.last_av
    )  # fmt: skip
    yield SetParties(new.parter)
    yield Change({"oversyn": add_months(new.galler_fran, case.profile.avtal.oversyn_manader)})
