"""The format of a trail: `speeches/trail/<id>.json`, the record of how a speech came from its raw file.

Pure values in, JSON text out, and back. One edit or ledger entry stands on each line, so that version control shows
what changed.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from json.encoder import encode_basestring as _string
from typing import Any

from speechbook.errors import TextFormatError
from speechbook.model import BytePatch, Dropped, Edit, Inference, RawKind
from speechbook.trail import Decision, FilePart, LedgerEntry, RawFiles, RawRecord, Trail, Verdict, Witness

__all__ = ("edit_record", "format_trail", "parse_trail", "raw_files_in")

_FORMAT = 1
_RAW_KEY, _WITNESSES_KEY = b'\n"raw": ', b'\n"witnesses": '


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
            **_part_record(raw.part),
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
        rows = [_line({"path": one.path, "sha256": one.sha256, **_part_record(one.part)}) for one in trail.witnesses]
        parts.append(_records("witnesses", rows))
    if trail.by_hand:
        parts.append(_records("by_hand", [_edit_line(edit) for edit in trail.by_hand]))
    if trail.decisions:
        parts.append(_records("decisions", [_line(asdict(decision)) for decision in trail.decisions]))
    return _with_known_line_ends("{\n" + ",\n".join(parts) + "\n}\n")


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
        return RawFiles(str(raw["path"]), str(raw["sha256"]), _part(raw))
    except (ValueError, KeyError, TypeError):
        return None


def edit_record(edit: Edit) -> dict[str, int | str]:
    """Give an edit in the form DESIGN.md promises."""
    return {"start": edit.start, "end": edit.end, "old": edit.old, "new": edit.new, "rule": edit.rule}


def _inference_record(inference: Inference) -> dict[str, Any]:
    return {"key": inference.key, "value": inference.value, "evidence": inference.evidence}


def _part_record(part: FilePart | None) -> dict[str, Any]:
    if part is None:
        return {}
    record: dict[str, Any] = {"range": [part.start, part.end], "begins": part.begins}
    return record | ({"withdrawn": True} if part.is_withdrawn else {})


def _ledger_line(entry: LedgerEntry) -> str:
    retired = ', "retired": true' if entry.retired else ""
    return f'{{"id": {_string(entry.id)}, "sketch": {_string(entry.sketch)}{retired}}}'


def _edit_line(edit: Edit) -> str:
    # As `_line(edit_record(edit))`, without a JSON encoder for each of the hundreds of edits and entries of a speech.
    start, end, old, new, rule = edit
    return f'{{"start": {start}, "end": {end}, "old": {_string(old)}, "new": {_string(new)}, "rule": {_string(rule)}}}'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _with_known_line_ends(text: str) -> str:
    """Write line ends that JSON knows none of by their numbers, so that a record stays one line everywhere."""
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


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
            witnesses=tuple(Witness(w["path"], w["sha256"], _part(w)) for w in table.get("witnesses", [])),
            decisions=tuple(_decision(record) for record in table.get("decisions", [])),
        )
    except (ValueError, KeyError, TypeError) as exc:
        raise TextFormatError(name, "校勘记录已损坏", "从版本库恢复它，或删去后运行 make clean-text") from exc


def _part(record: dict[str, Any]) -> FilePart | None:
    if "range" not in record:
        return None
    start, end = record["range"]
    return FilePart(int(start), int(end), record["begins"], record.get("withdrawn", False))


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
        part=_part(raw),
    )
