"""Saved pages of Discuz and phpwind forums: which elements are posts, and which posts are the speech.

The page says exactly what the jammer is (`font.jammer`, `display:none`, `font-size:0px`), so that nothing has to be
guessed from the characters. Which posts are speeches, is asked of `thread_posts`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speechbook.model import Dropped, Inference
from speechbook.read.html_text import classes_of, drop_hidden, text_lines
from speechbook.read.html_trees import Element, elements, words_of
from speechbook.read.thread_posts import Post, speeches_of

__all__ = ("ForumPage", "read_forum_page")

_POST_ID = re.compile(r"postmessage_\w+|read_(?:tpc|\d+)")
_POST_CLASSES = frozenset(("t_msgfont", "tpc_content"))
_POST_BOX_ID = re.compile(r"(?:post|pid)_?\d+")
_FURNITURE = frozenset(
    (
        "pstatus",
        "attach_nopermission",
        "attach_popup",
        "t_attach",
        "t_attachlist",
        "postattach",
        "attachlist",
        "aimg_tip",
        "tip",
        "sign",
        "signatures",
        "a_pr",
        "a_pt",
        "a_pb",
        "ad",
        "adsbygoogle",
        "rate",
        "ratl",
        "cm",
        "modact",
        "useraction",
        "editp",
    )
)
_POSTED = re.compile(r"发表于|發表於|Posted")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_AUTHOR_PATHS = (
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' authi ')]//a",
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' postauthor ')]//cite//a",
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' postauthor ')]//a",
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' postinfo ')]//a[contains(@href, 'uid')]",
    ".//cite//a",
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' readName ')]//a",
)
_SUBJECT_PATHS = ("//*[@id='thread_subject']", "//*[@id='threadtitle']/h1", "//*[@id='subject_tpc']")
_QUOTE_CLASSES = frozenset(("quote", "blockquote"))


@dataclass(frozen=True, slots=True)
class ForumPage:
    """What a thread says."""

    lines: tuple[str, ...]
    carried: tuple[Inference, ...]
    dropped: tuple[Dropped, ...]


def read_forum_page(root: Element) -> ForumPage | None:
    """Read a thread; None for a page that is not one."""
    bodies = list(_post_bodies(root))
    if not bodies:
        return None
    heads = [_author_and_date(body) for body in bodies]
    subject = _subject(root)
    counts = drop_hidden(root, _is_furniture)
    posts = [
        Post(text_lines(body), *head, is_quotation=_is_quotation(body))
        for body, head in zip(bodies, heads, strict=True)
    ]
    first = posts[0]
    speeches = speeches_of(posts, subject)
    kept = [post for speech in speeches for post in speech]
    left = [post for post in posts[1:] if not any(post is one for one in kept)]
    dropped = [
        Dropped("干扰码", counts["jammer"], ""),
        Dropped("看不见的文字", counts["hidden"], ""),
        Dropped("其他帖子", len(left), next((post.lines[0] for post in left if post.lines), "")[:60]),
    ]
    carried = [Inference("title", subject, f"帖子标题：{subject}")] if subject else []
    # Of speeches by several members no one word of author and day holds.
    is_by_one = all(speech[0].author == first.author for speech in speeches)
    if first.author and is_by_one:
        carried.append(Inference("source_author", first.author, f"发帖人：{first.author}"))
    if first.date and is_by_one:
        carried.append(Inference("source_date", first.date, first.date_words))
    lines = tuple(line for post in kept for line in post.lines)
    return ForumPage(lines, tuple(carried), tuple(item for item in dropped if item.count))


def _post_bodies(root: Element) -> Iterator[Element]:
    """Yield the elements that hold the posts, none of them inside another."""
    seen: set[Element] = set()
    for element in root.iter("div", "td", "span", "font"):
        is_body = _POST_ID.fullmatch(element.get("id") or "") or _POST_CLASSES & classes_of(element)
        if is_body and not any(parent in seen for parent in element.iterancestors()):
            seen.add(element)
            yield element


def _is_furniture(element: Element) -> bool:
    classes = classes_of(element)
    if classes & _FURNITURE:
        return True
    parent = element.getparent()
    is_label = element.tag in ("h4", "h5") and parent is not None and "showhide" in classes_of(parent)
    return is_label or (element.get("id") or "").startswith("ad_")


def _author_and_date(body: Element) -> tuple[str, str, str]:
    """Find who wrote a post and when, in the box around it."""
    box = _box_of(body)
    if box is None:
        return "", "", ""
    author = ""
    for path in _AUTHOR_PATHS:
        names = [words_of(link) for link in elements(box, path)]
        author = next((name for name in names if name), "")
        if author:
            break
    for element in box.iter("em", "span", "div", "td"):
        words = words_of(element)
        if len(words) < 120 and _POSTED.search(words):
            titles = [item.get("title") or "" for item in element.iter("*")]
            date = next((found for text in (words, *titles) if (found := _DATE.search(text))), None)
            if date:
                year, month, day = date.groups()
                return author, f"{year}-{int(month):02}-{int(day):02}", words[:60]
    return author, "", ""


def _box_of(body: Element) -> Element | None:
    """Find the element around one post with its author: the largest that holds no other post."""
    for parent in body.iterancestors("div", "table", "li"):
        if _POST_BOX_ID.fullmatch(parent.get("id") or "") or classes_of(parent) & {"viewthread", "mainbox", "read_t"}:
            return parent
    found = None
    for parent in body.iterancestors("div", "table", "tr", "li"):
        if sum(1 for _ in _post_bodies(parent)) > 1:
            break
        found = parent
    return found


def _subject(root: Element) -> str:
    for path in _SUBJECT_PATHS:
        for element in elements(root, path):
            words = words_of(element)
            if words:
                return words
    return ""


def _is_quotation(body: Element) -> bool:
    """Tell whether most of a post is what it quotes of another."""
    quoted = sum(
        len(words_of(element))
        for element in body.iter("div", "blockquote", "fieldset")
        if (element.tag == "blockquote" or _QUOTE_CLASSES & classes_of(element))
        and not any(
            parent.tag == "blockquote" or _QUOTE_CLASSES & classes_of(parent) for parent in element.iterancestors()
        )
    )
    return 2 * quoted > len(words_of(body))
