"""The text of an agreement: sections, identity, difference and merge. Pure: no database and no clock."""

from workflows.avtalstext.diff import AvsnittDiff, Diff, Sammandrag, Status, diff, summary
from workflows.avtalstext.identity import content_hash
from workflows.avtalstext.merge import Krock, Merged, merge
from workflows.avtalstext.sections import INLEDNING, MOST_SECTIONS, Avsnitt, sections, with_section
from workflows.avtalstext.spans import Slag, Span
from workflows.avtalstext.wanted import wanted

__all__ = [
    "INLEDNING", "MOST_SECTIONS", "Avsnitt", "AvsnittDiff", "Diff", "Krock", "Merged", "Sammandrag", "Slag", "Span",
    "Status", "content_hash", "diff", "merge", "sections", "summary", "wanted", "with_section",
]  # fmt: skip
