"""`speechbook serve` as a real process, in a real browser: what is saved appears, what is broken is said."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive_book import Book

RAW = (
    "在全县会议上的讲话\n（2008年3月12日）\n同志们：\n今天讲三点意见。\n"
    "水的事情说了多少年，今年一定要办成，大家分头去办。\n"
)
NAME = "jiang-hua"
PAGE = f"/zh-hans/speeches/{NAME}.html"


class Served:
    """The process and what it printed."""

    def __init__(self, root: Path, *words: str) -> None:
        self.log = root / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "speechbook", "serve", *words],
                cwd=root,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    @property
    def text(self) -> str:
        return self.log.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        return int(re.search(r"127\.0\.0\.1:(\d+)/", self.until("打开 http"))[1])

    def until(self, words: str, count: int = 1, seconds: float = 150) -> str:
        end = time.monotonic() + seconds
        while self.text.count(words) < count or not self.text.endswith("\n"):
            assert time.monotonic() < end, f"no {words!r} in:\n{self.text}"
            assert self.process.poll() is None, f"ended:\n{self.text}"
            time.sleep(0.05)
        return self.text

    def get(self, path: str, host: str = "") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        connection.putrequest("GET", path, skip_host=bool(host))
        if host:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()

    def news(self) -> dict[str, Any]:
        return dict(json.loads(self.get(f"/_speechbook/state?page={PAGE}")[1]))


def wait_for(said: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Book:
    root = tmp_path_factory.mktemp("served") / "book"
    project = Path(__file__).resolve().parents[2]

    shutil.copytree(project / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text(
        "---\nscript: hans\n---\n\n# 首页\n\n```{toctree}\nnotes\nlists/years\nlists/speakers\n```\n", encoding="utf-8"
    )
    (root / "docs" / "notes.md").write_text("---\nscript: hans\n---\n\n# 说明\n\n原先的话。\n", encoding="utf-8")
    book = Book(root)
    book.put("讲话.txt", RAW)
    return book


@pytest.fixture(scope="module")
def served(made: Book) -> Iterator[Served]:
    process = Served(made.root, "--port", "0")
    process.until("建好了")
    yield process
    process.process.send_signal(signal.SIGKILL)
    process.process.wait()


def test_who_comes_before_the_first_build_is_done_is_let_in_after_it(made: Book, tmp_path: Path) -> None:
    shutil.copytree(made.root, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))
    process = Served(tmp_path / "book", "--port", "0")
    try:
        status, data = process.get(PAGE)
        assert status == 503
        assert 'http-equiv="refresh"' in data.decode()
        assert "正在建" in data.decode()
        process.until("建好了")
        assert process.get(PAGE)[0] == 200
        process.process.send_signal(signal.SIGINT)
        process.process.wait(30)
        process = Served(tmp_path / "book", "--port", "0")
        assert "建好了" not in process.until("没有变化"), "nothing was to be built, and that is said, too"
    finally:
        process.process.send_signal(signal.SIGKILL)
        process.process.wait()


def test_a_saved_text_appears_by_itself_with_what_is_open(served: Served, made: Book, page: Any) -> None:
    page.goto(f"http://127.0.0.1:{served.port}{PAGE}")
    page.locator(".speechbook-live summary").wait_for()
    assert page.locator(".speechbook-live summary").inner_text().startswith("待查")
    page.locator(".speechbook-live summary").click()
    assert "缺文" in page.locator(".speechbook-live").inner_text()
    assert f"打开的一篇：{NAME}" in served.until(f"打开的一篇：{NAME}")
    made.edit(NAME, "大家分头去办", "大家分头去办，抓紧")
    page.get_by_text("分头去办，抓紧").first.wait_for(timeout=60_000)
    built = made.root / "docs" / "_build" / "serve" / "zh-hans" / "speeches" / f"{NAME}.html"
    assert "抓紧" in built.read_text(encoding="utf-8")
    assert "_speechbook" not in built.read_text(encoding="utf-8")


def test_a_raw_file_that_is_put_in_becomes_a_page(served: Served, made: Book) -> None:
    made.put("会.txt", RAW.replace("水的", "电的"))
    wait_for(lambda: served.get("/zh-hans/speeches/hui.html")[0] == 200)
    assert "新收：会.txt → hui" in served.text
    path = made.clean_text("hui")
    path.write_text(path.read_text(encoding="utf-8").replace("raw:", "draft: true\nraw:"), encoding="utf-8")
    wait_for(lambda: served.get("/zh-hans/speeches/hui.html")[0] == 404)


def test_a_broken_text_is_said_on_the_page_and_keeps_it(served: Served, made: Book, page: Any) -> None:
    page.goto(f"http://127.0.0.1:{served.port}{PAGE}")
    path = made.clean_text(NAME)
    sound = path.read_text(encoding="utf-8")
    path.write_text("---\n: [\n---\n", encoding="utf-8")
    alert = page.locator(".speechbook-live [role=alert]")
    alert.wait_for(timeout=60_000)
    assert "元数据写法有误" in alert.inner_text()
    assert page.get_by_text("水的事情").first.is_visible()
    assert "水的事情" in served.get(PAGE)[1].decode()
    path.write_text(sound.replace("水的事情", "水的大事"), encoding="utf-8")
    page.get_by_text("水的大事").first.wait_for(timeout=60_000)
    assert alert.count() == 0


@pytest.mark.parametrize(
    "broken",
    ["坏的链接[没有](no-such-page.md)。", "```{no-such-directive}\n```", "[](#nowhere-p1)"],
    ids=["link", "directive", "id"],
)
def test_a_page_with_a_warning_is_not_shown_until_it_is_mended(served: Served, made: Book, broken: str) -> None:
    notes = made.root / "docs" / "notes.md"
    sound = notes.read_text(encoding="utf-8")
    notes.write_text(f"{sound}\n改到一半。\n\n{broken}\n", encoding="utf-8")
    wait_for(lambda: served.news()["error"])
    assert "notes.md" in served.news()["error"]
    assert "改到一半" not in served.get("/zh-hans/notes.html")[1].decode()
    notes.write_text(f"{sound}\n改好了 {len(broken)}。\n", encoding="utf-8")
    wait_for(lambda: f"改好了 {len(broken)}" in served.get("/zh-hans/notes.html")[1].decode())
    wait_for(lambda: served.news()["error"] == "")


def test_broken_settings_are_said_and_mended_ones_taken(served: Served, made: Book) -> None:
    path = made.root / "conf" / "book.toml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound + "\n[oops\n", encoding="utf-8")
    wait_for(lambda: "book.toml" in served.news()["error"])
    path.write_text(re.sub(r'(?m)^title = ".*"', 'title = "改名的书"', sound), encoding="utf-8")
    wait_for(lambda: "改名的书" in served.get(PAGE)[1].decode())


@pytest.mark.parametrize(
    "path",
    [
        "/../../../conf/book.toml",
        "/zh-hans/../../../../conf/book.toml",
        "/%2e%2e/%2e%2e/%2e%2e/conf/book.toml",
        "/..%2f..%2f..%2fconf%2fbook.toml",
        "/_speechbook/../serving.py",
        "/_speechbook/../../config.py",
        "/zh-hans/link.txt",
        "//etc/passwd",
        "/zh-hans/_static/",
    ],
)
def test_nothing_outside_the_site_is_given(served: Served, made: Book, path: str) -> None:
    link = made.root / "docs" / "_build" / "serve" / "zh-hans" / "link.txt"
    if not link.is_symlink():
        link.symlink_to(made.root / "conf" / "book.toml")
    status, data = served.get(path)
    assert status == 404
    assert b"[book]" not in data
    assert b"root:" not in data


def test_other_names_for_this_machine_are_refused(served: Served) -> None:
    assert served.get("/index.html", host=f"evil.example:{served.port}")[0] == 403
    assert served.get("/index.html", host=f"localhost:{served.port}")[0] == 200


def test_it_listens_on_loopback_only(served: Served) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", served.port))


def test_a_taken_port_is_named_with_the_way_out(made: Book, served: Served) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "speechbook", "serve", "--port", str(served.port)],
        cwd=made.root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert f"端口 {served.port}" in done.stderr
    free = int(re.search(r"--port (\d+)", done.stderr)[1])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free))


def test_control_c_stops_it_and_all_it_started(made: Book) -> None:
    process = Served(made.root, "--port", "0")
    process.until("打开 http")
    time.sleep(2)
    children = _children(process.process.pid)
    assert children
    process.process.send_signal(signal.SIGINT)
    assert process.process.wait(20) == 0
    assert "已停" in process.text
    assert "Traceback" not in process.text
    wait_for(lambda: not any(Path(f"/proc/{child}").exists() for child in children), 10)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_only_what_is_served_is_offered(made: Book, tmp_path: Path) -> None:
    """One edition has no way to another that is not there; asked for, both are there with a way to each other."""
    root = shutil.copytree(made.root, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))
    for words, count in ((("--port", "0"), 0), (("--port", "0", "--variant", "zh-hans", "--variant", "zh-tw"), 1)):
        served = Served(root, *words)
        try:
            served.until("建好了")
            status, html = served.get(PAGE)
            assert status == 200
            links = re.findall(r'href="(\.\./\.\./zh-tw/[^"]+)"', html.decode())
            assert len(links) == count, html.decode()
            for link in links:
                assert served.get(f"/{link.removeprefix('../../')}")[0] == 200
            assert (b"zh-tw/index.html" in served.get("/")[1]) == bool(count)
            assert served.get("/zh-hans/feed.atom")[0] == 200
        finally:
            served.process.send_signal(signal.SIGINT)
            assert served.process.wait(30) == 0
