"""What a person should know of a finished PDF, and where in the texts it is, in Chinese."""

from speechbook.config import Settings
from speechbook.errors import SpeechbookError
from speechbook.model import Section
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.binding import bind_speech
from speechbook.pipeline.latex_log import Place
from speechbook.pipeline.latex_runs import Naming, TypesetBook

__all__ = ("naming_of", "notes_on")

_SHOWN_CHARACTERS = 10
_SHOWN_PLACES = 3
_SPEECHES = "speeches/"


def notes_on(book: TypesetBook, naming: Naming) -> tuple[str, ...]:
    """Give what LaTeX could not do well, one sentence each."""
    notes = []
    if book.missing_characters:
        shown = "、".join(f"{char}（U+{ord(char):04X}）" for char in book.missing_characters[:_SHOWN_CHARACTERS])
        rest = f"等 {len(book.missing_characters)} 个" if len(book.missing_characters) > _SHOWN_CHARACTERS else ""
        notes.append(f"这些字没有字体可排，书里印成方框：{shown}{rest}。可在 conf/latex/fonts.tex 里加后备字体")
    if book.undefined_references:
        notes.append(f"有 {book.undefined_references} 处引用没有着落，请报告这个问题")
    if book.too_wide:
        places = "；".join(
            dict.fromkeys(naming(place) if place else "目录或索引" for _, place in book.too_wide[:_SHOWN_PLACES])
        )
        widest = max(points for points, _ in book.too_wide)
        notes.append(f"有 {len(book.too_wide)} 行排出了版心，最多 {widest:.0f} 磅：{places}")
    return tuple(notes)


def naming_of(settings: Settings, archive: Archive) -> Naming:
    """Give a function that says in which file and line of the archive a place of the book is."""

    def name(place: Place) -> str:
        if not place.page.startswith(_SPEECHES):
            return f"docs/{place.page}.md"
        speech = place.page.removeprefix(_SPEECHES)
        try:
            bound = bind_speech(archive, settings, speech)
            numbers = archive.load_clean(speech).line_numbers
        except SpeechbookError:
            return f"speeches/clean/{speech}.txt（{place.name}）"
        lines = {
            block.id: block.heading.line if isinstance(block, Section) else block.line for block in bound.speech.blocks
        }
        line = lines.get(place.name, -1)
        number = f" 第 {numbers[line]} 行" if 0 <= line < len(numbers) else ""
        return f"《{bound.speech.meta.title}》，speeches/clean/{speech}.txt{number}（{place.name}）"

    return name
