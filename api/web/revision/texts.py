"""The texts of a revision: one to read, and two beside each other."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.web.avtal.compare import WAYS, compared, tabs
from api.web.avtal.text import text_html
from api.web.frame.routing import pages
from api.web.frame.templating import render
from workflows.ground.payload import parse
from workflows.revision.texts import (
    GALLANDE,
    Revisionsjamforelse,
    locked_texts,
    name_of_text,
    revision_diff,
    revision_text,
    texts_of,
)
from workflows.revision.views import heading

router = pages()


@router.get("/revisioner/{nr}/text/{vilken}")
@rule(Rule.INLOGGAD)
def visa(request: Request, nr: str, vilken: str) -> Response:
    """Show one text of a revision, by its number, "gallande" or "utkast"."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        vy = heading(session, caller.actor, caller.world, nr)
        text = revision_text(session, caller.world, vy.id, vilken)
        locked = locked_texts(session, vy.id)
    return render(
        request,
        "revision/text.html",
        titel=f"{text.namn} – {vy.rubrik}",
        vy=vy,
        bas=f"/revisioner/{vy.nr}",
        text=text,
        last=next((one for one in locked if str(one.nr) == vilken), None),
        html=text_html(text.text),
        jamfor=text.vilken != GALLANDE,
    )


@router.get("/revisioner/{nr}/jamfor")
@rule(Rule.INLOGGAD)
def jamfor(request: Request, nr: str) -> Response:
    """Show what differs between two texts of a revision; the newest and the one in force when none
    are named.
    """
    caller = caller_of(request)
    asked = {name: text for name in ("fran", "till") if (text := request.query_params.get(name))}
    way = request.query_params.get("vy", "")
    with caller.installation.database.read() as session:
        vy = heading(session, caller.actor, caller.world, nr)
        found = revision_diff(session, caller.world, vy.id, parse(Revisionsjamforelse, asked))
        there = texts_of(session, caller.world, vy.id)
    bas = f"/revisioner/{vy.nr}"
    way = way if way in WAYS else "lopande"
    return render(
        request,
        "avtal/jamfor.html",
        titel=f"{found.fran_namn} och {found.till_namn} – {vy.rubrik}",
        diff=found,
        rubrik=vy.rubrik,
        fran_namn=found.fran_namn,
        till_namn=found.till_namn,
        bas=bas,
        vy=way,
        versioner=[{"varde": one, "text": name_of_text(one)} for one in there],
        flikar=tabs(f"{bas}/jamfor?fran={found.fran}&till={found.till}", way),
        avsnitt=compared(found.avsnitt),
    )
