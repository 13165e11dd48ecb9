"""The note below a paragraph whose words stand in other speeches, too: 此段又见《…》."""

from collections.abc import Mapping, Sequence

from speechbook.model import Parallel
from speechbook.write.markdown import escape, span

__all__ = ("parallel_notes",)

_QUOTED = 24
"""Characters of shared words that a note repeats."""


def parallel_notes(parallels: Sequence[Parallel], titles: Mapping[str, tuple[str, str]], script: str) -> dict[str, str]:
    """Give the note of each paragraph that has one; `titles` maps a speech to its title and script."""
    sentences: dict[str, list[str]] = {}
    for parallel in parallels:
        sentences.setdefault(parallel.paragraph, []).append(_sentence(parallel, titles, script))
    return {
        name: f"\n{{.parallels .no-search .script-hans}}\n{'；'.join(parts)}\n" for name, parts in sentences.items()
    }


def _sentence(parallel: Parallel, titles: Mapping[str, tuple[str, str]], script: str) -> str:
    head = span(_quoted(parallel.words, script), classes=f"script-{script}") if parallel.words else "此段"
    links = []
    for speech, place in parallel.places:
        title, its_script = titles[speech]
        links.append(span(f"[《{escape(title)}》]({speech}.md#{place})", classes=f"script-{its_script}"))
    more = f"等 {parallel.total} 处" if parallel.total > len(parallel.places) else ""
    return f"{head}又见{'、'.join(links)}{more}"


def _quoted(words: str, script: str) -> str:
    """Put words between the quotation marks of their script, those within them being the inner ones."""
    outer, inner = ("「」", "『』") if script == "hant" else ("“”", "‘’")
    if len(words) > _QUOTED:
        words = f"{words[: _QUOTED // 2]}……{words[-_QUOTED // 2 :]}"
    within = words.translate(str.maketrans("“”「」", (inner * 2)))
    return f"{outer[0]}{escape(within)}{outer[1]}"
