"""What a speech names: the table `cases/named.txt`, the front matter, the lists of the editor."""

from pathlib import Path

import pytest

from case_files import Case, read_cases
from speechbook.model import ListedName, Mention, MentionKind, Metadata, Speech
from speechbook.outline import Names, build_speech, find_mentions, find_outline
from speechbook.outline.named_people import people_shown
from speechbook.outline.named_places import places_shown

_CASES = read_cases(Path(__file__).parent / "cases" / "named.txt")


def speech_of(*lines: str, **meta: object) -> Speech:
    made, _ = build_speech(Metadata(id="x", **meta), lines, find_outline(lines), (), ())
    return made


def mentions(*lines: str, names: tuple[ListedName, ...] = (), **meta: object) -> list[tuple[str, str, str]]:
    found = find_mentions(speech_of(*lines, **meta), Names.of(names))
    assert all(isinstance(one, Mention) for one in found)
    return [(one.kind.value, one.name, one.paragraph) for one in found]


@pytest.mark.parametrize("case", _CASES, ids=[case.title for case in _CASES])
def test_people_and_places(case: Case) -> None:
    shown = [f"people {name}" for name in people_shown(case.given)]
    shown += [f"places {name}" for name in places_shown(case.given)]
    assert "\n".join(shown) == case.expected


def test_works_stand_between_angle_brackets() -> None:
    text = "请读《长江日报》和《关于印发〈水利条例〉的通知》，《长江日报》天天有；《》不算，《没有完。"
    assert mentions(text, "没有书名的一段话，说的是水利的事情，说完就散会。") == [
        ("works", "长江日报", "x-p1"),
        ("works", "关于印发〈水利条例〉的通知", "x-p1"),
    ]


def test_the_front_matter_holds_for_the_whole_speech() -> None:
    found = mentions("渠要修，库要守，水要省。", speaker="陆启衡", place="临江", occasion="水利会", topics=("抗旱",))
    assert found == [
        ("people", "陆启衡", ""),
        ("places", "临江", ""),
        ("occasions", "水利会", ""),
        ("topics", "抗旱", ""),
    ]


def test_a_topic_of_the_front_matter_is_found_in_the_text() -> None:
    assert ("topics", "抗旱", "x-p2") in mentions("渠要修。", "今年抗旱，人人有责。", topics=("抗旱",))


def test_an_alias_stands_for_its_name_and_one_word_for_two() -> None:
    names = (
        ListedName(MentionKind.PLACE, "青澜县第一中学", ("一中",)),
        ListedName(MentionKind.TOPIC, "教育", ("一中", "学校")),
    )
    assert mentions("一中的学生来了，一中的老师也来了。", "学校放假。", names=names) == [
        ("places", "青澜县第一中学", "x-p1"),
        ("topics", "教育", "x-p1"),
        ("topics", "教育", "x-p2"),
    ]


def test_what_the_editor_refuses_is_not_listed() -> None:
    text = "县委书记陆启衡讲了话，《简报》登了。"
    names = (
        ListedName(MentionKind.PERSON, "陆启衡", is_listed=False),
        ListedName(MentionKind.WORK, "简报", is_listed=False),
    )
    assert mentions(text, names=names) == []


def test_headings_are_places_too_and_lines_of_the_front_are_not() -> None:
    found = mentions(
        "在全县会议上的讲话",
        "县委书记陆启衡",
        "同志们：",
        "一、读《水利条例》",
        "水的事情，说到底是管的事情，要有人管。",
    )
    assert found == [("works", "水利条例", "x-s1")]
