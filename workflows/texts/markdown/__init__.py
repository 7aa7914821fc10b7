"""The text of an agreement: sections, identity, difference and merge. Pure: no database and no
clock.
"""

from workflows.texts.markdown.diff import AvsnittDiff, Diff, Sammandrag, Status, diff, summary
from workflows.texts.markdown.identity import content_hash, was_hashed_as
from workflows.texts.markdown.merge import Krock, Merged, merge
from workflows.texts.markdown.sections import (
    INLEDNING,
    MOST_SECTIONS,
    Avsnitt,
    sections,
    with_section,
)
from workflows.texts.markdown.spans import Span, Spanslag
from workflows.texts.markdown.wanted import wanted

__all__ = [
    "INLEDNING",
    "MOST_SECTIONS",
    "Avsnitt",
    "AvsnittDiff",
    "Diff",
    "Krock",
    "Merged",
    "Sammandrag",
    "Span",
    "Spanslag",
    "Status",
    "content_hash",
    "diff",
    "merge",
    "sections",
    "summary",
    "wanted",
    "was_hashed_as",
    "with_section",
]
