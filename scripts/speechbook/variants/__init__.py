"""Editions of one text in several scripts and regions: conversion that keeps every character in its place.

The only room that imports OpenCC at run time.
"""

from speechbook.variants.editions import EDITIONS, Edition, Script
from speechbook.variants.engine import convert, engine_version
from speechbook.variants.house_style import HOUSE_STYLES, HouseStyle, style_for
from speechbook.variants.known_words import is_word
from speechbook.variants.mixture import MixedLine, mixed_lines, unified_lines
from speechbook.variants.script import script_of

__all__ = (
    "EDITIONS",
    "HOUSE_STYLES",
    "Edition",
    "HouseStyle",
    "MixedLine",
    "Script",
    "convert",
    "engine_version",
    "is_word",
    "mixed_lines",
    "script_of",
    "style_for",
    "unified_lines",
)
