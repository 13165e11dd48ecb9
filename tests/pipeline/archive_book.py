"""Scratch books for the tests of the pipeline: put files in, run a step, look at the archive."""

from pathlib import Path

from speechbook.config import Settings, load_settings
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning_archive import clean_archive
from speechbook.pipeline.pages import PagesResult, make_pages
from speechbook.pipeline.raw_tasks import Outcome

RAW = (
    "在全县会议上的讲话\n（2008年3月12日）\n同志们:\n今天,我讲三点意见。\n"
    "一、认清形势\n去年,全县增长7.5%。\n"
    "二、抓住重点\n各乡镇要抓好春灌,不误农时。\n"
    "三、加强领导\n大家要负起责任来。\n"
)


class Book:
    """A book in a scratch folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def settings(self) -> Settings:
        return load_settings(self.root)

    @property
    def archive(self) -> Archive:
        return Archive(self.settings.folders)

    def put(self, name: str, text: str | bytes = RAW) -> Path:
        path = self.root / "speeches" / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def clean(self) -> dict[str, Outcome]:
        return {result.path: result.outcome for result in clean_archive(self.settings)}

    def pages(self) -> PagesResult:
        return make_pages(self.settings)

    def clean_text(self, name: str) -> Path:
        return self.root / "speeches" / "clean" / f"{name}.txt"

    def page(self, name: str) -> str:
        return (self.root / "docs" / "speeches" / f"{name}.md").read_text(encoding="utf-8")

    def edit(self, name: str, before: str, after: str) -> None:
        path = self.clean_text(name)
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def snapshot(self, folder: str = "speeches") -> dict[str, bytes]:
        top = self.root / folder
        return {str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}
