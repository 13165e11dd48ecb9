"""Word and PDF files made in code, good ones and hostile ones."""

import struct
import zipfile
import zlib
from io import BytesIO

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, *, head: str = "", **parts: str) -> bytes:
    """Make a Word file; parts are `numbering`, `styles`, `footnotes`, each the inside of its root element."""
    members = {"word/document.xml": f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    links = "".join(
        f'<Relationship Id="r{part}" Type="{_KIND}/{part}" Target="{part}.xml"/>' for part in parts if part != "core"
    )
    members["word/_rels/document.xml.rels"] = f"<Relationships {RELATIONS}>{links}</Relationships>"
    for part, inside in parts.items():
        if part == "core":
            members["docProps/core.xml"] = inside
        else:
            members[f"word/{part}.xml"] = f"<w:{part} {WORD}>{inside}</w:{part}>"
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


def par(text: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r><w:t>{text}</w:t></w:r></w:p>"


def packed_blanks(megabytes: int) -> bytes:
    """Pack blanks so that 10 GB of them need 10 MB, in a raw deflate stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = b" " * (1 << 20)
    return b"".join(packer.compress(chunk) for _ in range(megabytes)) + packer.flush()


def one_member_zip(packed: bytes, declared_bytes: int, name: bytes = b"word/document.xml") -> bytes:
    """Make an archive whose directory says of its member what we want it to say."""
    sizes = struct.pack("<III", 0, len(packed), declared_bytes)
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(name), 0) + name
    entry = b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    entry += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local) + len(packed), 0)
    return local + packed + entry + end


def pdf(*contents: bytes, packed: bytes | None = None) -> bytes:
    """Make a PDF with a page for each content stream; the font has Latin letters only."""
    pages = len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, content in enumerate(contents):
        stream = zlib.compress(content) if packed is None else packed
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number)
        )
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream")
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + table + end


def text_at(x: int, y: int, text: str, size: int = 10) -> bytes:
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, text.encode("ascii"))
