"""Files that are damaged, are not what they are named, or are made to do harm: each is refused or read, soon and by name."""

from __future__ import annotations

import io
import struct
import threading
import zipfile

import pytest
from hostile import read
from word import MAIN, field, level, num, outline, p, packed, part, r, t, table, word

from ingest.formats import reader
from ingest.formats.word import package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(content: bytes, suffix: str = ".docx") -> tuple[str, str]:
    """The code and message of the one problem for which nothing of a file is read."""
    reading = read(content, suffix)
    assert reading.source is None
    assert reading.lines == ()
    [problem] = reading.problems
    assert (problem.severity, problem.source) == ("unread", f"report{suffix}")
    return problem.code, problem.message


def said(content: bytes, suffix: str = ".docx") -> list[str]:
    """The lines of a file that is read."""
    reading = read(content, suffix)
    assert reading.source is not None, reading.problems
    return [line.text for line in reading.lines]


def members(body: str) -> dict[str, str | bytes]:
    """The members of a Word file, for a test to change."""
    with zipfile.ZipFile(io.BytesIO(word(body))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# What a file is, whatever it is named


def test_a_word_file_with_a_password_says_so_and_what_to_do() -> None:
    code, message = refused(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500)
    assert code == "encrypted"
    assert "password" in message
    assert "save" in message


def test_an_old_word_file_named_docx_says_so_and_what_to_do() -> None:
    code, message = refused(OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"))
    assert code == "unknown-format"
    assert ".doc" in message
    assert "save it as .docx" in message


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (("mimetype", "content.xml"), "OpenDocument"),
        (("minutes.txt", "plan.pdf"), "zip file"),
        ((), "zip file"),
    ],
)
def test_a_zip_file_that_is_no_word_file_is_named_for_what_it_is(names: tuple[str, ...], what: str) -> None:
    code, message = refused(packed(dict.fromkeys(names, "content")))
    assert code == "disguised"
    assert what in message


@pytest.mark.parametrize(
    ("content", "suffix", "code"),
    [
        (b"<!DOCTYPE html><p>Sign in</p>", ".docx", "disguised"),
        (b"%PDF-1.7 ...", ".docx", "disguised"),
        (b"{\\rtf1 Some text}", ".docx", "broken"),
        (word(p("Text.")), ".html", "disguised"),
        (word(p("Text.")), ".pdf", "disguised"),
        (OLE, ".pdf", "disguised"),
        (b"Only words.", ".html", "disguised"),
        (b"%PDF-1.7 ...", ".htm", "disguised"),
    ],
)
def test_a_file_under_the_wrong_name_is_refused(content: bytes, suffix: str, code: str) -> None:
    assert refused(content, suffix)[0] == code


# Damaged Word files


def test_a_word_file_cut_short_is_broken_wherever_it_is_cut() -> None:
    whole = word(p("Text of a report.") * 50)
    for end in range(10, len(whole), max(1, len(whole) // 40)):
        assert refused(whole[:end])[0] == "broken"


def test_a_word_file_with_a_wrong_byte_is_read_or_broken() -> None:
    whole = word(p("Text of a report.") * 50)
    for at in range(0, len(whole), 7):
        reading = reader.read_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], ".docx", "report.docx")
        assert (reading.source is None) == any(problem.severity == "unread" for problem in reading.problems)


def test_without_the_part_with_its_text_a_word_file_is_broken() -> None:
    parts = members(p("Text."))
    del parts["word/document.xml"]
    assert refused(packed(parts))[0] == "broken"


def test_parts_are_found_by_their_names_where_relations_are_missing() -> None:
    parts = members(p("Text.", "H1"))
    del parts["_rels/.rels"]
    assert said(packed(parts)) == ["Text."]


@pytest.mark.parametrize("xml", ["", "<", "<a>", "<w:document/>", "\0", "plain"])
def test_a_part_that_is_no_sound_xml_is_broken(xml: str) -> None:
    code, message = refused(packed(members(p("Text.")) | {"word/document.xml": xml}))
    assert code == "broken"
    assert "damaged" in message


def test_a_word_file_without_text_is_empty() -> None:
    for body in ("", p(""), p("<w:r><w:drawing/></w:r>"), table([""])):
        assert refused(word(body))[0] == "empty"


def test_a_packed_part_with_a_password_is_encrypted() -> None:
    content = bytearray(word(p("Text.")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + offset] |= 1
    assert refused(bytes(content))[0] == "encrypted"


# Files made to do harm


def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = part("document", f"<w:body>{p('Text.')}{' ' * 80_000_000}</w:body>")
    code, message = refused(packed(members("") | {"word/document.xml": bomb}))
    assert code == "too-large"
    assert "word/document.xml" in message


def test_a_part_that_packs_better_than_any_text_is_refused() -> None:
    bomb = part("document", f"<w:body>{p('Text.')}{' ' * 10_000_000}</w:body>")
    assert len(bomb) < package.MAX_PART
    assert refused(packed(members("") | {"word/document.xml": bomb}))[0] == "too-large"


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    name = b"word/document.xml"
    content = bytearray(
        packed(members("") | {name.decode(): part("document", f"<w:body>{p('Text.')}{' ' * 30_000_000}</w:body>")})
    )
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        if content[at + 46 : at + 46 + len(name)] == name:
            content[at + 24 : at + 28] = struct.pack("<I", 1_000)
    assert refused(bytes(content))[0] == "broken"


def test_a_zip_file_of_very_many_members_is_refused() -> None:
    many: dict[str, str | bytes] = {f"word/{index}": "" for index in range(package.MAX_MEMBERS + 1)}
    content = packed(many, zipfile.ZIP_STORED)
    assert refused(content)[0] == "too-large"


def test_a_way_of_packing_that_word_does_not_use_is_refused() -> None:
    assert refused(packed(members(p("Text.")), zipfile.ZIP_LZMA))[0] == "broken"


LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    ("declared", "body"),
    [
        (f'<!DOCTYPE d [<!ENTITY a "ha">{LAUGHS}]>', p("<w:r><w:t>&m;</w:t></w:r>")),
        (f'<!DOCTYPE d [<!ENTITY a "ha">{LAUGHS}]>', '<w:p w:rsidR="&m;"/>' + p("Text.")),
        ('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>', p("<w:r><w:t>&a;</w:t></w:r>")),
        ('<!DOCTYPE d SYSTEM "file:///etc/hostname">', p("Text.")),
        ("<!DOCTYPE d>", p("Text.")),
    ],
    ids=["entities", "entities in attributes", "a file", "a definition elsewhere", "a declaration alone"],
)
def test_a_document_type_is_refused(declared: str, body: str) -> None:
    xml = part("document", f"<w:body>{body}</w:body>").replace("?>", f"?>{declared}", 1)
    assert refused(packed(members("") | {"word/document.xml": xml}))[0] == "broken"


def test_nothing_is_fetched_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1)

        def listen() -> None:
            try:
                asked.append(server.accept())
            except TimeoutError:
                return

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        declared = f'<!DOCTYPE d SYSTEM "{address}" [<!ENTITY a SYSTEM "{address}">]>'
        xml = part("document", f"<w:body>{p('<w:r><w:t>&a;</w:t></w:r>')}</w:body>").replace("?>", f"?>{declared}", 1)
        refused(packed(members("") | {"word/document.xml": xml}))
        page = f'<!DOCTYPE html SYSTEM "{address}"><link rel=stylesheet href="{address}"><img src="{address}"><p>Text.'
        assert said(page.encode(), ".html") == ["Text."]
        thread.join()
    assert asked == []


def test_very_deep_xml_is_refused() -> None:
    assert refused(word("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000))[0] == "broken"


def test_tables_deep_in_tables_are_read() -> None:
    depth = 75
    body = "<w:tbl><w:tr><w:tc>" * depth + p("Innermost.") + "</w:tc></w:tr></w:tbl>" * depth
    assert said(word(body)) == ["Innermost."]


def test_a_huge_attribute_is_refused() -> None:
    content = packed(
        members("") | {"word/document.xml": part("document", f'<w:body><w:p w:x="{"x" * 11_000_000}"/></w:body>')},
        zipfile.ZIP_STORED,
    )
    assert refused(content)[0] == "broken"


def test_very_many_elements_or_attributes_are_refused() -> None:
    attributes = " ".join(f'w:a{n}=""' for n in range(400_000))
    for body in ("<w:p/>" * (package.MAX_MARKS + 1), f"<w:p {attributes}/>" * 16):
        content = packed(
            members("") | {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}, zipfile.ZIP_STORED
        )
        assert refused(content)[0] == "too-large"


def test_a_long_document_is_read() -> None:
    body = "".join(p(r(f"Paragraph {n} ") + r("of a long report.", "<w:b/>"), "H2") for n in range(20_000))
    assert len(said(word(body))) == 20_000


def test_styles_and_lists_that_refer_to_each_other_end() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
      <w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>' + num(1, 0)
    assert said(word(p("Text.", "A"), styles=styles, numbering=numbering)) == ["Text."]


def test_numbers_of_any_size_do_no_harm() -> None:
    huge = "9" * 5_000
    numbering = outline(
        0, level(0, "lowerRoman", "%1%1%1" * 1_000).replace('w:start w:val="1"', f'w:start w:val="{huge}"')
    )
    body = p("Text.", num=1) + table(['<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr>' + p("a") + "</w:tc>", "b"])
    assert [line[-5:] for line in said(word(body, numbering=numbering + num(1, 0)))] == ["Text.", "a b"]
    odd = '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="x"/></w:numPr><w:outlineLvl w:val="١"/>'
    assert said(word(p("Text.", properties=odd))) == ["Text."]


def test_a_note_that_is_referred_to_without_end_is_told_once() -> None:
    notes = '<w:footnote w:id="1">' + p("Note. " * 10_000) + "</w:footnote>"
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    assert len(said(word(p(r("Text.") + mark * 50_000), footnotes=notes))) == 2


def test_fields_deep_in_fields_are_read() -> None:
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert said(word(p(begins * 50_000 + r("Text.") + ends * 50_000 + field("REF", r(" More."))))) == ["Text. More."]


def test_more_text_than_any_report_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.formats.manuscript.MAX_CHARACTERS", 1_000)
    assert refused(word(p("Words of a report. " * 60)))[0] == "too-large"
    assert refused(b"<p>" + b"Words of a report. " * 60, ".html")[0] == "too-large"


# Web pages made to do harm


def test_elements_very_deep_in_each_other_are_refused_by_how_deep_they_are() -> None:
    code, message = refused(b"<html><body>" + b"<div>" * 100_000 + b"<p>Deep.</p>" + b"</div>" * 100_000, ".html")
    assert code == "too-deep"
    assert "nests" in message


@pytest.mark.parametrize(
    "page",
    [
        b"<body>" + b"<div>" * 100_000 + b"Deep words of a page",
        b"<body>" + b"<div>" * 20_000 + b"Deep words of a page" + b"</div>" * 20_000,
        b"<body>" + b"<b><i>" * 30_000 + b"Deep words of a page",
        b"<body>" + b"<table><tr><td>" * 15_000 + b"Deep words of a page",
        b"<body>" + b"<ul><li>" * 20_000 + b"Deep words of a page",
        b"<body>" + b"<dl><dt><dl><dd>" * 10_000 + b"Deep words of a page",
        b"<body><p>Deep words" + b" of a page</p>" + b"<b id=x>" * 1_000 + b"<p>" * 20_000,
        b"<body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">Deep words of a page",
        b"<body><p title='" + b"x" * 15_000_000 + b"'>Deep words of a page",
        b"<body><p>Deep words of a page<!--" + b"-" * 5_000_000,
        b"<body><p>Deep words of a page<pre>" + b"\n\n" * 1_000_000 + b"</pre>",
        b"<body><p>Deep words of a page<p>" + b"<br>" * 200_000,
        b"<body><p>Deep words of a page<table><tr>" + b"<td rowspan=65534 colspan=1000>" * 300 + b"<tr>" * 1_000,
        b"<body><p>Deep words of a page<table><tr>" + b"<td rowspan=65534>" * 90_000 + b"<tr><td>x" * 50_000,
        b"<body><p id=fn1>Deep words of a page" + b"<sup><a href=#fn1>1</a></sup>" * 50_000,
        b"<body><p>Deep words of a page<p>" + b"&" * 1_000_000 + b"&#99999999999;&#xD800;&#0;",
        b"<body><p>Deep words of a page<ol start=99999999999999999999><li value=9e9>",
        b"<body><p>Deep words of a page<p style='" + b"list-style: " * 100_000 + b"' class='" + b"cookie-x" * 100_000,
    ],
    ids=range(18),
)
def test_a_page_built_to_exhaust_its_reader_is_read_all_the_same(page: bytes) -> None:
    assert "Deep words of a page" in " ".join(said(page, ".html"))


@pytest.mark.parametrize(
    "page",
    [
        b"<body>" + b"<x>" * 100_000 + b"</y>" * 100_000,
        b"<body>" + b"<x>" * 2_000 + b"</y>" * 4_000_000,
        b"<body>" + b"<p>x" * 600_000,
    ],
    ids=range(3),
)
def test_a_page_that_would_take_too_long_is_refused(page: bytes) -> None:
    assert refused(page, ".html")[0] in ("too-deep", "too-large")


@pytest.mark.parametrize("page", [b"<p>", b"<html></html>", b"<frameset><frame src=x></frameset><html>", b"<html>\0\0"])
def test_a_page_without_text_is_empty(page: bytes) -> None:
    assert refused(page, ".html")[0] == "empty"


def test_marks_before_a_page_do_not_hold_up_telling_what_it_is() -> None:
    assert refused(b"<!--a-->" * 1_000 + b"x", ".html")[0] == "disguised"


def test_the_names_of_elements_are_those_of_the_standard() -> None:
    assert said(packed(members("") | {"word/document.xml": part("document", f"<w:body>{p('A.')}</w:body>", MAIN)})) == [
        "A."
    ]
    foreign = "<x:p xmlns:x='urn:x'><x:r><x:t>no</x:t></x:r></x:p>"
    assert said(word(foreign + p(r("Yes.") + f"<w:r>{t(' Too.')}</w:r>"))) == ["Yes. Too."]
