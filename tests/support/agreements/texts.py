"""Made-up texts of agreements for hypothesis, and an agreement that a person could have written."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from workflows.texts.markdown import INLEDNING

AVTAL = """Parterna träffar denna överenskommelse.

# Syfte

Den enskilde ska möta en sammanhållen vård och omsorg. Ingen ska falla mellan stolarna.

# Ansvar

Varje part svarar för sin del.

## Kommunens ansvar

Kommunen svarar för hemsjukvård till och med sjuksköterskas nivå. Kommunen ansvarar för \
hjälpmedel i hemmet.

- Inskrivning sker inom 3 dagar.
- Kontaktperson utses samma dag.

## Regionens ansvar

Regionen svarar för läkarinsatser. Regionen betalar läkemedel i förråden.

# Uppföljning

Avtalet följs upp en gång om året av styrgruppen.
"""

# Lines that mean something together: headings of both styles, lists, quotes, fences, tables, rules,
# empty lines.
LINES = (
    "# Ansvar",
    "## 2.1 Vård",
    "#### Djup #",
    "##### För djup",
    "Parterna är *överens* om detta.",
    "ska gälla",
    "===",
    "---",
    "",
    "",
    "- en punkt",
    "  - inuti",
    "  fortsätter",
    "1. ett",
    "2. två",
    "2026. Ett år",
    "> citat",
    ">",
    "```",
    "~~~",
    "    indrag",
    "| a | b |",
    "|---|---|",
    "***",
    "* * *",
    "+",
    "Slut.",
)
soup = st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)

words = st.text("abcåäö", min_size=1, max_size=4)
paragraphs = st.lists(words, min_size=1, max_size=12).map(" ".join)
bodies = st.lists(paragraphs, max_size=4).map("\n\n".join)


def put_together(parts: list[tuple[int, str, str]]) -> str:
    """Make a text of level, heading and body."""
    return "\n\n".join(f"{'#' * level} {rubrik}\n\n{body}" for level, rubrik, body in parts)


texts = st.lists(st.tuples(st.integers(1, 4), paragraphs, bodies), max_size=8).map(put_together)


def said(text: str) -> list[str]:
    """Return the words of a text, whatever is said with signs alone left out."""
    return re.findall(r"\w+", text)


def body_of(text: str, nyckel: str = INLEDNING) -> str:
    """Return the body of one section."""
    from workflows.texts.markdown import sections  # noqa: PLC0415

    return next(one.text for one in sections(text) if one.nyckel == nyckel)
