"""What stands in people's lists, held against what is open: a second, slow reading of the frister,
one person and one frist at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import table_of
from models.tables import Arende, Avtal, Frist, Person, Revision, Sak, Uppdrag
from support.county import Lan
from workflows.county.actors import Actor, load_actor
from workflows.county.bemanning import SLOT, SlotRow, load_bemanning, slot_of
from workflows.county.register import load_register
from workflows.desk.tasks import AttGora
from workflows.desk.views import Oversikt, Oversiktsfilter, oversikt
from workflows.engine.door import open_steps
from workflows.ground.deadlines import add_working_days

# A matter's own frist there only watches: the day, or each of several with a frist of its own,
# brings the next move.
WATCHED = {
    ("arende", "pa_dagordning"),
    ("revision", "signeras"),
    ("revision", "vantar_ikraft"),
    ("remiss", "utkast"),
    ("remiss", "oppen"),
}
# There the row itself says whether it waits for its holder.
SAID_BY_ROW = {
    ("revision", "slutligt"),
    ("revision", "pa_dagordning"),
    ("revision", "hos_parterna"),
    ("avtal", "planerat"),
}
# Others are waited for there one by one; who is silent when the day has gone is the watcher's.
LATE = {("revision", "slutligt"), ("revision", "hos_parterna"), ("revision", "signeras")}
# The round is AU's to close once all have answered, or the day has gone.
ON_REMISS = {("arende", "pa_remiss"), ("revision", "pa_remiss")}
ON_THE_DAY = {("mote", "kallat"), ("mote", "oppnat")}
# What each in the group that has it can do.
EACH_ONES = {("arende", "under_beredning"), ("arende", "sammanstalls"), ("revision", "utarbetas")}
# There AU is asked for the very same as the holder: whoever has both places has it once.
BESIDE = "/grupper/"
TO_DO = {"tilldelat", "kvitterat", "pagar", "avsteg_anmalt"}
NOT_ON_ITS_WAY = {"implementeras", "genomford", "avstadd", "avbruten"}
Place = tuple[str, date]  # the page of a matter, and by when


def wrong_in_lists(lan: Lan, *, doable: bool = True) -> list[str]:
    """Return, for everybody with an uppdrag, what is lost from their list, stands there without
    cause or twice, or leads where they can do nothing; the promise is that it is nothing.
    """
    with lan.database.read() as session:
        wanted = _wanted(session, lan)
        return [
            f"{actor.namn}: {text}"
            for actor in _everybody(session, lan)
            for text in _wrong(
                session, lan, actor, wanted.get(actor.person_id or 0, []), doable=doable
            )
        ]


def _everybody(session: Session, lan: Lan) -> Iterator[Actor]:
    for person_id in session.execute(select(table_of(Person).c.id)).scalars():
        actor = load_actor(session, person_id, lan.world.today)
        if actor and actor.mandat:
            yield actor


@dataclass(frozen=True)
class Wanted:
    """A card that is to be in somebody's list, now or further on."""

    place: Place
    now: bool


def _wanted(session: Session, lan: Lan) -> dict[int, list[Wanted]]:
    """Return what waits for whom, by the id of the person."""
    frist, sak = table_of(Frist), table_of(Sak)
    query = select(frist, sak.c.slag, sak.c.lage, sak.c.foralder_id).where(
        frist.c.sak_id == sak.c.id, frist.c.stangd.is_(None)
    )
    bemanning, register = load_bemanning(session, lan.world.today), load_register(session)
    found: dict[int, list[Wanted]] = {}
    for row in session.execute(query).all():
        if not _waits(session, lan, row):
            continue
        limit = add_working_days(row.senast, min(lan.profile.paminnelser.trappa))
        if (row.slag, row.lage) in ON_THE_DAY:
            limit = row.senast
        now = lan.world.today >= limit or (row.slag, row.lage) in ON_REMISS
        card = Wanted((_place(session, row), row.senast), now)
        for holder in bemanning.holders(
            slot_of(SlotRow(*(getattr(row, name) for name in SLOT)), register, lan.profile)
        ):
            if row.lage != "utkast" or holder.id == row.person_id:  # a draft is its author's alone
                found.setdefault(holder.id, []).append(card)
        for person_id in _others_in_group(session, lan, row):
            found.setdefault(person_id, []).append(card)
    return {one: [*_once(cards)] for one, cards in found.items()}


def _once(cards: list[Wanted]) -> Iterator[Wanted]:
    for place, one in enumerate(cards):
        if not one.place[0].startswith(BESIDE) or one not in cards[:place]:
            yield one


def _others_in_group(session: Session, lan: Lan, row: Any) -> set[int]:
    """Return who else in the group that has a matter can do what is left."""
    stands = (row.slag, row.lage)
    comments = stands == ("revision", "sammanstalls") and _unanswered(session, row.sak_id)
    leads = row.roll in {"sammankallande", "ordforande"} and not row.delfrist
    if not leads or not (stands in EACH_ONES or comments):
        return set()
    bemanning, register = load_bemanning(session, lan.world.today), load_register(session)
    own = bemanning.holders(
        slot_of(SlotRow(*(getattr(row, name) for name in SLOT)), register, lan.profile)
    )
    uppdrag, found = table_of(Uppdrag).c, set()
    for one in session.execute(
        select(uppdrag.person_id, uppdrag.ersattare_id, uppdrag["from_"], uppdrag.tom).where(
            uppdrag.organ_id == row.organ_id, uppdrag.roll != "kontaktperson"
        )
    ):
        if one.from_ <= lan.world.today and (one.tom is None or one.tom >= lan.world.today):
            found |= {one.person_id, one.ersattare_id}
    return {one for one in found if one} - {one.id for one in own}


def _waits(session: Session, lan: Lan, row: Any) -> bool:
    """Tell whether a frist is somebody's own to do something about."""
    stands, over = (row.slag, row.lage), row.senast < lan.world.today
    if row.delfrist:
        return row.mottagare_id is None or not over
    if stands in LATE and not row.pamin:
        return bool(over)
    if stands in ON_REMISS:
        return over or _all_answered(session, row.sak_id)
    watched = stands in WATCHED or (stands in SAID_BY_ROW and not row.pamin)
    return not watched and not _asked_elsewhere(session, row)


def _all_answered(session: Session, sak_id: int) -> bool:
    """Tell whether an open round on a matter waits for nobody's answer."""
    rows = session.connection().exec_driver_sql(
        "SELECT count(m.id) - count(v.id) AS tysta FROM remiss r JOIN sak s USING (id)"
        " LEFT JOIN remissmottagare m ON m.remiss_id = r.id"
        " LEFT JOIN remissvar v ON v.mottagare_id = m.id"
        " WHERE r.om_id = %s AND s.lage = 'oppen' GROUP BY r.id",
        (sak_id,),
    )
    return any(row.tysta == 0 for row in rows)


def _asked_elsewhere(session: Session, row: Any) -> bool:
    """Tell whether something of the matter stands before, or something else asks for the same."""
    if row.lage == "implementeras":
        return _left(session, row.sak_id)
    if (row.slag, row.lage) == ("remiss", "stangd"):
        sak = table_of(Sak).c
        about = session.execute(select(sak.lage).where(sak.id == row.foralder_id)).scalar_one()
        return bool(about == "sammanstalls")
    return row.slag == "avtal" and _reviewed(session, row)


def _left(session: Session, sak_id: int) -> bool:
    rows = session.connection().exec_driver_sql(
        "SELECT s.lage, a.form, a.verifierare_id,"
        " EXISTS (SELECT FROM avstamning v WHERE v.atagande_id = a.id) AS avstamd"
        " FROM sak s JOIN atagande a USING (id) WHERE s.foralder_id = %s",
        (sak_id,),
    )
    for row in rows:
        standing = row.form in {"aterkommande", "tills_vidare"}
        if row.lage == "avsteg_anmalt":
            return True
        if row.lage in TO_DO and not (standing and row.avstamd):
            return True
        if row.lage == "rapporterat" and row.verifierare_id and not standing:
            return True
    return False


def _reviewed(session: Session, row: Any) -> bool:
    revision, sak, avtal = table_of(Revision).c, table_of(Sak).c, table_of(Avtal).c
    lagen = session.execute(
        select(sak.lage).where(sak.id == revision.id, revision.avtal_id == row.sak_id)
    ).scalars()
    own = select(avtal.forlangning, avtal.giltig_till).where(avtal.id == row.sak_id)
    one = session.execute(own).one()
    ends = one.forlangning in {"upphor", "parterna"} and one.giltig_till == row.senast
    return not ends and any(lage not in NOT_ON_ITS_WAY for lage in lagen)


def _place(session: Session, row: Any) -> str:
    if row.slag in {"arende", "revision"}:
        # The comments are the group's own; AU is asked besides for what they have no mandate to.
        own_work = row.lage == "sammanstalls" and not row.delfrist
        if own_work and (remiss := _unanswered(session, row.sak_id)):
            return f"/remisser/{remiss}"
        own = (table_of(Arende) if row.slag == "arende" else table_of(Revision)).c
        folder = "arenden" if row.slag == "arende" else "revisioner"
        nr = session.execute(select(own.nr).where(own.id == row.sak_id)).scalar_one()
        return f"/{folder}/{nr}"
    if row.slag == "avtal":
        avtal = table_of(Avtal).c
        slug = session.execute(select(avtal.slug).where(avtal.id == row.sak_id)).scalar_one()
        return f"/avtal/{slug}"
    folders = {
        "mote": "moten",
        "remiss": "remisser",
        "atagande": "ataganden",
        "delgivning": "delgivningar",
        "grupp": "grupper",
    }
    return f"/{folders[row.slag]}/{row.sak_id}"


def _unanswered(session: Session, om_id: int) -> int | None:
    """Return the newest round of a matter when somebody's comment in it is unanswered."""
    rows = (
        session.connection()
        .exec_driver_sql(
            "SELECT r.id, count(s.id) FILTER (WHERE s.svar IS NULL) AS kvar FROM remiss r"
            " LEFT JOIN remissmottagare m ON m.remiss_id = r.id"
            " LEFT JOIN remissvar v ON v.mottagare_id = m.id"
            " LEFT JOIN synpunkt s ON s.remissvar_id = v.id"
            " WHERE r.om_id = %s GROUP BY r.id ORDER BY r.id DESC LIMIT 1",
            (om_id,),
        )
        .all()
    )
    return next((row.id for row in rows if row.kvar), None)


def _wrong(
    session: Session, lan: Lan, actor: Actor, wanted: list[Wanted], *, doable: bool
) -> Iterator[str]:
    seen = oversikt(session, actor, lan.world, Oversiktsfilter(antal=200))
    for now, shown in ((True, seen.vantar_pa_dig), (False, seen.langre_fram)):
        due = Counter(one.place for one in wanted if one.now is now)
        found = Counter(_place_of(card) for card in shown)
        where = "now" if now else "further on"
        if not now and seen.langre_fram_nasta:
            due = Counter({place: many for place, many in due.items() if place in found})
        yield from (f"lost {where}: {place}" for place in sorted((due - found).elements()))
        yield from (f"without cause {where}: {place}" for place in (found - due).elements())
    yield from _twice(seen)
    if doable:
        for card in seen.vantar_pa_dig:
            yield from _undoable(session, lan, actor, card)


def _place_of(card: AttGora) -> Place:
    return "/".join(card.knapp.href.split("/")[:3]), card.senast


def _twice(seen: Oversikt) -> Iterator[str]:
    cards = [*seen.vantar_pa_dig, *seen.langre_fram]
    for (href, rubrik), many in Counter((one.knapp.href, one.rubrik) for one in cards).items():
        if many > 1:
            yield f"twice: {href} {rubrik}"


def _undoable(session: Session, lan: Lan, actor: Actor, card: AttGora) -> Iterator[str]:
    sak_id = _sak_at(session, _place_of(card)[0])
    steps = open_steps(session, sak_id, actor, lan.world)
    if not card.knapp.rubrik:
        yield f"nothing is said to be left: {card.knapp.href}"
    if not any(step.oppet and step.tone != "avslut" for step in steps):
        shut = {step.namn: step.hinder for step in steps}
        yield f"nothing to do at {card.knapp.href}: {shut}"


def _sak_at(session: Session, page: str) -> int:
    _, folder, key = page.split("/")
    named = {
        "arenden": table_of(Arende).c.nr,
        "revisioner": table_of(Revision).c.nr,
        "avtal": table_of(Avtal).c.slug,
    }
    if folder not in named:
        return int(key)
    column = named[folder]
    return int(session.execute(select(column.table.c.id).where(column == key)).scalar_one())
