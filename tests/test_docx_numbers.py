"""The numbers that Word prints are worked out, and told from those that are typed."""

from __future__ import annotations

import pytest
from word import LEGAL, documents, level, num, outline, p, r, read, t, texts, word

# Numbers


def numbers(body: str, numbering: str, styles: str | None = None) -> list[tuple[str, str | None, int]]:
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return [(line.text, line.number, line.indent) for line in read(word(body, **parts))[0]]


def test_the_numbers_that_word_prints_are_worked_out_level_by_level() -> None:
    body = (
        p("One", num=1)
        + p("A", num=1, ilvl=1)
        + p("B", num=1, ilvl=1)
        + p("Letter", num=1, ilvl=2)
        + p("Letter again", num=1, ilvl=2)
        + p("Roman", num=1, ilvl=3)
        + p("Dot", num=1, ilvl=4)
        + p("Between, without a number.")
        + p("Two", num=1)
        + p("C", num=1, ilvl=1)
        + p("New letter", num=1, ilvl=2)
    )
    assert numbers(body, LEGAL + num(1, 0)) == [
        ("1. One", "1", 0),
        ("1.1 A", "1.1", 1),
        ("1.2 B", "1.2", 1),
        ("(a) Letter", None, 2),
        ("(b) Letter again", None, 2),
        ("i) Roman", None, 3),
        ("• Dot", None, 4),
        ("Between, without a number.", None, 0),
        ("2. Two", "2", 0),
        ("2.1 C", "2.1", 1),
        ("(a) New letter", None, 2),
    ]


def test_a_list_starts_where_it_says_and_a_level_not_yet_used_counts_as_its_start() -> None:
    numbering = outline(0, level(0, "decimal", "%1", start=7), level(1, "decimal", "%1.%2", start=19)) + num(1, 0)
    assert numbers(p("Words", num=1, ilvl=1) + p("More", num=1, ilvl=1), numbering) == [
        ("7.19 Words", "7.19", 1),
        ("7.20 More", "7.20", 1),
    ]


def test_lists_of_one_outline_are_counted_on_together_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = outline(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, anew)
    body = "".join(p("x", num=n) for n in (1, 2, 3, 3, 1))
    assert [number for _, number, _ in numbers(body, numbering)] == ["1", "2", "5", "6", "7"]


def test_a_level_restarts_only_after_the_level_that_it_names() -> None:
    def printed(restart: int) -> list[str | None]:
        last = level(2, "decimal", "%3", f'<w:lvlRestart w:val="{restart}"/>')
        numbering = outline(0, level(0, "decimal", "%1"), level(1, "decimal", "%2"), last) + num(1, 0)
        body = "".join(p("x", num=1, ilvl=ilvl) for ilvl in (0, 2, 2, 1, 2, 0, 2))
        return [number for _, number, indent in numbers(body, numbering) if indent == 2]

    assert printed(0) == ["1", "2", "3", "4"]
    assert printed(1) == ["1", "2", "3", "1"]
    assert printed(2) == ["1", "2", "1", "1"]


def test_a_list_may_change_a_level_of_its_outline() -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    numbering = outline(0, level(0, "decimal", "%1.")) + num(1, 0, changed)
    assert numbers(p("Words", num=1), numbering) == [("a) Words", None, 0)]


def test_a_style_brings_its_list_and_the_level_that_is_linked_to_it() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 1"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Para"/></w:style>"""
    numbering = outline(
        0,
        level(0, "decimal", "%1.", '<w:pStyle w:val="Head"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Para"/>'),
    ) + num(1, 0)
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Background", "Head") + p("One.", "Para") + p("Two.", "Child") + p("Off.", "Para", properties=none)
    assert numbers(body, numbering, styles) == [
        ("1. Background", "1", 0),
        ("1.1 One.", "1.1", 1),
        ("1.2 Two.", "1.2", 1),
        ("Off.", None, 0),
    ]


def test_a_list_may_take_its_levels_from_a_list_style() -> None:
    styles = """<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/>
      <w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>"""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        + outline(1, level(0, "decimal", "%1)"))
        + num(1, 0)
        + num(9, 1)
    )
    assert numbers(p("Words", num=1), numbering, styles) == [("1) Words", "1", 0)]


def test_word_s_own_list_styles_say_how_deep_they_stand() -> None:
    numbering = outline(0, level(0, "bullet", "o")) + num(1, 0)
    assert numbers(p("Top", num=1) + p("Below", "Bullet2"), numbering) == [("• Top", None, 0), ("• Below", None, 1)]


@pytest.mark.parametrize(
    ("form", "text", "start", "printed", "number"),
    [
        ("decimal", "(%1)", 12, "(12) Words", "12"),
        ("decimal", "%1)", 3, "3) Words", "3"),
        ("decimal", "Recommendation %1:", 3, "Recommendation 3: Words", None),
        ("decimalZero", "%1", 3, "03 Words", "03"),
        ("upperLetter", "%1.", 3, "C. Words", None),
        ("upperRoman", "%1.", 14, "XIV. Words", None),
        ("lowerRoman", "(%1)", 9, "(ix) Words", None),
        ("lowerLetter", "%1.", 26, "z) Words", None),
        ("none", "%1", 1, "Words", None),
        ("decimal", "", 1, "Words", None),
        ("lowerLetter", "%1)", 999_999, "999999) Words", None),
        ("lowerRoman", "%1)", 999_999, "999999) Words", None),
    ],
)
def test_each_form_of_number(form: str, text: str, start: int, printed: str, number: str | None) -> None:
    numbering = outline(0, level(0, form, text, start=start)) + num(1, 0)
    assert numbers(p("Words", num=1), numbering) == [(printed, number, 0)]


def test_legal_numbering_writes_the_letters_of_outer_levels_as_digits() -> None:
    numbering = outline(0, level(0, "upperLetter", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 0)
    assert numbers(p("x", num=1) + p("y", num=1, ilvl=1), numbering)[1] == ("1.1 y", "1.1", 1)


def test_empty_items_are_counted_and_deleted_or_hidden_ones_are_not() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        p("One", num=1)
        + p("", num=1)
        + p("<w:del>" + r("gone") + "</w:del>", num=1, properties=deleted)
        + p(r("unseen", "<w:vanish/>"), num=1, properties=hidden)
        + p("Three", num=1)
    )
    assert numbers(body, LEGAL + num(1, 0)) == [("1. One", "1", 0), ("3. Three", "3", 0)]


def test_an_item_of_a_list_that_is_not_defined_is_a_paragraph() -> None:
    assert numbers(p("Words", num=77), LEGAL + num(1, 0)) == [("Words", None, 0)]
    assert texts(p("Words", num=1)) == ["Words"]


def test_typed_numbers_stay_text_and_number_their_paragraphs() -> None:
    body = p("<w:r>" + t("7.19") + "<w:tab/>" + t("Words of a paragraph.") + "</w:r>")
    [line] = read(word(body))[0]
    assert (line.text, line.number) == ("7.19 Words of a paragraph.", None)
    [document] = documents(word(body))
    assert [(q.number, q.text) for q in document.paragraphs] == [("7.19", "Words of a paragraph.")]


def test_a_number_in_brackets_numbers_its_paragraph() -> None:
    numbering = outline(0, level(0, "decimal", "(%1)")) + num(1, 0)
    [document] = documents(word(p("Words of a paragraph.", num=1), numbering=numbering))
    assert [(q.number, q.text) for q in document.paragraphs] == [("1", "Words of a paragraph.")]
