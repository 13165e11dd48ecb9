"""The format of a trail: `speeches/trail/<id>.json`, the record of how a speech came from its raw file.

Pure values in, JSON text out, and back. One edit or ledger entry stands on each line, so that version control shows
what changed.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from speechbook.errors import TextFormatError
from speechbook.model import BytePatch, Dropped, Edit, Inference, RawKind

__all__ = (
    "Decision",
    "LedgerEntry",
    "RawFiles",
    "RawRecord",
    "Trail",
    "Verdict",
    "Witness",
    "format_trail",
    "parse_trail",
    "raw_files_in",
)

_FORMAT = 1
_RAW_KEY, _WITNESSES_KEY = b'\n"raw": ', b'\n"witnesses": '


@dataclass(frozen=True, slots=True)
class RawRecord:
    """Which raw file a speech came from, and how its bytes were read."""

    path: str
    """Below `speeches/raw`, with `/`."""
    sha256: str
    """Of its bytes."""
    encoding: str
    bom: bytes = b""
    patches: tuple[BytePatch, ...] = ()
    kind: RawKind = RawKind.TEXT
    extractor: str = ""
    """What extracted the text, with its version; empty for text files, as are all fields below."""
    text_sha256: str = ""
    """Of the extracted text in UTF-8: the trail starts there, and holds only where the same text is extracted again."""
    carried: tuple[Inference, ...] = ()
    """What the file says of itself."""
    dropped: tuple[Dropped, ...] = ()
    """What was left out when the text was extracted."""


class RawFiles(NamedTuple):
    """What the raw files of a speech are known by."""

    path: str
    """Of the one that the text is taken from; empty where there is none."""
    sha256: str
    witnesses: tuple[str, ...] = ()
    """Hashes of the bytes of the others."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Another raw file of the same speech, from which the text was not taken."""

    path: str
    """Below `speeches/raw`, with `/`."""
    sha256: str
    """Of its bytes."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One permalink and what it belongs to."""

    id: str
    """Without the id of the speech: `s2-1`, `p14`, `p14-2`."""
    sketch: str
    """A hash of the text and a sketch of it by which an edited text is known again."""
    retired: bool = False
    """Its text is gone; the id is never given again."""


class Verdict(StrEnum):
    """What an editor found out about a diagnostic."""

    CONFIRMED = "confirmed"
    """It is as the program says and cannot be mended: readers are told, editors are not asked again."""
    DISMISSED = "dismissed"
    """The text is right: nobody is told and nobody is asked again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about one diagnostic. It holds as long as the words it is about stay the same."""

    code: str
    """Of the diagnostic."""
    verdict: Verdict
    paragraph: str
    """Permalink of the place without the id of the speech; empty for the title and for the speech as a whole."""
    text: str
    """A hash of the words of the paragraph and of what was said about it; blanks and punctuation do not count."""
    start: int
    end: int
    """The place, in characters of the paragraph that count."""
    excerpt: str
    """The place in words, for people who read the trail."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """All that is recorded of one speech."""

    speech: str
    raw: RawRecord | None = None
    """None for a speech that was put straight into `speeches/clean`."""
    preset: str = ""
    machine_sha256: str = ""
    """Of the machine text, by which an untouched clean text is known."""
    edits: tuple[Edit, ...] = ()
    inferred: tuple[Inference, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    by_hand: tuple[Edit, ...] = ()
    """What turns the machine text into the clean text, in whole paragraphs; offsets are those of the machine text.
    They give the machine text back where the raw file has been replaced, which a merge needs."""
    witnesses: tuple[Witness, ...] = ()
    """Other raw files of the speech; the apparatus says where they differ."""
    decisions: tuple[Decision, ...] = ()
    """What editors decided about diagnostics, in the order in which they did."""


def format_trail(trail: Trail) -> str:
    """Write a trail as JSON, one record a line."""
    raw = trail.raw
    head: dict[str, Any] = {"format": _FORMAT, "speech": trail.speech}
    if raw:
        head["raw"] = {
            "path": raw.path,
            "sha256": raw.sha256,
            "encoding": raw.encoding,
            "bom": raw.bom.hex(),
            "patches": [[patch.offset, patch.raw.hex()] for patch in raw.patches],
        }
        if raw.kind is not RawKind.TEXT:
            head["extracted"] = {"kind": raw.kind.value, "by": raw.extractor, "text_sha256": raw.text_sha256}
            head["carried"] = [_inference_record(inference) for inference in raw.carried]
            head["dropped"] = [{"what": d.what, "count": d.count, "sample": d.sample} for d in raw.dropped]
        head["preset"] = trail.preset
        head["machine_sha256"] = trail.machine_sha256
    parts = [f"{json.dumps(key)}: {_line(value)}" for key, value in head.items()]
    parts += [
        _records("inferred", [_line(_inference_record(inference)) for inference in trail.inferred]),
        _records("ledger", [_ledger_line(entry) for entry in trail.ledger]),
        _records("edits", [_edit_line(edit) for edit in trail.edits]),
    ]
    if trail.witnesses:
        rows = [_line({"path": one.path, "sha256": one.sha256}) for one in trail.witnesses]
        parts.append(_records("witnesses", rows))
    if trail.by_hand:
        parts.append(_records("by_hand", [_edit_line(edit) for edit in trail.by_hand]))
    if trail.decisions:
        parts.append(_records("decisions", [_line(asdict(decision)) for decision in trail.decisions]))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def raw_files_in(data: bytes) -> RawFiles | None:
    """Find the raw file in a trail as `format_trail` writes it without reading all; None where that will not do."""
    if _WITNESSES_KEY in data:
        return None
    start = data.find(_RAW_KEY)
    end = data.find(b",\n", start)
    if start < 0 or end < 0:
        return None
    try:
        raw = json.loads(data[start + len(_RAW_KEY) : end])
        return RawFiles(str(raw["path"]), str(raw["sha256"]))
    except (ValueError, KeyError, TypeError):
        return None


def edit_record(edit: Edit) -> dict[str, int | str]:
    """Give an edit in the form DESIGN.md promises."""
    return {"start": edit.start, "end": edit.end, "old": edit.old, "new": edit.new, "rule": edit.rule}


def _inference_record(inference: Inference) -> dict[str, Any]:
    return {"key": inference.key, "value": inference.value, "evidence": inference.evidence}


def _ledger_line(entry: LedgerEntry) -> str:
    retired = ', "retired": true' if entry.retired else ""
    return f'{{"id": {_string(entry.id)}, "sketch": {_string(entry.sketch)}{retired}}}'


def _edit_line(edit: Edit) -> str:
    # As `_line(edit_record(edit))`, without a JSON encoder for each of the hundreds of edits and entries of a speech.
    start, end, old, new, rule = edit
    return f'{{"start": {start}, "end": {end}, "old": {_string(old)}, "new": {_string(new)}, "rule": {_string(rule)}}}'


def _string(text: str) -> str:
    return _one_line(encode_basestring(text))


def _line(value: object) -> str:
    return _one_line(json.dumps(value, ensure_ascii=False))


def _one_line(text: str) -> str:
    """Write line ends that JSON knows none of by their numbers, so that a record stays one line everywhere."""
    return text if text.isascii() else text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _records(key: str, lines: Sequence[str]) -> str:
    if not lines:
        return f"{json.dumps(key)}: []"
    return f"{json.dumps(key)}: [\n" + ",\n".join(lines) + "\n]"


def parse_trail(name: str, text: str) -> Trail:
    """Read a trail; `name` is for messages. Raises `TextFormatError` for anything that is not one."""
    try:
        table = json.loads(text)
        if table["format"] != _FORMAT:
            raise TextFormatError(
                name, f"校勘记录是第 {table['format']} 版格式，本程序只认第 {_FORMAT} 版", "请升级程序"
            )
        raw = table.get("raw")
        return Trail(
            speech=table["speech"],
            raw=None if raw is None else _raw_record(raw, table),
            preset=table.get("preset", ""),
            machine_sha256=table.get("machine_sha256", ""),
            edits=_edits(table["edits"]),
            inferred=_inferences(table["inferred"]),
            ledger=tuple(LedgerEntry(e["id"], e["sketch"], e.get("retired", False)) for e in table["ledger"]),
            by_hand=_edits(table.get("by_hand", [])),
            witnesses=tuple(Witness(w["path"], w["sha256"]) for w in table.get("witnesses", [])),
            decisions=tuple(_decision(record) for record in table.get("decisions", [])),
        )
    except (ValueError, KeyError, TypeError) as exc:
        raise TextFormatError(name, "校勘记录已损坏", "从版本库恢复它，或删去后运行 make clean-text") from exc


def _edits(records: list[dict[str, Any]]) -> tuple[Edit, ...]:
    return tuple(Edit(e["start"], e["end"], e["old"], e["new"], e["rule"]) for e in records)


def _decision(record: dict[str, Any]) -> Decision:
    return Decision(**{**record, "verdict": Verdict(record["verdict"])})


def _inferences(records: list[dict[str, Any]]) -> tuple[Inference, ...]:
    return tuple(Inference(record["key"], record["value"], record["evidence"]) for record in records)


def _raw_record(raw: dict[str, Any], table: dict[str, Any]) -> RawRecord:
    extracted = table.get("extracted", {"kind": RawKind.TEXT.value, "by": "", "text_sha256": ""})
    return RawRecord(
        path=raw["path"],
        sha256=raw["sha256"],
        encoding=raw["encoding"],
        bom=bytes.fromhex(raw["bom"]),
        patches=tuple(BytePatch(offset, bytes.fromhex(data)) for offset, data in raw["patches"]),
        kind=RawKind(extracted["kind"]),
        extractor=extracted["by"],
        text_sha256=extracted["text_sha256"],
        carried=_inferences(table.get("carried", [])),
        dropped=tuple(Dropped(d["what"], d["count"], d["sample"]) for d in table.get("dropped", [])),
    )
