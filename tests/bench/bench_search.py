"""Measure the search: what it finds on the measuring corpus, and what it costs on a synthetic book; goals beside.

    python tests/bench/bench_search.py [--speeches 3000] [--corpus DIR] [--only found|synthetic] [--json FILE]

The corpus is built as a book in both editions and asked by the measuring tools that lie beside it, with three seeds.
Synthetic speeches of about 4,900 characters are drawn, paragraph by paragraph, from its texts, and a share of their
characters is exchanged, so that phrases are rare as in a real book.
"""

import argparse
import functools
import gzip
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from speechbook.search import Passage, SpeechText, engine_script, index_files, pack_speech, plan_volumes

PROJECT = Path(__file__).resolve().parents[2]
CHARS = 4_900
EXCHANGED = 0.005
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
PAGE = '<!doctype html><meta charset="utf-8"><script src="_static/search-engine.js" data-version="%s"></script>'


def paragraphs(folder: Path) -> list[str]:
    """Give all lines of the clean texts of a folder."""
    lines = (line.strip() for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").split("\n"))
    return [line for line in lines if line]


def synthetic(lines: list[str], number: int, seed: int = 1) -> Iterator[SpeechText]:
    """Draw speeches."""
    rng = random.Random(seed)
    letters = "".join(lines)
    for i in range(number):
        name = f"speech-{i:05d}"
        passages: list[Passage] = []
        chars = 0
        while chars < CHARS:
            text = list(rng.choice(lines))
            for place in range(len(text)):
                if rng.random() < EXCHANGED:
                    text[place] = rng.choice(letters)
            passages.append(Passage(f"{name}-p{len(passages) + 1}", "".join(text)))
            chars += len(text)
        title = "".join(rng.choice(lines)[:16])
        yield SpeechText(f"speeches/{name}", f"speeches/{name}.html", name, title, title, tuple(passages), day=20080101)


class _Host(SimpleHTTPRequestHandler):
    """Serves compressed, as ordinary hosts do."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a compressed file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def queries(speeches: list[SpeechText], number: int, seed: int = 2) -> list[str]:
    """Draw phrases of two and four characters and long ones."""
    rng = random.Random(seed)
    drawn = []
    while len(drawn) < number:
        text = rng.choice(rng.choice(speeches).passages).text
        size = (2, 4, 8)[len(drawn) % 3]
        start = rng.randrange(max(1, len(text) - size))
        phrase = text[start : start + size]
        if len(phrase) == size and all("\u4e00" <= char <= "\u9fff" for char in phrase):
            drawn.append(phrase)
    return drawn


def answers(site: Path, asked: list[str]) -> dict[str, float]:
    """Ask in a real browser: each of the first nine in a fresh one, all of them in one."""
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/search.html"
    ask = "async q => { const t = performance.now(); await speechbookSearch(q); return performance.now() - t }"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGUMENTS)
        sizes: list[int] = []
        cold: list[float] = []
        for query in asked[:9]:
            context = browser.new_context()
            page = context.new_page()
            page.goto(address, wait_until="networkidle")
            received = [0]
            page.on("response", lambda r, got=received: got.append(int(r.headers.get("content-length", 0))))
            cold.append(page.evaluate(ask, query))
            sizes.append(sum(received))
            context.close()
        page = browser.new_page()
        page.goto(address)
        for query in asked:
            page.evaluate(ask, query)
        warm = [page.evaluate(ask, query) for query in asked]
        frequent = page.evaluate(ask, "的")
        frequent_again = page.evaluate(ask, "的")
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")
        browser.close()
    server.shutdown()
    return {
        "cold_kb": round(statistics.median(sizes) / 1024, 1),
        "cold_kb_max": round(max(sizes) / 1024, 1),
        "cold_ms": round(statistics.median(cold), 1),
        "warm_ms": round(statistics.median(warm), 1),
        "warm_ms_max": round(max(warm), 1),
        "one_character_ms": round(frequent, 1),
        "one_character_again_ms": round(frequent_again, 1),
        "heap_mb": round((heap["usedSize"] + heap.get("backingStorageSize", 0)) / 2**20, 1),
    }


def measure(number: int, corpus: Path) -> dict[str, float]:
    """Build and ask."""
    speeches = list(synthetic(paragraphs(corpus), number))
    chars = sum(len(passage.text) for speech in speeches for passage in speech.passages)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "_search").mkdir()
        (site / "_static").mkdir()
        start = time.process_time()
        sizes = {}
        packed = {speech.docname: pack_speech(speech) for speech in speeches}
        plan = plan_volumes({docname: speech.digest for docname, speech in packed.items()})
        for file in index_files(plan, packed):
            (site / "_search" / file.name).write_bytes(file.data)
            sizes[file.name] = 0
        seconds = time.process_time() - start
        for name in sizes:
            sizes[name] = len(gzip.compress((site / "_search" / name).read_bytes(), 6))
        engine = engine_script()
        (site / "_static" / "search-engine.js").write_text(engine, "utf-8")
        (site / "search.html").write_text(PAGE % plan.version, "utf-8")
        report: dict[str, float] = {
            "speeches": number,
            "chars": chars,
            "ms_a_page": round(1000 * seconds / number, 2),
            "bytes_a_char": round(sum(sizes.values()) / chars, 2),
            "files": len(sizes),
            "largest_file_kb": round(max(sizes.values()) / 1024, 1),
            "engine_kb": round(len(gzip.compress(engine.encode(), 6)) / 1024, 1),
        }
        return report | answers(site, queries(speeches, 60))


def found(corpus: Path) -> list[dict[str, float]]:
    """Build the corpus as a book and ask it, in both editions, with three seeds."""
    tools = corpus.parents[0].parent / "tools"
    report = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        shutil.copytree(PROJECT / "conf", root / "conf", ignore=shutil.ignore_patterns("*.mo"))
        shutil.copytree(PROJECT / "docs", root / "docs", ignore=shutil.ignore_patterns("_build", "speeches", "lists"))
        clean = root / "speeches" / "clean"
        clean.mkdir(parents=True)
        (root / "speeches" / "raw").mkdir()
        for path in corpus.glob("*.txt"):
            shutil.copyfile(path, clean / path.name.lower())
        subprocess.run([sys.executable, "-m", "speechbook", "build", "html"], cwd=root, check=True, capture_output=True)
        for seed in (1, 2, 3):
            queries = root / "queries.tsv"
            command = [sys.executable, str(tools / "make_queries.py"), str(clean), "--seed", str(seed)]
            queries.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
            for edition in ("zh-hans", "zh-tw"):
                site = root / "docs" / "_build" / "html" / edition
                command = [sys.executable, str(tools / "search_eval.py"), "--site", str(site)]
                command += ["--clean", str(clean), "--queries", str(queries)]
                answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
                name = f"{edition} {seed}"
                report.append({"edition and seed": name, **_worst(answer), **answer["cold"]})
    return report


def _worst(answer: dict[str, dict[str, float]]) -> dict[str, float]:
    """Give the worst figure among the kinds of queries."""
    kinds = [figures for kind, figures in answer.items() if kind not in ("ALL", "cold")]
    worst = {name: min(figures[name] for figures in kinds) for name in ("recall", "precision", "link", "mark")}
    zero = max(figures["zero"] for figures in kinds)
    return {**worst, "zero": zero, "median_ms": answer["ALL"]["median_ms"]}


FOUND_GOALS = {
    **dict.fromkeys(("recall", "precision", "link", "mark"), "= 100"),
    "zero": "= 0",
    "median_ms": "<= 40",
    "seconds": "<= 0.5",
    "kilobytes": "<= 200",
}
GOALS = {
    "ms_a_page": "<= 8",
    "bytes_a_char": "<= 4",
    "largest_file_kb": "<= 64",
    "engine_kb": "<= 60",
    "cold_kb": "<= 400",
    "cold_ms": "<= 500",
    "warm_ms": "<= 80",
    "heap_mb": "<= 100",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the search on a corpus and on a synthetic book.")
    parser.add_argument("--speeches", type=int, default=3000)
    parser.add_argument("--corpus", type=Path, default=PROJECT.parent / "shared" / "corpus" / "dev")
    parser.add_argument("--only", choices=("found", "synthetic"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not any(options.corpus.glob("*.txt")):
        sys.stdout.write(f"no clean texts in {options.corpus}: the search is not measured\n")
        return
    report: dict[str, object] = {}
    if options.only != "synthetic":
        rows = found(options.corpus.resolve())
        report["found"] = rows
        sys.stdout.write("search: what is found, the worst kind of query (in per cent), and the cost of an answer\n")
        for name in rows[0]:
            figures = "".join(f"{row[name]:>12}" for row in rows)
            sys.stdout.write(f"{name:18}{figures}  {FOUND_GOALS.get(name, '')}\n")
    if options.only != "found":
        costs = measure(options.speeches, options.corpus)
        report["synthetic"] = costs
        sys.stdout.write(f"search: the cost of {options.speeches} synthetic speeches\n")
        for name, figure in costs.items():
            sys.stdout.write(f"{name:24}{figure:>12}  {GOALS.get(name, '')}\n")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), "utf-8")


if __name__ == "__main__":
    main()
