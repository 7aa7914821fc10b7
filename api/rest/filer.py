"""Files: handed in first, then named by their id in the step they belong to; read by those it
concerns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Path
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.rest.asking import Who
from api.rest.described import Endpoints
from api.rest.reply import reply
from api.shared.access import Rule, rule
from api.shared.download import as_download
from models.limits import HELTAL
from workflows.desk.files import read_file, store_file
from workflows.ground.errors import Malformed

router = Endpoints("filer")
_TOO_LARGE: Final = 413
ONE_FILE: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["fil"],
                    "additionalProperties": False,
                    "properties": {"fil": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Filen",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    }
}
FilId = Annotated[int, Path(alias="id", ge=1, le=HELTAL, description="Filens id.", examples=[3])]


@dataclass(frozen=True, slots=True)
class FilVy:
    """A file that was taken in; ``id`` is what a step names it by."""

    id: int


@dataclass(frozen=True, slots=True)
class Mottagen:
    """A file as it was sent: its name is only what the sender claims."""

    namn: str
    innehall: bytes


async def received(request: Request) -> Mottagen | None:
    """Read the one file of a form; None when there is none."""
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            fil = form.get("fil")
            if isinstance(fil, UploadFile) and len(form) == 1:
                return Mottagen(fil.filename or "", await fil.read())
    except HTTPException as refused:
        if refused.status_code == _TOO_LARGE:
            raise
    return None


@router.post(
    "/filer",
    status_code=201,
    response_model=FilVy,
    summary="Ladda upp en fil",
    openapi_extra=ONE_FILE,
)
@rule(Rule.INLOGGAD)
def filer_post(who: Who, fil: Annotated[Mottagen | None, Depends(received)]) -> Response:
    """Högst 10 MB. Filen känns igen på sitt innehåll, inte på sitt namn."""
    if fil is None:
        raise Malformed({"fil": "Skicka exakt en fil i fältet fil (multipart/form-data)."})
    with who.installation.database.session() as session:
        fil_id = store_file(session, fil.namn, fil.innehall, actor=who.actor, world=who.world)
    return reply(FilVy, FilVy(fil_id), status=201)


@router.get("/filer/{id}", response_class=Response, responses=_FILE, summary="Hämta en fil")
@rule(Rule.INLOGGAD)
def fil_get(who: Who, fil_id: FilId) -> Response:
    """Filen som den lämnades in.

    Till den som lämnade den, eller får se åtagandet eller remissvaret den hör till, eller avtalet
    den är bilaga i.
    """
    with who.installation.database.read() as session:
        return as_download(read_file(session, fil_id, who.actor, who.world))
