"""The `teiHeader`: what is known of a speech, where its text comes from, and what was done to it."""

import datetime

from speechbook.export.record import ExportedBook, ExportedSpeech
from speechbook.export.xml_tree import XmlTree
from speechbook.front_matter import INFERRED_LABELS

__all__ = ("write_corpus_header", "write_header")

_METHOD = (
    "正文由 Speechbook 从原件整理：规则的每处改动、编者的每处改动都有记录，列在文末的校勘记里；"
    "拿不准的未作改动，列为待查。"
)
_IDS = "xml:id 与网页上的永久链接相同：标题 -s，段落 -p，分点 -p…-…，待查 -n。编号不挪动，不重复使用。"
_CONVERTED = "文字由程序转换为本版用字，逐字对应；校勘记里规则的改动照原件的字。"


def write_header(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    """Write the header of one speech."""
    with tree.element("teiHeader"):
        with tree.element("fileDesc"):
            _write_title(tree, exported, book)
            with tree.element("extent"):
                count = exported.char_count
                tree.leaf("measure", book.say(f"{count:,} 字"), unit="characters", quantity=str(count))
            _write_publication(tree, exported, book)
            with tree.element("seriesStmt"):
                _write_book(tree, book)
            _write_inferences(tree, exported, book)
            _write_source(tree, exported, book)
        _write_encoding(tree, exported, book)
        _write_profile(tree, exported, book)
        _write_revisions(tree, exported, book)


def write_corpus_header(tree: XmlTree, book: ExportedBook) -> None:
    """Write the header of the whole collection."""
    with tree.element("teiHeader", xml_lang=book.language):
        with tree.element("fileDesc"):
            with tree.element("titleStmt"):
                _write_book(tree, book)
            with tree.element("publicationStmt"):
                tree.leaf("publisher", book.editor or book.title)
                if book.address:
                    tree.leaf("idno", book.address, type_="URI")
                _write_rights(tree, book.rights, book)
            with tree.element("sourceDesc"):
                tree.leaf("p", book.say("各篇的来源见各篇。"))
        with tree.element("encodingDesc"):
            with tree.element("projectDesc"):
                tree.leaf("p", book.description or book.say(_METHOD))
            _write_program(tree, book)


def _write_book(tree: XmlTree, book: ExportedBook) -> None:
    tree.leaf("title", book.title)
    if book.subtitle:
        tree.leaf("title", book.subtitle, type_="sub")
    if book.editor:
        tree.leaf("editor", book.editor)


def _write_title(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    meta = exported.speech.meta
    with tree.element("titleStmt"):
        tree.leaf("title", meta.title)
        if meta.speaker:
            with tree.element("author"):
                tree.leaf("persName", meta.speaker)
        if book.editor:
            tree.leaf("editor", book.editor)


def _write_publication(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    with tree.element("publicationStmt"):
        tree.leaf("publisher", book.editor or book.title)
        tree.leaf("idno", exported.speech.id, type_="speechbook")
        if exported.address:
            tree.leaf("idno", exported.address, type_="URI")
        _write_rights(tree, exported.rights, book)


def _write_rights(tree: XmlTree, rights: str, book: ExportedBook) -> None:
    with tree.element("availability", status="" if rights else "unknown"):
        tree.leaf("p", rights or book.say("未写明。"))


def _write_inferences(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    inferred = exported.speech.inferred
    if not inferred:
        return
    with tree.element("notesStmt"):
        for inference in inferred:
            label = book.say(INFERRED_LABELS.get(inference.key, inference.key))
            evidence = f"{book.say('据')}“{inference.evidence}”" if inference.evidence else ""
            said = f"{label}{book.say('由程序推断')}：{inference.value}。{evidence}"
            tree.leaf("note", said, type_="inferred", n=inference.key)


def _write_source(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    """Describe the speech as it was given, then the file its text comes from."""
    meta, apparatus = exported.speech.meta, exported.apparatus
    with tree.element("sourceDesc"):
        with tree.element("bibl", type_="speech"):
            tree.leaf("title", meta.title)
            if meta.speaker:
                tree.leaf("author", meta.speaker)
            _write_date(tree, meta.date)
            if meta.source:
                tree.leaf("publisher", meta.source)
            if meta.source_url:
                tree.leaf("idno", meta.source_url, type_="URI")
            if not apparatus.raw_path:
                tree.leaf("note", book.say("本篇直接收入净文本，没有原件记录。"))
        if apparatus.raw_path:
            with tree.element("listWit"), tree.element("witness", xml_id=f"{exported.speech.id}-raw"):
                tree.leaf("label", book.say("原件"))
                tree.leaf("idno", apparatus.raw_path, type_="path")
                tree.leaf("idno", apparatus.sha256, type_="sha256")
                if apparatus.part:
                    start, end = apparatus.part
                    tree.leaf("note", book.say(f"原件里不止一篇，本篇是第 {start + 1}—{end} 字。"), type_="range")
                missing = "" if apparatus.raw_found else book.say("；原件已不在库中")
                said = f"{apparatus.encoding.upper()} {book.say('编码')}{missing}"
                tree.leaf("note", said, type_="encoding")


def _write_date(tree: XmlTree, date: str) -> None:
    if date:
        tree.leaf("date", date, when=date if is_calendar_date(date) else "")


def is_calendar_date(date: str) -> bool:
    """Tell whether a date is a year, month or day that exists, as `@when` asks.

    >>> [is_calendar_date(date) for date in ("2008", "2008-03", "2008-02-30", "某年")]
    [True, True, False, False]
    """
    shape = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}.get(len(date))
    try:
        return bool(shape) and bool(datetime.datetime.strptime(date, shape or ""))
    except ValueError:
        return False


def _write_encoding(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    with tree.element("encodingDesc"):
        with tree.element("projectDesc"):
            tree.leaf("p", book.description or book.title)
        with tree.element("editorialDecl"):
            with tree.element("correction", method="markup"):
                tree.leaf("p", book.say(_METHOD))
            if book.edition:
                with tree.element("normalization"):
                    tree.leaf("p", book.say(_CONVERTED))
        with tree.element("refsDecl"):
            tree.leaf("p", book.say(_IDS))
        if exported.apparatus.raw_path:
            tree.leaf("variantEncoding", method="location-referenced", location="external")
        _write_program(tree, book)


def _write_program(tree: XmlTree, book: ExportedBook) -> None:
    with (
        tree.element("appInfo"),
        tree.element("application", ident="Speechbook", version=book.program),
    ):
        tree.leaf("label", "Speechbook")


def _write_profile(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    meta = exported.speech.meta
    with tree.element("profileDesc"):
        with tree.element("langUsage"):
            label = "繁体中文" if "Hant" in exported.language else "简体中文"
            tree.leaf("language", book.say(label), ident=exported.language)
        if meta.topics:
            with tree.element("textClass"), tree.element("keywords"):
                for topic in meta.topics:
                    tree.leaf("term", topic)
        if meta.speaker or meta.audience:
            _write_people(tree, exported)
        if meta.date or meta.place or meta.occasion:
            with tree.element("settingDesc"), tree.element("setting"):
                if meta.place:
                    tree.leaf("placeName", meta.place)
                _write_date(tree, meta.date)
                if meta.occasion:
                    tree.leaf("activity", meta.occasion)


def _write_people(tree: XmlTree, exported: ExportedSpeech) -> None:
    meta = exported.speech.meta
    with tree.element("particDesc"), tree.element("listPerson"):
        if meta.speaker:
            with tree.element("person", role="speaker"):
                tree.leaf("persName", meta.speaker)
                if meta.role:
                    tree.leaf("occupation", meta.role)
        if meta.audience:
            with tree.element("personGrp", role="audience"):
                tree.leaf("p", meta.audience)


def _write_revisions(tree: XmlTree, exported: ExportedSpeech, book: ExportedBook) -> None:
    """Say what was done to the text, the latest first; what exactly, its apparatus says."""
    apparatus, labels = exported.apparatus, book.rule_labels or {}
    if not apparatus.raw_path:
        return
    with tree.element("revisionDesc"):
        if apparatus.editor_changes:
            tree.leaf("change", book.say(f"编者改动 {len(apparatus.editor_changes)} 处。"), n="2")
        rules = "、".join(f"{labels.get(name, name)} {count}" for name, count in apparatus.rule_counts)
        kind = f"（{exported.preset}）" if exported.preset else ""
        total = sum(count for _, count in apparatus.rule_counts)
        tree.leaf("change", book.say(f"由原件{kind}清理，机械修复 {total} 处{f'：{rules}' if rules else ''}。"), n="1")
