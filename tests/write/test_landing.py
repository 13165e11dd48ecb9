"""What the program writes for the landing page."""

import re
from xml.etree import ElementTree

import pytest

from speechbook.model import IndexLink, Shelf, SpeechCard
from speechbook.write import landing_title, overview
from speechbook.write.timeline import timeline

HOSTILE = "`````</svg><script>alert(1)</script>\t*x*\n{include} a"


def shelf(label: str, count: int = 1, slug: str = "") -> Shelf:
    cards = tuple(
        SpeechCard(f"x-{label or 'undated'}-{n}", "讲话", "某人", label, "", "", "hans", 100) for n in range(count)
    )
    return Shelf(label, slug or label or "undated", cards)


def bars(html: str) -> list[tuple[str, str, float]]:
    """Give address, label and height of each bar."""
    drawing = ElementTree.fromstring(html)  # noqa: S314 -- our own output; it must be well-formed
    found = []
    for link in drawing.iter("a"):
        bar = next(part for part in link if part.get("class") == "timeline-bar")
        assert link.find("title") is not None
        found.append((link.get("href", ""), link.get("aria-label", ""), float(bar.get("height", "0"))))
    return found


def test_each_year_is_a_link_with_its_count_and_oldest_first() -> None:
    assert bars(timeline([shelf("2011", 1), shelf("2010", 4), shelf("", 3)])) == [
        ("lists/year-2010.html", "2010 年，4 篇", 100.0),
        ("lists/year-2011.html", "2011 年，1 篇", 25.0),
    ]


def test_a_year_without_speeches_is_a_gap() -> None:
    html = timeline([shelf("2012"), shelf("2009")])
    assert 'viewBox="0 0 40 100"' in html
    assert re.findall(r'timeline-bar" x="([\d.]+)"', html) == ["1.5", "31.5"]


def test_a_small_year_beside_a_large_one_can_be_seen() -> None:
    assert [height for *_, height in bars(timeline([shelf("2001", 1), shelf("2000", 500)]))] == [100.0, 3.0]


@pytest.mark.parametrize("shelves", [[], [shelf("", 9)], [shelf("1999", 9)], [shelf("1999"), shelf("")]])
def test_there_is_no_drawing_of_one_year(shelves: list[Shelf]) -> None:
    assert timeline(shelves) == ""


@pytest.mark.parametrize("count", [2, 7, 8, 30, 71, 150])
def test_no_more_years_are_written_than_a_phone_has_room_for(count: int) -> None:
    html = timeline([shelf(str(1900 + year)) for year in range(count)])
    assert len(bars(html)) == count
    assert 1 <= len(re.findall("<span", html)) <= 7


def test_far_years_do_not_make_a_desert() -> None:
    html = timeline([shelf("2020"), shelf("0207")])
    assert 'viewBox="0 0 20 100"' in html
    assert [address for address, *_ in bars(html)] == ["lists/year-0207.html", "lists/year-2020.html"]


def test_the_drawing_is_one_block_of_html() -> None:
    assert "\n\n" not in timeline([shelf("2010"), shelf("2011")]).strip("\n")


def test_the_table_says_what_the_drawing_says_and_the_undated_too() -> None:
    text = overview([shelf("2011", 1200), shelf("2010"), shelf("")], [])
    assert "| [2011 年](lists/year-2011.md) | 1,200 |" in text
    assert "| [年份待考](lists/year-undated.md) | 1 |" in text


def test_names_cannot_leave_their_row() -> None:
    speaker = Shelf(HOSTILE, "x", shelf("2010").cards)
    link = IndexLink(HOSTILE, "hant", "places", "places-1", 3)
    text = overview([shelf("2010")], [speaker], [link])
    rows = [line for line in text.splitlines() if "alert(1)" in line]
    assert [row.count("\t") for row in rows] == [4, 4]
    assert not any(line.startswith(("{include}", "</svg>")) for line in text.splitlines())


def test_the_way_to_the_rest_of_the_names_stands_where_there_is_a_rest() -> None:
    speakers = [Shelf(f"人{number}", f"r-{number}", shelf("2010").cards) for number in range(13)]
    assert "[全部讲话人](lists/speakers.md)" in overview([shelf("2010")], speakers)
    assert "全部讲话人" not in overview([shelf("2010")], speakers[:12])


def test_a_book_without_names_has_no_empty_headings() -> None:
    text = overview([shelf("2010")], [])
    assert "## 地名" not in text
    assert "## 主题" not in text


def test_the_title_is_plain_text_in_the_script_of_the_book() -> None:
    assert landing_title("集", "", "hant") == "# [集]{.script-hant}\n"
    assert landing_title("a_b](x) # `c`", "<b>", "hans").splitlines() == [
        r"# [a\_b\]\(x\) \# \`c\`]{.script-hans}",
        "",
        "{.landing-subtitle .script-hans}",
        r"\<b\>",
    ]
