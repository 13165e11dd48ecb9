"""The list of all speeches: a page that the browser fills, and the data it is filled from, one speech a line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from speechbook.model import SpeechCard

__all__ = ("speech_list_page", "speech_list_rows")

_PAGE = """---
script: hans
orphan: true
speech-list: true
---

# 全部讲话

可以只看某一年、某位讲话人、某个地点、场合或主题的讲话，也可以换个次序；网址里记着所选的条件。

```{speech-list}
```

也可以从[按年份](years.md)、[按讲话人](speakers.md)、[索引](indices.md)找。
"""


def speech_list_page() -> str:
    """Write the page; it names no speech, so that it does not grow with the book."""
    return _PAGE


def speech_list_rows(cards: Iterable[SpeechCard], topics: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield one line of JSON for each speech, in the order given: id, title, script, date, speaker, place, occasion.

    `topics` are those that the index lists, in Simplified, by the id of the speech; they come last.
    """
    for card in cards:
        row = [card.id, card.title, card.script, card.date, card.speaker, card.place, card.occasion]
        yield json.dumps([*row, list(topics.get(card.id, ()))], ensure_ascii=False) + "\n"
