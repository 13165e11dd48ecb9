"""Cleaning: named rules turn a source text into machine text, with every change on record."""

from speechbook.clean.cleaning import clean_text
from speechbook.clean.comparison import editor_changes
from speechbook.clean.doubts import doubts_of_edits, doubts_of_text
from speechbook.clean.edits import apply_edits, undo_edits
from speechbook.clean.presets import detect_preset
from speechbook.clean.raw_lines import raw_lines
from speechbook.clean.rule_order import RULE_LABELS, rules_in_order
from speechbook.clean.site_detector import SiteNameProposal, propose_site_names

__all__ = (
    "RULE_LABELS",
    "SiteNameProposal",
    "apply_edits",
    "clean_text",
    "detect_preset",
    "doubts_of_edits",
    "doubts_of_text",
    "editor_changes",
    "propose_site_names",
    "raw_lines",
    "rules_in_order",
    "undo_edits",
)
