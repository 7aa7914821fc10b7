"""What a decision says the parties shall do, kept as data until the text it is about comes into force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from models.vocabulary import FristForm, MottagareSlag, Roll, SvarSlag
from workflows.cases import RevisionCase
from workflows.deadlines import add_working_days
from workflows.effects import Addressee, Obligation
from workflows.frister import STANDARD_DAGAR, avstamningsdag

_STANDING = {FristForm.ATERKOMMANDE, FristForm.TILLS_VIDARE}


def kept(one: Obligation) -> dict[str, Any]:
    """Return it as JSON values."""
    return {
        **asdict(one), "svar": one.svar.value, "form": one.form.value, "manader": list(one.manader),
        "senast": one.senast and one.senast.isoformat(), "till": [_addressee(to) for to in one.till],
    }  # fmt: skip


def _addressee(to: Addressee) -> dict[str, Any]:
    return {**asdict(to), "slag": to.slag.value, "ansvar_roll": to.ansvar_roll and to.ansvar_roll.value}


def given(case: RevisionCase) -> tuple[Obligation, ...]:
    """Return what the parties that are still in it shall do from today on.

    A day that has passed while they decided and signed gives way to one that can be kept.
    """
    gone = {part.huvudman_id for part in case.parter if part.slappt}
    return tuple(_today(case, one, gone) for one in map(_read, case.revision.ataganden))


def _read(said: Mapping[str, Any]) -> Obligation:
    to = (
        Addressee(**{
            **one, "slag": MottagareSlag(one["slag"]),
            "ansvar_roll": Roll(one["ansvar_roll"]) if one["ansvar_roll"] else None,
        })
        for one in said["till"]
    )  # fmt: skip
    return Obligation(
        text=said["text"], svar=SvarSlag(said["svar"]), form=FristForm(said["form"]),
        senast=date.fromisoformat(said["senast"]) if said["senast"] else None, manader=tuple(said["manader"]),
        till=tuple(to), verifierare_id=said["verifierare_id"],
    )  # fmt: skip


def _today(case: RevisionCase, one: Obligation, gone: set[int]) -> Obligation:
    till = tuple(to for to in one.till if to.slag is not MottagareSlag.HUVUDMAN or to.id not in gone)
    day = one.senast
    if one.form in _STANDING:
        day = avstamningsdag(case.profile, one.form, one.manader, case.today)
    elif day and day <= case.today:
        day = add_working_days(case.today, STANDARD_DAGAR)
    return replace(one, till=till, senast=day)
