"""An agreement's text on a page: numbered headings, tables and lists, and nothing that can do harm
or hide.
"""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.web.avtal.text import body_html, section_html, text_html
from support.agreements.texts import AVTAL, said, soup, texts
from workflows.texts.markdown import sections

ALLOWED = {
    "section",
    "h2",
    "h3",
    "h4",
    "h5",
    "span",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "a",
    "br",
    "hr",
}
ATTRIBUTES = {"id", "class", "href", "rel", "title", "start"}


class _Found(HTMLParser):
    """Every tag, attribute and word of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.open += [tag] if tag not in {"br", "hr"} else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_sections_have_an_id_and_a_numbered_heading_of_the_right_rank() -> None:
    html = text_html(AVTAL)
    assert (
        '<section id="avsnitt-2-1">\n<h3><span class="nummer">2.1</span> Kommunens ansvar</h3>'
        in html
    )
    assert '<section id="avsnitt-3">\n<h2><span class="nummer">3</span> Uppföljning</h2>' in html
    assert html.startswith('<section id="avsnitt-0">\n<p>Parterna')


def test_ranks_have_no_gap_where_the_author_skipped_a_level() -> None:
    assert "<h3>" in text_html("# A\n#### B")


def test_lists_tables_and_emphasis_are_shown_as_such() -> None:
    html = body_html("- en\n- två\n\n| a | b |\n|---|--:|\n| **c** | 4 |")
    assert "<li>en</li>" in html
    assert "<strong>c</strong>" in html
    assert '<td class="tal">4</td>' in html


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>hej</b>",
        "<!-- dolt -->",
        "<img src=x onerror=y>",
        "&lt;b&gt;",
        "[a](javascript:alert(1))",
        "[a](JaVaScript:alert(1))",
        "[a](data:text/html,x)",
        "[a](/logga-ut)",
        "[a](//ond.example)",
        "[a](vbscript:x)",
        "<javascript:alert(1)>",
        "[a]: http://dold.example",
        "[a](ftp://x.example)",
    ],
)
def test_what_could_do_harm_or_hide_is_shown_as_it_was_typed(typed: str) -> None:
    html = body_html(typed)
    assert _Found(html).tags == {"p"}
    assert unescape(html) == f"<p>{typed}</p>\n"


def test_an_image_is_no_more_than_a_link_to_it() -> None:
    html = body_html("![karta](https://x.example/a.png)")
    assert _Found(html).tags == {"p", "a"}


@pytest.mark.parametrize(
    "address", ["https://x.example/a", "http://x.example", "mailto:a@x.example"]
)
def test_a_link_goes_out_without_telling_where_from(address: str) -> None:
    assert (
        body_html(f"[här]({address})")
        == f'<p><a href="{address}" rel="noopener noreferrer">här</a></p>\n'
    )


def test_quotes_within_quotes_beyond_all_reason_are_shown_as_typed() -> None:
    for typed in ("> " * 300 + "slut", "\n".join("  " * n + "- x" for n in range(300)) + " slut"):
        assert "slut" in body_html(typed)


@given(st.one_of(texts, soup, st.text("abc<>&\"'[]()!*_`#-|\\ \n:/", max_size=120)))
def test_only_known_tags_come_out_well_nested_and_every_word_is_seen(text: str) -> None:
    found = _Found(text_html(text))
    assert (found.tags - ALLOWED, found.attributes - ATTRIBUTES, found.open) == (set(), set(), [])
    assert all(link.lower().startswith(("http://", "https://", "mailto:")) for link in found.links)
    seen = " ".join([*found.text, *found.links])
    typed = {
        word
        for one in sections(text)
        for word in said(f"{one.rubrik if one.niva else ''} {one.text}")
    }
    assert {word for word in typed if word.isalpha()} <= set(said(seen)) or "](" in text


def test_a_section_can_be_shown_alone() -> None:
    assert text_html(AVTAL) == "\n".join(section_html(one) for one in sections(AVTAL))
