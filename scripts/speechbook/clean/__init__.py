"""Cleaning: named rules turn a source text into machine text, with every change on record."""

from speechbook.clean.cleaning import clean_text
from speechbook.clean.comparison import editor_changes
from speechbook.clean.doubts import doubts_of_edits, doubts_of_text
from speechbook.clean.edits import apply_edits, undo_edits
from speechbook.clean.hand_edits import before_hand_edits, hand_edits
from speechbook.clean.line_sources import line_sources
from speechbook.clean.mixed_script import ScriptUnifier
from speechbook.clean.presets import detect_preset
from speechbook.clean.raw_lines import raw_lines
from speechbook.clean.rule_order import RULE_LABELS, rules_in_order
from speechbook.clean.site_detector import (
    SiteNameProposal,
    SitePlace,
    propose_site_names,
    site_evidence,
    weigh_site_names,
)

__all__ = (
    "RULE_LABELS",
    "ScriptUnifier",
    "SiteNameProposal",
    "SitePlace",
    "apply_edits",
    "before_hand_edits",
    "clean_text",
    "detect_preset",
    "doubts_of_edits",
    "doubts_of_text",
    "editor_changes",
    "hand_edits",
    "line_sources",
    "propose_site_names",
    "raw_lines",
    "rules_in_order",
    "site_evidence",
    "undo_edits",
    "weigh_site_names",
)
