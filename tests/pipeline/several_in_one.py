"""A collection of speeches in one file, in the forms in which such files come, and what was made of it."""

import hashlib
import html
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from made_files import docx, par

from speechbook.clean import undo_edits
from speechbook.cli import main
from speechbook.config import load_settings
from speechbook.pipeline.archive import Archive
from speechbook.pipeline.cleaning import TracedText, traced_text
from speechbook.read import decode, encode, read_document
from speechbook.trail import Trail

FRONT = ("青澜县讲话汇编", "目录", "在全县水利工作会议上的讲话", "在县一中开学典礼上的致辞", "在防汛工作会议上的讲话")
SPEECHES = (
    (
        "在全县水利工作会议上的讲话",
        "（2010年3月2日）",
        "陆启衡",
        "同志们:",
        "今天,我们召开全县水利工作会议,主要任务是部署今年的水利建设。下面,我讲两点意见。",
        "一、把水库修好",
        "去冬今春,全县整修水库四十三座,完成土石方一百二十万方。还有九座病险水库没有动工,五月底以前都要开工。",
        "二、把渠道管好",
        "渠道三分在修,七分在管。每条渠都要有人管,管的人要有饭吃,管得不好要换人。",
    ),
    (
        "在县一中开学典礼上的致辞",
        "各位老师、各位同学:",
        "今天是新学年的第一天,我代表县委、县政府向全体师生表示问候。",
        "县一中办学六十年,出了不少人才。我希望大家记住三句话。",
        "第一句话,书要一页一页读,字要一笔一笔写,不要想着一口吃成胖子。",
        "第二句话,身体要锻炼好,每天跑两千米,雨天在走廊里跳绳。",
        "第三句话,要记得回家,家里的老人等着你们放假。",
    ),
    (
        "在防汛工作会议上的讲话",
        "2011年6月1日",
        "沈若棠",
        "同志们:",
        "刚才,水务局通报了雨情。今年的汛期来得早,雨下得急,各乡镇要立即上堤。",
        "巡堤要一步一步走,不能坐在车上看。白天看水色,夜里听水声,发现渗漏马上报告。",
        "物资要备足。编织袋、块石、救生衣都要放在堤上,不要锁在仓库里。",
    ),
)
LINES = (*FRONT, *(line for speech in SPEECHES for line in speech))
IDS = (
    "zai-quan-xian-shui-li-gong-zuo-hui-yi-shang-de",
    "zai-xian-yi-zhong-kai-xue-dian-li-shang-de-zhi",
    "zai-fang-xun-gong-zuo-hui-yi-shang-de-jiang-hua",
)
FRONT_ID = "hui-bian-front"


def as_text(lines: tuple[str, ...] = LINES) -> bytes:
    """Write a text file as Windows does."""
    return "\r\n".join(["", *(f"\u3000\u3000{line}" for line in lines), ""]).encode("gb18030")


def as_docx(lines: tuple[str, ...] = LINES) -> bytes:
    """Write a Word file with headings."""
    titles = {speech[0] for speech in SPEECHES}
    data = BytesIO(docx("".join(par(line, '<w:pStyle w:val="1"/>' if line in titles else "") for line in lines)))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return data.getvalue()


def as_thread(*authors: str) -> bytes:
    """Write a page of a forum, a speech a post, with chat between; by one member unless others are named."""
    members = authors or ("水乡人",) * len(SPEECHES)
    posts = [(members[0], "<br>".join(("各位领导的讲话，收在一起。", *SPEECHES[0]))), ("路人", "谢谢楼主")]
    posts += [(who, "<br>".join((*one, *one[4:]))) for who, one in zip(members[1:], SPEECHES[1:], strict=True)]
    boxes = "".join(
        f"<div id='post_{n}'><div class='authi'><a class='xw1'>{author}</a></div><em id='authorposton{n}'>"
        f"发表于 2012-4-{n} 21:36</em><table><tr><td class='t_f' id='postmessage_{n}'>{text}</td></tr></table></div>"
        for n, (author, text) in enumerate(posts, 1)
    )
    return f"<html><head><title>讲话 - Powered by Discuz!</title></head><body>{boxes}</body></html>".encode()


def as_page() -> str:
    """Write a page that a browser prints as a PDF."""
    titles = {speech[0] for speech in SPEECHES}
    rows = "".join(f"<{'h2' if line in titles else 'p'}>{html.escape(line)}" for line in LINES)
    return f"<meta charset='utf-8'><style>p {{ margin: 0; text-indent: 2em }} h2 {{ text-align: center }}</style>{rows}"


def run(book: Path, *words: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--book", str(book), *words], input=answers)


def records(book: Path, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(book, "add", "--json", *words).stdout.splitlines()]


def clean_ids(book: Path) -> list[str]:
    return sorted(path.stem for path in (book / "speeches/clean").glob("*.txt"))


def trails_of(book: Path, path: str) -> list[Trail]:
    """Give the trails of the parts of a raw file, in its order."""
    archive = _archive(book)
    trails = [archive.load_trail(path.stem) for path in sorted((book / "speeches/trail").glob("*.json"))]
    own = [trail for trail in trails if trail.raw and trail.raw.path == path and trail.raw.part]
    return sorted(own, key=lambda trail: trail.raw.part.start if trail.raw and trail.raw.part else 0)


def _archive(book: Path) -> Archive:
    return Archive(load_settings(book).folders)


def check_nothing_is_lost(book: Path, path: str) -> None:
    """Undo every part, and put the raw file together again from what that gives."""
    archive = _archive(book)
    data = (book / "speeches/raw" / path).read_bytes()
    whole = read_document(path, data).source.text
    place = 0
    texts = []
    for trail in trails_of(book, path):
        assert trail.raw
        assert trail.raw.part
        assert trail.raw.part.start == place
        place = trail.raw.part.end
        traced = traced_text(archive, trail)
        assert isinstance(traced, TracedText), traced
        assert undo_edits(traced.machine, trail.edits) == traced.source
        texts.append(traced.source)
        assert trail.raw.sha256 == hashlib.sha256(data).hexdigest()
    assert place == len(whole)
    assert "".join(texts) == whole
    if path.endswith(".txt"):
        assert encode(decode(data)) == data
