"""What somebody reads on a page: its visible words, line by line."""

from __future__ import annotations

import re
from html import unescape

from support.site import Sajt

_BLOCKS = (
    "p|h[1-6]|li|tr|td|th|div|dt|dd|section|ul|ol|summary|legend|label|option|button|article"
    "|header|footer|figcaption|br|pre|caption|blockquote|small"
)
_BREAK = re.compile(rf"</?(?:{_BLOCKS})\b[^>]*>")
_UNSEEN = re.compile(r"<(script|style|template|title)\b.*?</\1>|<!--.*?-->", re.DOTALL)


def words(html: str) -> str:
    """Return the visible words of a page's main part, a block on each line; of the whole where it
    has no main part.
    """
    start, end = html.find("<main"), html.rfind("</main>")
    shown = _UNSEEN.sub("", html[start:end] if start >= 0 else html)
    text = unescape(re.sub(r"<[^>]+>", "", _BREAK.sub("\n", shown)))
    return "\n".join(line for one in text.split("\n") if (line := " ".join(one.split(" ")).strip()))


def page(sajt: Sajt, who: str, path: str) -> str:
    """Return what somebody reads at an address that they may open."""
    answer = sajt.client(who).http.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return words(answer.text)
