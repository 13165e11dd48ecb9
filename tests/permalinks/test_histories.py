"""Properties: whatever is done to the paragraphs of a speech, ids are told apart, kept, and never given again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from speechbook.model import Metadata, Outline, Paragraph
from speechbook.outline import build_speech
from speechbook.trail import LedgerEntry

NOTHING = Outline((), (), (), (), ())
WORDS = "水渠桥路学校医院粮食棉花乡村街巷干部群众计划财政安全生产责任制度作风纪律春灌秋收冬修夏种经济社会文化教育"
STEPS = ("edit", "split", "join", "move", "delete", "insert")


def paragraph(seed: int) -> str:
    """Make a paragraph of forty characters, unlike those of other seeds."""
    state, chars = seed * 7919 + 13, []
    for _ in range(40):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        chars.append(WORDS[(state >> 8) % len(WORDS)])
    return "".join(chars) + "。"


def ids_of(lines: list[str], ledger: tuple[LedgerEntry, ...]) -> tuple[dict[str, str], tuple[LedgerEntry, ...]]:
    speech, kept = build_speech(Metadata(id="a", title="题"), lines, NOTHING, (), ledger)
    return {block.id: block.text for block in speech.blocks if isinstance(block, Paragraph)}, kept


def changed(lines: list[str], step: str, at: int, seed: int) -> list[str]:
    at %= len(lines)
    line = lines[at]
    match step:
        case "edit":
            return [*lines[:at], line[:20] + "又" + line[20:], *lines[at + 1 :]]
        case "split" if len(line) > 30:
            return [*lines[:at], line[:25] + "。", line[25:], *lines[at + 1 :]]
        case "join" if at + 1 < len(lines):
            return [*lines[:at], line + lines[at + 1], *lines[at + 2 :]]
        case "move":
            rest = lines[:at] + lines[at + 1 :]
            to = seed % (len(rest) + 1)
            return [*rest[:to], line, *rest[to:]]
        case "delete" if len(lines) > 1:
            return lines[:at] + lines[at + 1 :]
        case "insert":
            return [*lines[:at], paragraph(1000 + seed), *lines[at:]]
    return lines


@settings(max_examples=80)
@given(
    st.integers(1, 8), st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 20), st.integers(0, 400)), max_size=8)
)
def test_any_history(count: int, history: list[tuple[str, int, int]]) -> None:
    lines = [paragraph(number) for number in range(count)]
    ids, ledger = ids_of(lines, ())
    for step, at, seed in history:
        now = changed(lines, step, at, seed)
        new_ids, new_ledger = ids_of(now, ledger)
        assert len(new_ids) == len(now), "each paragraph has an id of its own"
        assert (new_ids, new_ledger) == ids_of(now, ledger), "the same from the same"
        assert ids_of(now, new_ledger) == (new_ids, new_ledger), "a second run changes nothing"
        old_names = {entry.id: entry.retired for entry in ledger}
        new_names = {entry.id: entry.retired for entry in new_ledger}
        assert old_names.keys() <= new_names.keys(), "the ledger is append-only"
        assert all(new_names[name] for name, retired in old_names.items() if retired), "the retired stay retired"
        by_text = {text: name for name, text in ids.items()}
        once = [text for text in now if now.count(text) == 1 and lines.count(text) == 1]
        new_by_text = {text: name for name, text in new_ids.items()}
        assert all(new_by_text[text] == by_text[text] for text in once), "what did not change keeps its id"
        if step == "edit" and lines.count(lines[at % len(lines)]) == 1:
            edited = now[at % len(lines)]
            if now.count(edited) == 1:
                assert new_by_text[edited] == by_text[lines[at % len(lines)]], "an edited paragraph keeps its id"
        lines, ids, ledger = now, new_ids, new_ledger
