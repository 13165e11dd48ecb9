"""Builds the XML of one speech, in the order in which it is read.

The standard library writes and escapes it; here are only the two things it lacks: elements as blocks of code, and
characters that XML cannot hold.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

from speechbook.visible import visible_controls

__all__ = ("HEAD", "XmlTree")

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class XmlTree:
    """One tree; names and attributes are written as they are, `xml:id` and `xmlns` too."""

    def __init__(self) -> None:
        """Begin an empty tree."""
        self._builder = ET.TreeBuilder()

    @contextmanager
    def element(self, name: str, *, breaks: bool = True, **attributes: str) -> Iterator[None]:
        """Write an element around what the block writes; empty attributes are left out.

        A trailing or inner `_` of an attribute's name stands for what Python does not allow: `xml_id`, `type_`. With
        `breaks` a line ends after its tags: not within a paragraph, where a line end would be a blank.
        """
        self.open(name, breaks=breaks, **attributes)
        yield
        self.close(name, breaks=breaks)

    def open(self, name: str, *, breaks: bool = True, **attributes: str) -> None:
        """Write a start tag; see `element`."""
        named = {_name(key): visible_controls(value) for key, value in attributes.items() if value}
        self._builder.start(name, named)
        if breaks:
            self._builder.data("\n")

    def close(self, name: str, *, breaks: bool = True) -> None:
        """Write an end tag; see `element`."""
        self._builder.end(name)
        if breaks:
            self._builder.data("\n")

    def text(self, text: str) -> None:
        """Write characters."""
        # A reader of XML would take a carriage return for a line end.
        self._builder.data(visible_controls(text).replace("\r", "␍"))

    def leaf(self, name: str, text: str = "", *, breaks: bool = True, **attributes: str) -> None:
        """Write an element that holds nothing but characters."""
        self.open(name, breaks=False, **attributes)
        if text:
            self.text(text)
        self.close(name, breaks=breaks)

    def finish(self) -> str:
        """Give the XML, without a declaration."""
        return ET.tostring(self._builder.close(), encoding="unicode")


def _name(key: str) -> str:
    return key.replace("xml_", "xml:").rstrip("_")
