"""Files are found, decoded and refused as the reader promises, and one bad file never stops the run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.document import Problem
from ingest.formats import plain, reader
from ingest.formats.manuscript import Unreadable
from ingest.line import lines
from ingest.pipeline import Ingested, UnreadableFolder, find_files, ingest

WORDS = "The council’s carers – all 22 of them – met inspectors on 4 September 2017.\nThey said that they felt heard.\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def names(folder: Path) -> list[str]:
    return [name for _, name in find_files([folder])]


def ingested(folder: Path) -> Ingested:
    return ingest(find_files([folder]))


def refused(content: bytes) -> Problem:
    """The one problem for which nothing of `content` is read, by the decoder as by the reader."""
    reading = reader.read_bytes(content, ".txt", "paper.txt")
    assert reading.source is None
    assert reading.lines == ()
    [problem] = reading.problems
    assert problem.severity == "unread"
    assert problem.source == "paper.txt"
    return problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_read_without_its_byte_order_mark(encoding: str) -> None:
    assert plain.decode(WORDS.encode(encoding), "paper.txt") == (WORDS, [])


def test_utf_16_is_read_in_either_byte_order() -> None:
    little, big = (
        plain.decode(mark + WORDS.encode(encoding), "paper.txt")[0]
        for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    )
    assert little == big == WORDS


def test_windows_1252_is_read_and_noted_with_the_byte_that_gave_it_away() -> None:
    text, [problem] = plain.decode(WORDS.encode("cp1252"), "old paper.txt")
    assert text == WORDS
    assert (problem.code, problem.severity, problem.source) == ("not-utf-8", "note", "old paper.txt")
    assert f"byte {WORDS.index('’')}" in problem.message


def test_line_ends_of_every_system_become_line_feeds() -> None:
    text, _ = plain.decode(b"one\r\ntwo\rthree\nfour", "paper.txt")
    assert text == "one\ntwo\nthree\nfour"


def test_a_source_is_known_by_the_hash_of_the_bytes_of_its_file() -> None:
    content = b"\xef\xbb\xbfone\r\ntwo"
    source = reader.read_bytes(content, ".txt", "paper.txt").source
    assert source is not None
    assert source.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_a_file_without_text_is_refused_as_empty(content: bytes) -> None:
    assert refused(content).code == "empty"
    with pytest.raises(Unreadable) as refusal:
        plain.decode(content, "paper.txt")
    assert refusal.value.code == "empty"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\x00\x01\x02 stream \x00 endstream", "disguised"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml", "disguised"),
        (bytes(range(1, 32)) * 20, "not-text"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le")[:-1], "not-text"),
    ],
    ids=["pdf", "docx", "control characters", "utf-16 cut in half"],
)
def test_binary_data_named_as_text_is_refused(content: bytes, code: str) -> None:
    assert refused(content).code == code
    with pytest.raises(Unreadable) as refusal:
        plain.decode(content, "paper.txt")
    assert refusal.value.code == "not-text"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14", "a Word file"),
        (b"<!-- saved -->\n<!DOCTYPE html>", "a web page"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>', "a web page"),
        (b"\xef\xbb\xbf<html>", "a web page"),
    ],
)
def test_a_file_named_as_text_that_is_none_is_refused_by_what_it_is(content: bytes, said: str) -> None:
    problem = refused(content)
    assert problem.code == "disguised"
    assert said in problem.message


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    text = "\x0c" + "\x07" + WORDS
    assert plain.decode(text.encode(), "paper.txt") == (text, [])


@pytest.mark.parametrize(
    ("name", "said"), [("report.doc", ".doc"), ("report.xlsx", ".xlsx"), ("report", "files without an ending")]
)
def test_a_file_of_an_unknown_ending_is_refused_by_its_ending(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(WORDS)
    reading = reader.read(path, name)
    assert reading.source is None
    [problem] = reading.problems
    assert (problem.code, problem.severity, problem.source) == ("unknown-format", "unread", name)
    assert said in problem.message


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "a.md", "a.MarkDown"])
def test_endings_of_text_and_markdown_are_read_in_either_case(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(WORDS, encoding="utf-8")
    reading = reader.read(path, name)
    assert reading.source is not None
    assert (reading.source.name, reading.source.text, reading.problems) == (name, WORDS, ())
    assert reading.lines == tuple(lines(reading.source))


def test_a_file_that_is_too_large_is_refused_with_both_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reader.MAX_BYTES, "text", 1_000)
    fits, large = tmp_path / "fits.txt", tmp_path / "large.txt"
    fits.write_text("a" * 1_000)
    large.write_text("a" * 1_001)
    assert reader.read(fits, "fits.txt").source is not None
    reading = reader.read(large, "large.txt")
    assert reading.source is None
    [problem] = reading.problems
    assert (problem.code, problem.severity) == ("too-large", "unread")
    assert "1,001" in problem.message
    assert "1,000" in problem.message


def test_a_file_that_cannot_be_opened_is_a_problem_and_not_an_exception(tmp_path: Path) -> None:
    reading = reader.read(tmp_path / "gone.txt", "gone.txt")
    assert reading.source is None
    [problem] = reading.problems
    assert (problem.code, problem.severity, problem.source) == ("unreadable", "unread", "gone.txt")


def test_a_folder_is_searched_with_its_sub_folders_and_files_are_named_by_their_path_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "b", "north/2016/a.md": "a", "north/c.txt": "c"})
    assert names(tmp_path) == ["b.txt", "north/2016/a.md", "north/c.txt"]


def test_a_single_file_is_named_by_its_name_alone(tmp_path: Path) -> None:
    write(tmp_path, {"north/c.txt": "c"})
    assert names(tmp_path / "north" / "c.txt") == ["c.txt"]


def test_a_file_given_twice_is_found_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "a"})
    assert [name for _, name in find_files([tmp_path / "a.txt", tmp_path])] == ["a.txt"]


def test_readme_and_manifest_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "About", "manifest.toml": "x = 1", "north/README.md": "About", "report.md": "text"})
    assert names(tmp_path) == ["report.md"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, {".hidden.txt": "h", ".git/a.txt": "h", "report.txt": "text"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", ".hidden.txt", "report.txt"]
    assert names(tmp_path) == ["report.txt"]


def test_a_symlink_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret/diary.txt": "private", "reports/report.txt": "text"})
    (tmp_path / "reports" / "link.txt").symlink_to(tmp_path / "secret" / "diary.txt")
    (tmp_path / "reports" / "folder").symlink_to(tmp_path / "secret")
    assert names(tmp_path / "reports") == ["report.txt"]


def test_a_symlink_within_the_folder_gives_its_file_once(tmp_path: Path) -> None:
    write(tmp_path, {"report.txt": "text"})
    (tmp_path / "again.txt").symlink_to(tmp_path / "report.txt")
    assert len(names(tmp_path)) == 1


def test_a_missing_folder_is_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFolder, match=r"no file or folder .*/reprots\b"):
        find_files([tmp_path / "reprots"])


def test_a_folder_with_nothing_to_read_is_said_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "About"})
    with pytest.raises(UnreadableFolder, match=str(tmp_path)):
        find_files([tmp_path])


def test_a_duplicate_is_in_the_store_once_and_noted_under_its_name(tmp_path: Path) -> None:
    result = ingested(write(tmp_path, {"a.txt": WORDS, "copy.md": WORDS, "other.txt": "Another text.\n"}))
    assert sorted(document.source for document in result.documents) == ["a.txt", "other.txt"]
    [problem] = [problem for problem in result.problems if problem.code == "duplicate"]
    assert (problem.source, problem.severity) == ("copy.md", "note")
    assert "a.txt" in problem.message


def test_unread_files_do_not_stop_the_others(tmp_path: Path) -> None:
    result = ingested(write(tmp_path, {"a.doc": b"%PDF", "b.txt": b"", "c.txt": b"\0\1\2", "d.txt": WORDS}))
    assert [document.source for document in result.documents] == ["d.txt"]
    assert {(problem.source, problem.code) for problem in result.problems if problem.severity == "unread"} == {
        ("a.doc", "unknown-format"),
        ("b.txt", "empty"),
        ("c.txt", "not-text"),
    }
    assert [source.name for source in result.sources.values()] == ["d.txt"]


@pytest.mark.parametrize("content", ["**\n", "<p></p>\n", "<br>\n\n<div>\n</div>\n"])
def test_a_file_of_markup_alone_is_a_problem_and_does_not_stop_the_others(tmp_path: Path, content: str) -> None:
    result = ingested(write(tmp_path, {"a.md": content, "d.txt": WORDS}))
    assert "d.txt" in [document.source for document in result.documents]
    assert "a.md" in [problem.source for problem in result.problems]


def test_documents_come_in_the_order_of_their_dates_whatever_the_files_are_called(tmp_path: Path) -> None:
    letters = [
        f"{date}\n\nDear Sam\n\nThe carers of Northmere County Council met inspectors.\n"
        for date in ("3 March 2018", "9 July 2016", "1 May 2021")
    ]
    first = ingested(write(tmp_path / "first", {"a.txt": letters[0], "b.txt": letters[1], "c.txt": letters[2]}))
    second = ingested(write(tmp_path / "second", {"x.txt": letters[2], "y.txt": letters[1], "z.txt": letters[0]}))
    assert [document.date for document in first.documents] == ["2016-07-09", "2018-03-03", "2021-05-01"]
    assert [document.source_sha256 for document in first.documents] == [
        document.source_sha256 for document in second.documents
    ]


def test_a_stage_that_fails_leaves_the_document_and_names_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object) -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr("ingest.pipeline.STAGES", (("figures", broken),))
    result = ingested(write(tmp_path, {"d.txt": WORDS}))
    [document] = result.documents
    assert "They said that they felt heard." in " ".join(paragraph.text for paragraph in document.paragraphs)
    [problem] = [problem for problem in result.problems if problem.code == "stage-failed"]
    assert (problem.source, problem.severity) == ("d.txt", "partial")
    assert "figures" in problem.message
    assert "no luck" in problem.message
