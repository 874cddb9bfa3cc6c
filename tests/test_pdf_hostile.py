"""PDFs that are damaged, locked, not what they are named, or made to do harm: each is refused or read, soon and by name."""

from __future__ import annotations

import zlib

import pytest
from hostile import read
from paper import FONT, LEFT, PROSE, SENTENCE, TOP, Paper, assembled, drawn, stream
from reportlab.lib.pdfencrypt import StandardEncryption

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"


def outcome(content: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines of a file named .pdf, and the codes and severities of its problems: one or the other there has to be."""
    reading = read(content, ".pdf")
    problems = [(problem.code, problem.severity) for problem in reading.problems]
    assert (reading.source is None) == any(severity == "unread" for _, severity in problems)
    assert reading.lines or problems
    return [line.text for line in reading.lines], problems


def refused(content: bytes) -> str:
    """The code of the one problem for which nothing of a file is read."""
    lines, problems = outcome(content)
    assert lines == []
    [(code, severity)] = problems
    assert severity == "unread"
    return code


def said(content: bytes) -> list[str]:
    """The lines of a file that is read without a problem."""
    lines, problems = outcome(content)
    assert problems == []
    return lines


def paper(**options: object) -> bytes:
    sheet = Paper(**options)
    sheet.paragraph(PROSE)
    return sheet.content()


# Locked


def test_a_file_locked_with_a_password_says_so() -> None:
    assert refused(paper(encrypt=StandardEncryption("secret", "owner"))) == "encrypted"


@pytest.mark.parametrize("strength", [40, 128])
def test_a_file_that_only_its_owner_may_change_is_read(strength: int) -> None:
    locked = StandardEncryption("", "owner", canPrint=0, canCopy=0, strength=strength)
    assert said(paper(encrypt=locked)) == [PROSE]


# Damaged


def test_a_file_cut_short_is_read_or_refused_wherever_it_is_cut() -> None:
    whole = paper()
    for end in range(5, len(whole), max(1, len(whole) // 60)):
        lines, problems = outcome(whole[:end])
        assert problems in ([("broken", "unread")], [("scanned", "unread")]) or lines == [PROSE]


def test_a_file_with_a_wrong_byte_is_read_or_refused() -> None:
    whole = paper()
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        outcome(whole[:place] + b"\xff" + whole[place + 1 :])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.7\n", "broken"),
        (b"%PDF-1.7\n" + b"\0" * 100_000, "broken"),
        (b"%PDF-1.7\n" + b"obj<<" * 100_000, "broken"),
        (b"not a PDF", "broken"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "disguised"),
        (b"\n\n<html><head><title>404</title></head></html>", "disguised"),
    ],
)
def test_what_is_no_pdf_is_refused(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_file_whose_table_of_objects_is_gone_is_mended() -> None:
    whole = drawn(SENTENCE)
    assert said(whole[: whole.index(b"xref")] + b"trailer\n<</Root 1 0 R>>\n%%EOF") == ["Children are safe."]


def test_a_file_after_rubbish_is_read() -> None:
    assert said(b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + drawn(SENTENCE)) == ["Children are safe."]


def test_a_file_without_pages_is_refused() -> None:
    empty = assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    assert refused(empty) == "broken"


def test_a_page_that_is_missing_is_named_and_the_others_read() -> None:
    lines, problems = outcome(
        assembled(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>",
                PAGE,
                stream(SENTENCE),
                FONT,
            ]
        )
    )
    assert lines == ["Children are safe."]
    assert [severity for _, severity in problems] == ["partial"]


# Made to do harm


def test_pages_deep_in_each_other_end() -> None:
    depth = 3_000
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, number - 1) for number in range(2, depth)
    ]
    outcome(assembled([*objects, PAGE]))


@pytest.mark.parametrize(
    "objects",
    [
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"],
        [b"<</Type/Catalog/Pages 1 0 R>>"],
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>", b"3 0 R"],
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids 2 0 R/Count 2 0 R>>"],
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents[3 0 R 4 0 R]/Resources 3 0 R>>",
            b"<</Length 4 0 R>>stream\n/X Do\nendstream",
        ],
    ],
    ids=range(5),
)
def test_objects_that_refer_to_themselves_end(objects: list[bytes]) -> None:
    outcome(assembled(objects))


def test_a_page_that_unpacks_to_very_much_is_read_or_refused() -> None:
    packed = zlib.compress(SENTENCE + b"\n" * 500_000_000, 9)
    page = drawn(b"").replace(stream(b""), stream(packed, b"/Filter/FlateDecode"))
    lines, _ = outcome(page)
    assert lines in ([], ["Children are safe."])


def test_a_page_packed_in_packed_data_is_read_or_refused() -> None:
    packed = zlib.compress(zlib.compress(SENTENCE + b"\n" * 500_000_000, 9), 9)
    page = drawn(b"").replace(stream(b""), stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))
    lines, _ = outcome(page)
    assert lines in ([], ["Children are safe."])


def test_a_page_with_more_words_than_anyone_reads_is_read_in_part() -> None:
    lines, problems = outcome(
        drawn(
            b"BT /F1 1 Tf 1.01 TL 0 800 Td " + b"(Words and more words of a report, in small type.) ' " * 40_000 + b"ET"
        )
    )
    assert lines
    assert problems == [("crowded-page", "partial")]


@pytest.mark.parametrize(
    "row",
    [
        b"1 0 0 1 72 %d Tm (ab) Tj 1 0 0 1 300 %d Tm (cd) Tj ",
        b"1 0 0 1 72 %d Tm (some words here-) Tj 1 0 0 1 72 %d Tm ( ) Tj ",
        b"1 0 0 1 72 %d Tm (10. ab) Tj 1 0 0 1 80 %d Tm (\\267) Tj ",
    ],
    ids=["cells", "hyphens", "marks"],
)
def test_a_page_of_very_many_rows_is_read(row: bytes) -> None:
    count = 8_000
    words = b"".join(row % (12 * (count - line), 12 * (count - line)) for line in range(count))
    outcome(drawn(b"BT /F1 10 Tf " + words + b"ET", b"/MediaBox[0 0 595 96050]"))


def test_a_picture_that_says_that_it_is_huge_costs_nothing() -> None:
    picture = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    page = PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        stream(SENTENCE + b" /X Do"),
    ]
    image = stream(zlib.compress(b"\0" * 10_000_000), picture + b"/Filter/FlateDecode")
    assert said(assembled([*objects, FONT, image])) == ["Children are safe."]


@pytest.mark.parametrize(
    "box",
    [
        b"/MediaBox[0 0 99999999 99999999]",
        b"/MediaBox[0 0 0 0]",
        b"/MediaBox[595 842 0 0]",
        b"/MediaBox[0 0 1e308 1e308]",
        b"/MediaBox[-1e9 -1e9 1e9 1e9]",
        b"/MediaBox(none)",
        b"",
        b"/MediaBox[0 0 595 842]/Rotate 45",
        b"/MediaBox[0 0 595 842]/UserUnit 1e9",
    ],
)
def test_a_page_of_any_size_is_read(box: bytes) -> None:
    assert said(drawn(SENTENCE, box)) == ["Children are safe."]


@pytest.mark.parametrize("size", [b"1e30", b"-12", b"0", b"nan"])
def test_type_of_any_size_is_read_or_left_out(size: bytes) -> None:
    outcome(drawn(SENTENCE + b" BT /F1 " + size + b" Tf 72 600 Td (Odd words.) Tj ET"))


def test_a_file_of_thousands_of_pages_is_refused() -> None:
    count = 5_000
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count
    catalogue = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
    assert refused(assembled([*catalogue, *pages])) == "too-large"


def test_a_file_that_says_that_it_has_very_many_pages_ends() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>", PAGE, stream(SENTENCE)]
    outcome(assembled([*objects, FONT]))


def test_very_many_pages_with_the_same_words_are_read_soon() -> None:
    count = 400
    kids = b" ".join([b"3 0 R"] * count)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), PAGE]
    lines = b"BT /F1 9 Tf 10 TL 72 800 Td " + b"(Words of a report, the same on every page of it.) ' " * 60 + b"ET"
    outcome(assembled([*objects, stream(lines), FONT]))


# What a PDF may do besides


def test_links_and_scripts_and_attached_files_are_no_part_of_the_text_and_nothing_is_done_with_them() -> None:
    sheet = Paper()
    sheet.at(LEFT, TOP, "Children are safe.")
    sheet.canvas.linkURL("http://127.0.0.1:9/fetched", (LEFT, TOP, 200, TOP + 12))
    sheet.canvas.acroForm.textfield("A value of a form", x=LEFT, y=300)
    assert said(sheet.content()) == ["Children are safe."]
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\('read'\\);this.submitForm\\('http://127.0.0.1:9/'\\))>>"
    attached = b"/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>]>>>>"
    launched = b"/AA<</WC<</S/Launch/F(/bin/true)>>>>/URI<</Base(http://127.0.0.1:9/)>>"
    assert said(drawn(SENTENCE, catalogue=script + attached + launched)) == ["Children are safe."]
