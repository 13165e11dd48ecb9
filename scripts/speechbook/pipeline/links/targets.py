"""Where the links of a speech to other speeches lead, and what is to be said where that is not clear."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from speechbook.diagnostics import Diagnostic, DiagnosticCode
from speechbook.model import Parallel
from speechbook.pipeline.links.collection import Collection
from speechbook.relate import NamedSpeech, Naming, choose_speech

__all__ = ("LinkTargets",)

_PLACE = re.compile(r"(?P<speech>.+)-[sp]\d+[a-z]*(?:-\d+[a-z]*)*")


class LinkTargets:
    """Looks targets up in the collection."""

    def __init__(self, collection: Collection) -> None:
        """Look in this collection."""
        self._collection = collection

    @staticmethod
    def speech_in(target: str) -> str:
        """Give the speech to which a permalink belongs; a speech belongs to itself."""
        match = _PLACE.fullmatch(target)
        return match["speech"] if match else target

    def title(self, name: str) -> tuple[str, str]:
        """Give title and script of a speech; its id where it is not there."""
        kept = self._collection.speech(name)
        return (kept.title, kept.script) if kept else (name, "hans")

    def age(self, name: str) -> tuple[bool, str, str]:
        """Give what speeches are ordered by: date and id, the undated last."""
        kept = self._collection.speech(name)
        date = kept.date if kept else ""
        return (date == "", date, name)

    def addresses(self, name: str, work: Mapping[str, Any]) -> dict[int, str]:
        """Give the address of each slot that has one."""
        found: dict[int, str] = {}
        for number, naming, _ in _namings(work):
            speeches = self._speeches(name, work, naming)
            if len(speeches) == 1:
                found[number] = f"{speeches[0]}.md"
        for number, (_, target) in enumerate(work["wishes"], len(work["namings"])):
            address = self._address(name, target)
            if address:
                found[number] = address
        return found

    def added_parallels(self, name: str, work: Mapping[str, Any]) -> Iterator[Parallel]:
        """Give the notes 又见 that an editor added, as far as their places exist."""
        for _, paragraph, target in work["also"]:
            if self._address(name, target):
                yield Parallel(paragraph, "", ((self.speech_in(target), target),), 1)

    def diagnostics(self, name: str, work: Mapping[str, Any]) -> list[Diagnostic]:
        """Report names that several speeches bear, and added links that lead nowhere."""
        found: list[Diagnostic] = []
        for _, naming, excerpt in _namings(work):
            speeches = self._speeches(name, work, naming)
            if len(speeches) > 1:
                places = "、".join(speeches)
                at = (naming.line, naming.start, naming.end)
                found.append(Diagnostic(DiagnosticCode.AMBIGUOUS_LINK, *at, excerpt, f"书中有几篇叫这个名字：{places}"))
        targets = [*work["wishes"], *((entry, target) for entry, _, target in work["also"])]
        for entry, target in targets:
            if not self._address(name, target):
                detail = f"书里没有 {target}（“{entry}”）"
                found.append(Diagnostic(DiagnosticCode.DANGLING_LINK, -1, 0, 0, entry, detail))
        return found

    def _address(self, name: str, target: str) -> str:
        """Give the address of a speech or a permalink; empty where there is none."""
        if self._collection.speech(target):
            return "" if target == name else f"{target}.md"
        speech = self.speech_in(target)
        kept = self._collection.speech(speech)
        if kept is None or not kept.holds(target):
            return ""
        return f"#{target}" if speech == name else f"{speech}.md#{target}"

    def _speeches(self, name: str, work: Mapping[str, Any], naming: Naming) -> tuple[str, ...]:
        own = NamedSpeech(name, 0, work["date"][:4], work["speaker"])
        for key in naming.keys:
            candidates = self._collection.called(key) if len(key) > 1 else []
            if candidates:
                return choose_speech(naming, candidates, own)
        return ()


def _namings(work: Mapping[str, Any]) -> Iterator[tuple[int, Naming, str]]:
    for number, (line, start, end, key, is_title, year, speaker, excerpt) in enumerate(work["namings"]):
        yield number, Naming(line, start, end, key, is_title, year, speaker), excerpt
