"""An agreement's text as HTML that is safe to show: what is seen is what was typed and hashed.

Only what is switched on here becomes markup. Raw HTML, images, addresses of other kinds and link
definitions, which would be invisible, are shown as the text they are. Links go to http, https and
mailto.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markupsafe import Markup

from workflows.texts.markdown import Avsnitt, sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_BLOCKS: Final = ("list", "blockquote", "fence", "hr", "table")
_INLINES: Final = ("newline", "escape", "backticks", "emphasis", "link", "autolink")
_SCHEMES: Final = ("http://", "https://", "mailto:")
_DEEPEST: Final = 60  # quotes and lists within each other; the parser leaves out what stands deeper
_LOWEST: Final = 6  # the last level of headings in HTML


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": _DEEPEST}).enable([*_BLOCKS, *_INLINES])
    parser.validateLink = lambda url: url.lower().startswith(_SCHEMES)  # type: ignore[method-assign]
    return parser


def text_html(text: str) -> Markup:
    """Return the whole text, each section in a ``<section>`` with its ``ankare`` as id. Malformed
    as ``sections``.
    """
    return Markup("\n").join(section_html(one) for one in sections(text))


def section_html(one: Avsnitt) -> Markup:
    """Return one section with its numbered heading, a level below the page's own; section 0 has
    none.
    """
    if not one.niva:
        return Markup('<section id="{}">\n{}</section>').format(one.ankare, body_html(one.text))
    rank = min(one.nummer.count(".") + 2, _LOWEST)
    heading = _rendered(_parser().parseInline(one.rubrik))
    return Markup(
        '<section id="{}">\n<h{}><span class="nummer">{}</span> {}</h{}>\n{}</section>'
    ).format(one.ankare, rank, one.nummer, heading, rank, body_html(one.text))


def body_html(text: str) -> Markup:
    """Return Markdown without headings, such as a section's body or a wanted wording."""
    tokens = _parser().parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return Markup("<pre>{}</pre>\n").format(text)
    return _rendered(tokens)


def _rendered(tokens: Sequence[Token]) -> Markup:
    parser = _parser()
    for token in _all(tokens):
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer")
        elif (
            token.attrs.pop("style", "") == "text-align:right"
        ):  # styles in attributes are refused by our policy
            token.attrSet("class", "tal")
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - the parser escapes everything


def _all(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()
