"""Pages are finished by several processes that read one collection; what is kept of it is written by one alone."""

import multiprocessing
import os
import signal
from pathlib import Path

import numpy as np
import pytest

from speechbook.config import load_settings
from speechbook.errors import FileProblemError, UsageError
from speechbook.pipeline.links.collection import Collection, Kept, KeptWords
from speechbook.pipeline.links.finishing import groups_for
from speechbook.pipeline.pages import make_pages

WORDS = "水是从山上一滴一滴流下来的，不是从文件里流出来的"


def kept(name: str) -> Kept:
    return Kept(name, f"{name}篇", "hans", "", "", " p1 ", f"{name}篇", 0, 0, "")


NOTHING = KeptWords(np.empty(0, np.uint32), (), (), np.empty(0, np.int64))


def opened(path: Path) -> Collection:
    return Collection(path / "links.sqlite", "mark")


def filled(path: Path) -> Collection:
    collection = opened(path)
    collection.put(kept("jia"), NOTHING, (), (), ())
    collection.waiting.put("jia", {"page": "一页"})
    return collection


@pytest.mark.parametrize("names", [0, 1, 3, 7, 8, 9, 200, 1000])
@pytest.mark.parametrize("jobs", [2, 3])
def test_each_speech_is_in_one_group(names: int, jobs: int) -> None:
    wanted = [f"s-{number}" for number in range(names)]
    groups = list(groups_for(wanted, jobs))
    assert [name for group in groups for name in group] == wanted
    assert all(groups)
    assert len(groups) >= min(names, jobs)
    assert max(map(len, groups), default=0) <= 48


def test_a_forked_process_reads_what_was_entered(tmp_path: Path) -> None:
    collection = filled(tmp_path)
    collection.share()
    collection.set_notes("jia", "记下")

    def look(answers: "multiprocessing.connection.Connection") -> None:
        collection.look_from_here()
        collection.speech.cache_clear()
        found = collection.speech("jia")
        answers.send((found.notes if found else "没有", collection.waiting.take("jia")))

    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=look, args=(there,))
    process.start()
    assert here.recv() == ("", {"page": "一页"}), "as it was shared, without what was written since"
    process.join()
    collection.commit()
    again = opened(tmp_path)
    found = again.speech("jia")
    assert not again.is_new
    assert found is not None
    assert found.notes == "记下"
    again.close()


def test_the_process_of_the_collection_goes_on_with_its_own_connection(tmp_path: Path) -> None:
    collection = filled(tmp_path)
    collection.look_from_here()
    collection.set_notes("jia", "记下")
    collection.commit()
    again = opened(tmp_path)
    assert again.speech("jia") is not None
    again.close()


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_first_run_that_was_killed_has_found_out_nothing(tmp_path: Path, is_shared: bool) -> None:
    process = os.fork()
    if process == 0:
        collection = filled(tmp_path)
        if is_shared:
            collection.share()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)
    again = opened(tmp_path)
    assert again.is_new
    assert again.names() == set()
    again.close()


def test_a_run_that_gave_up_after_sharing_has_found_out_nothing(tmp_path: Path) -> None:
    collection = filled(tmp_path)
    collection.share()
    collection.close()
    again = opened(tmp_path)
    assert again.is_new
    again.close()


def test_what_another_run_shares_is_not_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = filled(tmp_path)
    collection.share()
    monkeypatch.setattr("speechbook.pipeline.links.collection_file.PATIENCE_SECONDS", 0.1)
    with pytest.raises(FileProblemError, match="等另一个 speechbook 结束"):
        opened(tmp_path)
    collection.commit()
    again = opened(tmp_path)
    assert again.names() == {"jia"}
    again.close()


def test_what_earlier_runs_found_out_is_not_shared(tmp_path: Path) -> None:
    filled(tmp_path).commit()
    again = opened(tmp_path)
    with pytest.raises(UsageError):
        again.share()
    again.close()


def test_a_collection_without_a_file_is_not_shared() -> None:
    with pytest.raises(UsageError):
        Collection(None, "mark").share()


def test_two_processes_write_the_notes_that_one_writes(book: Path, tmp_path: Path) -> None:
    """Every other speech says the same words; after that an edit is one page, whoever finished the others."""
    names = [f"jiang-hua-{mark}" for mark in "abcdefghijkl"]
    for number, name in enumerate(names):
        words = WORDS if number in (2, 7, 11) else f"第{number}篇里只有自己的话。"
        lines = f"我今天讲几句。\n{words}。谢谢。\n我在《{names[number - 1]}篇》里说过。\n"
        path = book / "speeches" / "clean" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {name}篇\n---\n{lines}", encoding="utf-8")
    settings = load_settings(book)
    pages: list[dict[str, str]] = []
    for jobs in (1, 2):
        assert make_pages(settings, jobs=jobs).written == len(names)
        found = sorted((book / "docs" / "speeches").glob("*.md"))
        pages.append({path.stem: path.read_text(encoding="utf-8") for path in found})
        for path in (*found, *(book / "docs" / "_build" / "state").glob("*.*")):
            if jobs == 1:
                path.unlink()
    assert pages[0] == pages[1]
    assert sum(".parallels" in page for page in pages[1].values()) == 3
    assert make_pages(settings, jobs=2).written == 0
    edited = book / "speeches" / "clean" / f"{names[5]}.txt"
    edited.write_text(edited.read_text("utf-8").replace("谢谢", "谢谢大家"), "utf-8")
    assert make_pages(settings, jobs=2).written == 1
