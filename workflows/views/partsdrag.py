"""What waits for somebody in revisions though no frist is theirs: a party's decision or signature, an approval."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models.base import table_of
from models.lagen import RevisionLage, Slag
from models.tables import Frist, Sak
from workflows.approvals import spoken_for, standing
from workflows.cases import RevisionCase
from workflows.engine import load
from workflows.guards.revision_parter import undecided, unsigned
from workflows.roles import speaks_for
from workflows.views.rader import Reader
from workflows.views.uppgifter import AttGora, Lank, Nar
from workflows.visibility import synliga
from workflows.words import uppraknat

_SAK, _FRIST = table_of(Sak), table_of(Frist).c
_APPROVED = (RevisionLage.SLUTLIGT, RevisionLage.PA_DAGORDNING)
_WITH_PARTIES = (RevisionLage.HOS_PARTERNA, RevisionLage.SIGNERAS)


def party_moves(reader: Reader) -> Iterator[AttGora]:
    """Yield what the reader's own parties, or the reader as ledamot, have left to say of texts that are final."""
    asks = (*_WITH_PARTIES, *(_APPROVED if reader.world.profile.godkannande.kravs else ()))
    query = (
        select(_SAK.c.id, _FRIST.senast)
        .join(table_of(Frist), _FRIST.sak_id == _SAK.c.id)
        .where(_SAK.c.slag == Slag.REVISION, _SAK.c.lage.in_([lage.value for lage in asks]), _FRIST.stangd.is_(None))
        .where(synliga(reader.actor))
    )
    for sak_id, senast in reader.session.execute(query).all():
        case = load(reader.session, sak_id, reader.actor, reader.world)
        assert isinstance(case, RevisionCase)  # noqa: S101 - its kind was just asked for
        if move := _move(case, Nar(senast, reader.world.today)):
            yield move


def _move(case: RevisionCase, nar: Nar) -> AttGora | None:
    page = f"/revisioner/{case.revision.nr}"
    if case.sak.lage in _APPROVED:
        one = spoken_for(case)
        waits = one is not None and one.id not in standing(case)
        lank = Lank("Läs och säg vad du anser", f"{page}/steg/godkann")
        return _row(case, nar, f"Står du bakom {case.revision.rubrik}?", lank) if waits else None
    deciding = case.sak.lage == RevisionLage.HOS_PARTERNA
    left = undecided(case) if deciding else unsigned(case)
    silent = [part for part in left if part.utfall is None or not deciding]
    names = [part.namn for part in silent if speaks_for(case.actor, case, part.huvudman_id)]
    if not names:
        return None
    step = "parten_beslutar" if deciding else "signera"
    lank = Lank("Skriv in beslutet" if deciding else "Läs och skriv under", f"{page}/steg/{step}")
    wanted = "beslut" if deciding else "underskrift"
    return _row(case, nar, f"{case.revision.rubrik}: {wanted} av {uppraknat(names)}", lank)


def _row(case: RevisionCase, nar: Nar, rubrik: str, lank: Lank) -> AttGora:
    kicker = f"{case.revision.beteckning} · {RevisionLage(case.sak.lage).ord.lower()}"
    return AttGora(Slag.REVISION, kicker, rubrik, nar.words(), nar.senast, nar.late, lank)
