"""Volumes of the index: what stays after a change, and that a whole build always gives the same bytes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from small_speeches import speech

from speechbook.search import Volume, index_files, pack_speech, plan_volumes
from speechbook.search import volumes as module

BOOK = {f"speeches/{i:03d}": f"digest-{i}" for i in range(100)}
DIGESTS = st.dictionaries(st.sampled_from(sorted(BOOK)), st.sampled_from(["a", "b", "c"]))


def test_a_first_build_makes_one_volume() -> None:
    plan = plan_volumes(BOOK)
    assert plan.kept == ()
    assert [volume.name for volume in plan.made] == ["0"]
    assert plan.made[0].speeches == tuple(sorted(BOOK.items()))


def test_nothing_changed_makes_nothing() -> None:
    first = plan_volumes(BOOK)
    again = plan_volumes(BOOK, first.made)
    assert (again.kept, again.made, again.version) == (first.made, (), first.version)


def test_a_changed_speech_is_struck_off_and_made_anew_by_itself() -> None:
    changed = {**BOOK, "speeches/007": "other"}
    plan = plan_volumes(changed, plan_volumes(BOOK).made)
    assert plan.kept[0].struck == (7,)
    assert plan.made == (Volume("late", (("speeches/007", "other"),)),)
    again = plan_volumes(changed, (*plan.kept, *plan.made))
    assert again.made == ()
    assert again.version == plan.version


def test_a_change_taken_back_takes_the_late_volume_away() -> None:
    first = plan_volumes(BOOK)
    late = plan_volumes({**BOOK, "speeches/007": "other"}, first.made)
    assert plan_volumes(BOOK, (*late.kept, *late.made)) == plan_volumes(BOOK, first.made)


def test_a_volume_that_lost_a_speech_is_made_anew_and_the_others_stay() -> None:
    before = (
        Volume("0", tuple(sorted(BOOK.items()))[:50]),
        Volume("1", tuple(sorted(BOOK.items()))[50:]),
        Volume("late", (("speeches/withdrawn", "z"),)),
    )
    less = {docname: digest for docname, digest in BOOK.items() if docname != "speeches/099"}
    plan = plan_volumes({**less, "speeches/050": "other"}, before)
    assert plan.kept == before[:1]
    assert [volume.name for volume in plan.made] == ["1"], "the late volume goes, too"
    assert plan.made[0].speeches == (("speeches/050", "other"), *before[1].speeches[1:-1])
    assert plan.made[0].struck == ()
    assert plan_volumes({**less, "speeches/050": "other"}, (*plan.kept, *plan.made)).made == ()


def test_a_late_volume_outlives_the_loss_of_another_speech() -> None:
    first = plan_volumes(BOOK)
    changed = {**BOOK, "speeches/007": "other", "speeches/new": "n"}
    late = plan_volumes(changed, first.made)
    less = {docname: digest for docname, digest in changed.items() if docname != "speeches/099"}
    plan = plan_volumes(less, (*late.kept, *late.made))
    assert [volume.name for volume in plan.made] == ["0", "late"]
    assert plan.made[1].speeches == (("speeches/new", "n"),)
    assert dict(plan.made[0].speeches)["speeches/007"] == "other", "back in its place"


def test_many_changes_make_all_anew() -> None:
    changed = {**BOOK, **{f"speeches/{i:03d}": "other" for i in range(6)}}
    plan = plan_volumes(changed, plan_volumes(BOOK).made)
    assert plan.kept == ()
    assert len(plan.made[0].speeches) == 100


def test_a_large_book_is_shared_out() -> None:
    large = {f"speeches/{i:05d}": "x" for i in range(module.LARGEST * 2 + 1)}
    sizes = [len(volume.speeches) for volume in plan_volumes(large).made]
    assert sum(sizes) == len(large)
    assert max(sizes) <= module.LARGEST
    assert max(sizes) - min(sizes) <= 1


@given(st.lists(DIGESTS, min_size=1, max_size=6))
def test_after_any_changes_each_speech_stands_once(builds: list[dict[str, str]]) -> None:
    before: tuple[Volume, ...] = ()
    for change in builds:
        now = {**BOOK, **change}
        plan = plan_volumes(now, before)
        before = (*plan.kept, *plan.made)
        standing = [one for volume in before for i, one in enumerate(volume.speeches) if i not in volume.struck]
        assert sorted(standing) == sorted(now.items())


def test_a_whole_build_gives_the_same_bytes_in_whatever_order_pages_were_read() -> None:
    packed = {one.docname: one for one in (pack_speech(speech(i)) for i in range(30))}
    backwards = dict(reversed(packed.items()))
    first, second = (
        {file.name: file.data for file in index_files(plan_volumes({k: v.digest for k, v in book.items()}), book)}
        for book in (packed, backwards)
    )
    assert first == second


def test_whatever_a_reader_sees_of_a_speech_is_in_its_digest() -> None:
    one = speech(1)
    for change in (
        {"title": "别的题"},
        {"title_text": ""},
        {"speaker": "别人"},
        {"date": "某日"},
        {"day": 19490101},
        {"place": "别处"},
        {"occasion": "别的会"},
        {"topics": ("别的",)},
        {"url": "elsewhere.html"},
        {"passages": one.passages[:-1]},
    ):
        assert pack_speech(replace(one, **change)).digest != pack_speech(one).digest, change
