"""The command that shows the book while it is being worked on: serve."""

import contextlib
import signal
import socket
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click
import watchfiles

from speechbook.cli.book_root import book_settings
from speechbook.cli.live_site import LOOPBACK, LiveSite
from speechbook.config import Settings
from speechbook.errors import UsageError, os_reason
from speechbook.pipeline.building_served import served_folder
from speechbook.pipeline.edition_builds import wanted_editions
from speechbook.pipeline.live_book import LiveBook, concerns_book
from speechbook.variants import EDITIONS

__all__ = ("serve",)

_PORT = 8000
_PORTS_TRIED = 100
_QUIET_MS = 50
"""How long no file may change before a build begins: an editor writes several at a save."""


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="端口", help=f"用这个端口；不写用 {_PORT} 起第一个空的。"
)
@click.option(
    "--variant",
    "editions",
    multiple=True,
    type=click.Choice(tuple(EDITIONS)),
    help="看这个版本；可写几次。默认只看第一个。",
)
@click.option("--open", "with_browser", is_flag=True, help="在浏览器里打开。")
@click.pass_obj
def serve(root: Path, port: int | None, editions: tuple[str, ...], with_browser: bool) -> None:
    """边改边看：建成网站，只在本机打开；存盘以后自动重建，页面自己更新。

    页面右下角和终端里列出打开的那一篇的待查。建不成时页面上说明原因，内容停在上一次的样子。
    按 Ctrl-C 停下。
    """
    settings = book_settings(root)
    wanted = wanted_editions(settings, editions)[: None if editions else 1]
    book = LiveBook(root, wanted, click.echo)
    try:
        site = _opened(port, settings, book)
        with site:
            _run(site, book, settings, wanted, with_browser=with_browser)
    finally:
        book.close()
    click.echo("已停。")


def _opened(port: int | None, settings: Settings, book: LiveBook) -> LiveSite:
    folder = served_folder(settings.folders)
    wanted = _PORT if port is None else port
    try:
        return LiveSite(wanted, folder, book, settings)
    except OSError as exc:
        free = _free_port(wanted)
        if port is not None or not free:
            way = f"；{free} 是空的：speechbook serve --port {free}" if free else ""
            raise UsageError(f"端口 {wanted} 用不了（{os_reason(exc)}）{way}") from exc
        click.echo(f"端口 {wanted} 已被占用，改用 {free}；要固定一个，写 --port。")
        return LiveSite(free, folder, book, settings)


def _free_port(taken: int) -> int:
    for port in range(max(taken, 1023) + 1, min(taken + _PORTS_TRIED, 65535)):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind((LOOPBACK, port))
            return port
    return 0


def _run(site: LiveSite, book: LiveBook, settings: Settings, editions: tuple[str, ...], *, with_browser: bool) -> None:
    stop = threading.Event()
    with _stopping_at_signals(stop):
        click.echo("正在建……")
        worker = threading.Thread(target=_keep_building, args=(book, settings, stop), daemon=True)
        server = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        server.start()
        worker.start()
        address = f"{site.address}{editions[0]}/index.html"
        click.echo(f"打开 {address}　（按 Ctrl-C 停下）")
        if with_browser:
            webbrowser.open(address)
        while not stop.wait(0.2) and worker.is_alive():
            pass
        site.shutdown()


def _keep_building(book: LiveBook, settings: Settings, stop: threading.Event) -> None:
    folders = settings.folders
    places = [path for path in (folders.raw.parent, folders.conf, folders.docs) if path.is_dir()]
    changes = watchfiles.watch(
        *places,
        watch_filter=lambda _change, path: concerns_book(folders, Path(path)),
        debounce=400,
        step=_QUIET_MS,
        rust_timeout=500,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    # Watching begins before the first build, so that nothing saved meanwhile is missed.
    next(changes, None)
    book.build()
    for batch in changes:
        if batch:
            book.build(Path(path) for _, path in batch)


@contextlib.contextmanager
def _stopping_at_signals(stop: threading.Event) -> Iterator[None]:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
