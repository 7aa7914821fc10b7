"""A file that somebody handed in, handed over to be saved."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from workflows.desk.files import Filvy


def as_download(fil: Filvy) -> Response:
    """Answer with a file; it is never shown inside the program, so that nothing in it can act as a
    page.
    """
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(fil.namn, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return Response(fil.innehall, media_type=fil.mimetyp, headers=headers)
