"""A text of an agreement on its way from "this is old" to in force."""

from __future__ import annotations

from sqlalchemy import Select, select

from models.base import table_of
from models.lagen import RevisionLage
from models.revision import Revision
from models.rows import AMONG
from workflows.engine.naming import named_by
from workflows.engine.noun import LetterAnswer, Noun
from workflows.ground.stems import has_every_word
from workflows.handling.decide import EFFECTS as DECIDES
from workflows.handling.load import with_obligations
from workflows.handling.pages import rubrik_of
from workflows.handling.rules.at_meeting import letters_wait
from workflows.handling.writes import EFFECTS as HANDLES
from workflows.revision.facts import RevisionCase
from workflows.revision.lifecycle import REVISION
from workflows.revision.load import REVIEWED, finds, going_on, revision_cases
from workflows.revision.parties.approvers import own_decisions
from workflows.revision.parties.asked import others_are_asked
from workflows.revision.parties.due import due_revisions
from workflows.revision.parties.rules import speaks_as
from workflows.revision.parties.signatory import EFFECTS as SIGNS
from workflows.revision.parties.views import receipt
from workflows.revision.roles import ROLES
from workflows.revision.seen import SEES, SKRIVS
from workflows.revision.writes import EFFECTS as WRITES

_REVISION = table_of(Revision)


_NO = ("avsta_signera", "Vi skriver inte under")  # said by one that is no huvudman itself


def _searched(words: str) -> Select[tuple[int]]:
    said = has_every_word(words, _REVISION.c.beteckning, _REVISION.c.rubrik)
    return select(_REVISION.c.id).where(said)


NOUN = Noun(
    lifecycle=REVISION,
    table=_REVISION,
    case=RevisionCase,
    letters_wait=letters_wait,
    own="om",
    load=revision_cases,
    lock_rank=3,
    held_with=select(_REVISION.c.mote_id).where(_REVISION.c.id == AMONG),
    born="Revisionen initierades.",
    named=rubrik_of,
    names=named_by(
        select(_REVISION.c.id, _REVISION.c.beteckning), lambda _id, name: f"revision {name}"
    ),
    roles=ROLES,
    spoken_for=speaks_as,
    sees=SEES,
    prepared_by=SKRIVS,
    effects={**HANDLES, **DECIDES, **WRITES, **SIGNS},
    as_written=with_obligations,
    finds=finds,
    searched=_searched,
    due=due_revisions,
    asked=others_are_asked,
    answered_by=LetterAnswer(
        step=lambda case: "signera" if case.sak.lage == RevisionLage.SIGNERAS else "godkann",
        letters=frozenset(
            {
                "godkann",
                "godkann_igen",
                "godkann_fortydligat",
                "revision_undertecknare",
                "revision_motpart",
            }
        ),
        part=lambda case, _whose: len(case.versioner),  # the newest text
        receipt=receipt,
        other=lambda mall: _NO if mall == "revision_motpart" else None,
    ),
    going_on=going_on,
    own_decisions=own_decisions,
    carries=REVIEWED,
)
