"""Places that a text itself shows to be places: provinces by name, and districts where no doubt is left.

A suffix alone proves nothing (贫困县, 示范区, 座谈的市). A district is believed where it follows a province (湖北省
临江县), or where it stands after a preposition, is named several times and holds nothing that names of districts do
without; below a district that is believed, its towns are, too.
"""

import re

from speechbook.han import HAN
from speechbook.outline.names_pattern import tree_of
from speechbook.outline.words import word_set

__all__ = ("places_shown",)

_DISTRICT_ENDS = "县縣市"
_OFTEN = 3
"""So many times a text must name a district that only a preposition shows."""
_SUFFIX = "(?:县|縣|市|自治州|自治县|自治縣)"
_NOT_GOES_ON = "(?!级|級|委|场|場|民|县|縣|市场)"
_PROVINCES = tree_of(sorted(word_set("provinces")))
_PROVINCE = re.compile(
    rf"(?P<name>{_PROVINCES})(?:省|自治区|自治區|(?<=[京津海庆慶])市)?(?!大学|大學|日报|日報|路|话|話|人民医院|银行|銀行|时间|時間|精神)"
)
_IN_PROVINCE = re.compile(
    rf"(?:{_PROVINCES})(?:省|自治区|自治區)?(?P<name>(?!省|自治)[{HAN}]{{1,3}}?{_SUFFIX}){_NOT_GOES_ON}"
)
_AFTER_PREPOSITION = re.compile(
    r"[在到赴来來位前](?:(?<=[在到赴])|(?<=[来來])[到自]|(?<=位)[于於]|(?<=前)往)"
    rf"(?P<name>[{HAN}]{{2,3}}?{_SUFFIX}){_NOT_GOES_ON}"
)
_TOWN = re.compile(
    rf"(?P<above>[{HAN}]{{1,3}}(?:县|縣|市))(?P<name>[{HAN}]{{2,3}}?(?:镇|鎮|乡|鄉))(?!村|长|長|镇|鎮|级|級|两|兩)"
)


def places_shown(text: str) -> tuple[str, ...]:
    """Give the names of places that the text shows beyond doubt, in the order of their first mention.

    >>> places_shown("在湖北省临江县开会，到临江县柳漪乡去看。在贫困县、示范市，全县各乡镇都要学。")
    ('湖北', '临江县', '柳漪乡')
    """
    names: dict[str, None] = dict.fromkeys(found["name"] for found in _PROVINCE.finditer(text))
    for found in _IN_PROVINCE.finditer(text):
        if _may_be_place(found["name"], least=1):
            names[found["name"]] = None
    for found in _AFTER_PREPOSITION.finditer(text):
        if found["name"] not in names and _may_be_place(found["name"]) and text.count(found["name"]) >= _OFTEN:
            names[found["name"]] = None
    districts = any(name[-1] in _DISTRICT_ENDS for name in names)
    for found in _TOWN.finditer(text) if districts else ():
        if any(found["above"].endswith(name) for name in names) and _may_be_place(found["name"]):
            names[found["name"]] = None
    return tuple(names)


def _may_be_place(name: str, least: int = 2) -> bool:
    never = word_set("never_in_places")
    stem = name[:-1]
    return len(stem) >= least and not any(word in stem for word in never)
