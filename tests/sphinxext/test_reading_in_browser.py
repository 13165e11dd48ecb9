"""Reading by the skeleton and citing, in Chromium: by mouse, keyboard and finger, from a server and from disk."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest

PAGE = "speeches/office-2008.html"
P4 = "#office-2008-p4 .paragraph-link"
EXTENSION = Path(__file__).resolve().parents[2] / "scripts/speechbook/sphinxext"
SCRIPTS = [*(EXTENSION / "browser").glob("*.js"), *(EXTENSION / "citing").glob("*.js")]


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


def copied(page: Any) -> str:
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n")


def choose(page: Any, link: str, what: str) -> str:
    page.hover(link.rsplit(" ", 1)[0])
    page.click(link)
    page.click(f'.citation-menu [data-what="{what}"]')
    page.wait_for_function("document.querySelector('.citation-status').textContent !== ''")
    return copied(page)


def test_scripts_have_the_types_they_say() -> None:
    tsc = shutil.which("tsc")
    if tsc is None:
        pytest.skip("tsc is not installed (Debian: node-typescript)")
    options = ["--allowJs", "--checkJs", "--noEmit", "--strict", "--target", "ES2022"]
    command = [tsc, *options, "--lib", "ES2022,DOM,DOM.Iterable", *map(str, SCRIPTS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.browser
def test_a_paragraph_copies_its_link(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}?q=x#office-2008-s1")
    assert choose(reader, P4, "link") == f"{address}/zh-hans/{PAGE}#office-2008-p4"
    assert reader.inner_text(".citation-status") == "链接已复制"
    assert reader.locator(".citation-menu").is_hidden()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("edition", "quotation", "title", "speaker"),
    [
        ("zh-hans", "“谢谢大家！”", "在全县办公室工作会议上的讲话", "陆启衡"),
        ("zh-tw", "「謝謝大家！」", "在全縣辦公室工作會議上的講話", "陸啟衡"),
    ],
)
def test_a_paragraph_copies_quotation_and_reference(
    reader: Any, address: str, edition: str, quotation: str, title: str, speaker: str
) -> None:
    reader.goto(f"{address}/{edition}/{PAGE}")
    place = f"{address}/{edition}/{PAGE}#office-2008-p8"
    text = choose(reader, "#office-2008-p8 .paragraph-link", "plain")
    words, source = text.split("\n")
    assert words == quotation
    assert re.fullmatch(
        rf"{speaker}：《{title}》，2008年3月12日，《[^》]+》，第8段，{re.escape(place)}，\d{{4}}年\d+月\d+日引用。",
        source,
    )
    source = choose(reader, "#office-2008-p8 .paragraph-link", "gbt7714").split("\n")[1]
    assert re.fullmatch(
        rf"{speaker}\. {title}\[EB/OL\]//.+\. \(2008-03-12\)\[\d{{4}}-\d\d-\d\d\]\. {re.escape(place)}\.", source
    )


@pytest.mark.browser
def test_machines_get_the_quotation_within_the_entry(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    library = bibtexparser.parse_string(choose(reader, "#office-2008-p8 .paragraph-link", "biblatex"))
    assert not library.failed_blocks
    entry = library.entries[0]
    assert (entry.entry_type, entry.key) == ("online", "office-2008-p8")
    fields = {field.key: field.value for field in entry.fields}
    assert fields["url"] == f"{address}/zh-hans/{PAGE}#office-2008-p8"
    assert (fields["note"], fields["annotation"]) == ("第8段", "谢谢大家！")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields["urldate"])
    item = json.loads(choose(reader, "#office-2008-p8 .paragraph-link", "csl"))[0]
    assert (item["id"], item["section"], item["annote"]) == ("office-2008-p8", "第8段", "谢谢大家！")
    assert item["URL"] == fields["url"]
    assert item["accessed"]["date-parts"][0] == [int(part) for part in fields["urldate"].split("-")]


@pytest.mark.browser
def test_a_selection_within_the_paragraph_is_quoted_instead(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    reader.evaluate(
        """() => {
          const text = document.querySelector('#office-2008-p4').firstChild;
          getSelection().setBaseAndExtent(text, 0, text, 4);
        }"""
    )
    reader.wait_for_timeout(50)
    reader.hover("#office-2008-p4")
    reader.click(P4)
    assert reader.inner_text(".citation-hint") == "引用选中的文字"
    reader.click('.citation-menu [data-what="plain"]')
    assert copied(reader).startswith("“各级党委”\n")


@pytest.mark.browser
def test_a_selection_elsewhere_is_not_quoted(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    reader.evaluate("getSelection().selectAllChildren(document.querySelector('#office-2008-p2'))")
    reader.wait_for_timeout(50)
    assert choose(reader, "#office-2008-p8 .paragraph-link", "plain").startswith("“谢谢大家！”\n")


@pytest.mark.browser
def test_a_run_in_heading_is_part_of_its_paragraph_and_a_section_is_its_heading(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    heading = reader.evaluate("document.querySelector('#office-2008-s1-1 h3').firstChild.textContent")
    assert choose(reader, "#office-2008-p5 .paragraph-link", "plain").startswith(f"“{heading}")
    text = choose(reader, "#office-2008-s1 > h2 .headerlink", "plain")
    assert text.startswith("“一、认清形势，增强责任感”\n")
    assert "#office-2008-s1，" in text
    assert "段，" not in text


@pytest.mark.browser
def test_a_point_is_quoted_up_to_the_next(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    text = choose(reader, "#office-2008-p3-1 .paragraph-link", "plain")
    assert text.startswith("“一是带着感谢。各级党委")
    assert "二是" not in text
    assert "第3段第1点" in text
    assert "#office-2008-p3-1" in text


@pytest.mark.browser
def test_the_menu_is_used_by_keyboard(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    reader.focus(P4)
    assert float(reader.evaluate(f"getComputedStyle(document.querySelector('{P4}')).opacity")) == 1
    reader.keyboard.press("Enter")
    focused = "document.activeElement.dataset.what || document.activeElement.className"
    assert reader.evaluate(focused) == "link"
    assert reader.get_attribute(P4, "aria-expanded") == "true"
    reader.keyboard.press("ArrowUp")
    assert reader.evaluate(focused) == "csl"
    reader.keyboard.press("Home")
    reader.keyboard.press("ArrowDown")
    assert reader.evaluate(focused) == "plain"
    reader.keyboard.press("Escape")
    assert reader.evaluate(focused) == "paragraph-link"
    assert reader.locator(".citation-menu").is_hidden()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Enter")
    reader.wait_for_function("document.querySelector('.citation-status').textContent === '链接已复制'")
    assert reader.get_attribute(".citation-menu", "role") == "menu"
    assert reader.get_attribute(".citation-status", "role") == "status"


@pytest.mark.browser
def test_from_disk_without_a_clipboard_the_text_is_shown_selected(page: Any, site: Path) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto((site / "zh-hans" / PAGE).as_uri())
    page.hover("#office-2008-p8")
    page.click("#office-2008-p8 .paragraph-link")
    page.click('.citation-menu [data-what="plain"]')
    field = page.locator(".citation-menu textarea")
    assert field.is_visible()
    assert field.input_value().startswith("“谢谢大家！”\n陆启衡：")
    selected = (
        "(f => f.value.slice(f.selectionStart, f.selectionEnd))(document.querySelector('.citation-menu textarea'))"
    )
    assert page.evaluate(selected) == field.input_value()


@pytest.mark.browser
def test_the_block_at_the_foot_copies_the_speech(reader: Any, address: str) -> None:
    reader.goto(f"{address}/zh-hans/{PAGE}")
    reader.click(".cite-speech summary")
    assert "由程序推断、编者尚未确认：日期。" in reader.inner_text(".cite-speech")
    reader.click('[data-copies="gbt7714"]')
    reader.wait_for_function("document.querySelector('.citation-status').textContent === '已复制'")
    assert copied(reader) == reader.inner_text('pre[data-form="gbt7714"]')
    assert f"{address}/zh-hans/{PAGE}." in copied(reader)


@pytest.mark.browser
def test_the_outline_alone_is_an_address_and_needs_no_script(chromium: Any, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto((site / "zh-hans" / PAGE).as_uri() + "#outline_view")
    assert page.locator("#office-2008-p4").is_hidden()
    assert page.locator("h1").is_visible()
    assert page.locator('.page-toc a[href="#office-2008-s1-1"]').is_visible()
    assert page.locator('.page-toc a[href="#office-2008-p3-2"]').is_visible()
    page.click('.page-toc a[href="#office-2008-s2"]')
    box = page.locator("#office-2008-s2").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400
    assert page.locator("#office-2008-p4").is_visible()
    context.close()


@pytest.mark.browser
def test_branches_fold_and_the_outline_prints(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/{PAGE}")
    page.click(".outline-open")
    inner = page.locator('.page-toc a[href="#office-2008-s1-1"]')
    toggle = page.locator('li:has(> a[href="#office-2008-s1"]) > .outline-fold')
    assert toggle.get_attribute("aria-expanded") == "true"
    toggle.press("Enter")
    assert inner.is_hidden()
    assert toggle.get_attribute("aria-expanded") == "false"
    page.click(".outline-all")
    page.click(".outline-all")
    assert inner.is_visible()
    page.emulate_media(media="print")
    assert inner.is_visible()
    assert page.locator(".outline-tools").is_hidden()
    assert page.locator("#office-2008-p4").is_hidden()
    page.emulate_media(media="screen")
    page.click(".outline-close")
    assert page.locator("#office-2008-p4").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("from_disk", [False, True])
def test_two_outlines_are_chosen_and_laid_side_by_side(page: Any, address: str, site: Path, from_disk: bool) -> None:
    root = (site / "zh-tw").as_uri() if from_disk else f"{address}/zh-tw"
    page.goto(f"{root}/{PAGE}")
    page.click(".outline-compare")
    page.wait_for_selector("#compare[data-ready]")
    assert page.inner_text(".compare-side:first-child h2") == "在全縣辦公室工作會議上的講話"
    page.fill("#compare-field-b", "抗旱")
    choice = ".compare-side:last-child > .compare-picker .compare-choices a"
    page.wait_for_selector(choice)
    page.focus(choice)
    page.keyboard.press("Enter")
    page.wait_for_selector("#compare[data-ready] .compare-side:last-child h2")
    left, right = (page.locator(".compare-side").nth(n).bounding_box() for n in (0, 1))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"] + 1
    assert abs(left["y"] - right["y"]) < 2
    assert "office-2008" in page.url
    assert "b=drought-2008" in page.url
    page.set_viewport_size({"width": 360, "height": 740})
    left, right = (page.locator(".compare-side").nth(n).bounding_box() for n in (0, 1))
    assert left["y"] + left["height"] <= right["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click('.compare-outline a[href$="#office-2008-s1"]')
    page.wait_for_url("**/speeches/office-2008.html#office-2008-s1")


@pytest.mark.browser
def test_a_speech_that_is_not_there_is_said_so_and_another_can_be_chosen(page: Any, address: str) -> None:
    page.goto(f"{address}/zh-hans/compare.html?a=no-such-speech&b=../../x")
    page.wait_for_selector("#compare[data-ready]")
    assert page.inner_text('[role="alert"]') == "这份提纲没有载入。"
    assert page.locator(".compare-picker").count() == 2
