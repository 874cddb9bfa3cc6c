"""Word files are read as their pages show them: words, numbers, levels, rows, notes and pages."""

from __future__ import annotations

import io
from datetime import date

import docx as python_docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st
from word import STRICT, cell, field, level, num, outline, p, r, read, t, table, texts, word

from ingest.document import Document
from ingest.formats import reader
from ingest.line import text_of
from ingest.pipeline import read_documents

BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
BOLD = "<w:b/>"
PROSE = "Social workers visit children at home and know them well, and their plans say what is to change by when. "


def levels(body: str) -> list[tuple[str, int]]:
    return [(line.text, line.level) for line in read(word(body))[0]]


# Headings


def test_headings_are_told_by_style_inheritance_outline_level_and_title() -> None:
    body = (
        p("Northmere", "Title")
        + p("Findings", "H1")
        + p("The front door", "H2")
        + p("Thresholds", "Council2")
        + p("Records", "Outline3")
        + p("Direct", properties='<w:outlineLvl w:val="3"/>')
        + p("Numbered text has no level.", "Numbered")
        + p("Plain text.")
    )
    assert levels(body) == [
        ("Northmere", 1),
        ("Findings", 1),
        ("The front door", 2),
        ("Thresholds", 2),
        ("Records", 3),
        ("Direct", 4),
        ("Numbered text has no level.", 0),
        ("Plain text.", 0),
    ]


def test_a_whole_sentence_in_the_style_of_a_heading_is_a_paragraph() -> None:
    sentence = "The council has agreed to pay for two more teams of social workers from April 2018."
    question = "What difference do leaders make to the lives of the children whom the council looks after?"
    assert levels(p(sentence, "H2") + p(question, "H2") + p("Text.")) == [(sentence, 0), (question, 2), ("Text.", 0)]


def test_a_short_paragraph_in_bold_stands_below_the_headings_by_style() -> None:
    body = p("Findings", "H1") + p("Front door", "H2") + p(r("Contacts", BOLD)) + p("They are read on the day.")
    assert levels(body)[2:] == [("Contacts", 3), ("They are read on the day.", 0)]


def test_without_styles_a_bold_paragraph_is_a_heading_whether_its_runs_or_its_style_say_so() -> None:
    styled = r("Main ", '<w:rStyle w:val="Strong"/>') + r("findings", BOLD)
    assert levels(p(styled) + p("Children are safe."))[0] == ("Main findings", 2)


@pytest.mark.parametrize(
    "runs",
    [
        r("Children are safe.", BOLD),
        r("The Cabinet is asked to:", BOLD),
        r("Safe", BOLD) + r(" children"),
        r("Not bold", '<w:b w:val="0"/>'),
        r("Dear Priyanka", BOLD),
        r("14 February 2017", BOLD),
        r("Callum Threave", BOLD),
        r("many words " * 19, BOLD),
        r("Lower case", BOLD).replace("Lower", "lower"),
    ],
)
def test_what_only_stands_in_bold_type_is_no_heading(runs: str) -> None:
    assert [rank for _, rank in levels(p(runs) + p("They met the inspectors there."))] == [0, 0]


def test_bold_at_the_very_end_heads_nothing() -> None:
    assert levels(p("Yours sincerely") + p(r("Ofsted regional team", BOLD)))[1] == ("Ofsted regional team", 0)


def test_of_numbered_paragraphs_in_bold_that_follow_each_other_none_is_a_heading() -> None:
    numbering = outline(0, level(0, "decimal", "%1.")) + num(1, 0)
    body = p(r("Agree the plan", BOLD), num=1) + p(r("Note the costs", BOLD), num=1) + p("Text.")
    found = read(word(body, numbering=numbering))[0]
    assert [(line.text, line.level, line.number) for line in found] == [
        ("1. Agree the plan", 0, "1"),
        ("2. Note the costs", 2, "2"),
        ("Text.", 0, None),
    ]


# Numbers


def numbers(body: str, numbering: str, styles: str | None = None) -> list[tuple[str, str | None, int]]:
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return [(line.text, line.number, line.indent) for line in read(word(body, **parts))[0]]


LEGAL = outline(
    0,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "%4."),
    level(4, "bullet", "\uf0b7"),
)


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


# Text


def test_tabs_and_line_breaks_are_spaces_and_marks_that_nobody_sees_are_out() -> None:
    unseen, fixed = t("x\u00ad\u200b\ufeff\u2060"), t("\u00a0seven")
    body = p(
        f"<w:r>{t('One')}<w:tab/>{t('two')}<w:br/>{t('three')}<w:cr/>{t('four')}<w:noBreakHyphen/>{t('five')}"
        f"{t(' si')}<w:softHyphen/>{unseen}{fixed}</w:r>"
    )
    assert texts(body) == ["One two three four-five six seven"]


def test_raised_digits_stay_apart_from_the_number_that_they_follow() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert texts(p(r("In 2016") + r("1", raised) + r(" on the 3") + r("rd", raised))) == ["In 2016¹ on the 3rd"]


def test_hidden_text_is_left_out() -> None:
    hidden = r("secret ", "<w:vanish/>") + r("also ", '<w:rStyle w:val="Unseen"/>')
    assert texts(p(r("Seen ") + hidden + r("words", '<w:vanish w:val="0"/>'))) == ["Seen words"]


def test_tracked_deletions_are_out_insertions_are_in_and_it_is_noted() -> None:
    body = p(
        r("Caseloads are ")
        + f"<w:del><w:r><w:delText>low</w:delText></w:r></w:del><w:ins>{r('high')}</w:ins>"
        + f"<w:moveFrom>{r(' and falling')}</w:moveFrom><w:moveTo>{r(' and rising')}</w:moveTo>"
    )
    lines, problems, _ = read(word(body))
    assert [line.text for line in lines] == ["Caseloads are high and rising"]
    assert problems == [("tracked-changes", "note")]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    body = p(r("The council "), properties="<w:rPr><w:del/></w:rPr>") + p("has a plan.", "H2") + p("It works.")
    assert texts(body) == ["The council has a plan.", "It works."]
    assert texts(p(r("Alone"), properties="<w:rPr><w:del/></w:rPr>")) == ["Alone"]
    assert texts(p(r("Before"), properties="<w:rPr><w:del/></w:rPr>") + table(["a", "b"])) == ["Before", "a b"]


def test_results_of_fields_are_in_and_their_codes_are_not() -> None:
    nested = field(" IF 1 " + "= 1 ", r("inner ") + field("PAGE", r("4")))
    body = p(r("See ") + nested + '<w:fldSimple w:instr="REF x">' + r(" there") + "</w:fldSimple>")
    assert texts(body) == ["See inner 4 there"]


def test_a_table_of_contents_is_skipped_as_field_as_control_and_by_style() -> None:
    begin, end = field(' TOC \\o "1-3" ', "|").split("|")
    body = (
        p(begin + r("1 Findings 3"))
        + p(r("2 Costs ") + field("PAGEREF x", r("9")))
        + p(end)
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        + f"<w:sdtContent>{p('Contents')}{p('3 Annex 12')}</w:sdtContent></w:sdt>"
        + p("4 Appendix 20", "TOC1")
        + p('<w:fldSimple w:instr="TOC \\c">' + r("Table 1 4") + "</w:fldSimple>")
        + p("The text begins.")
    )
    assert texts(body) == ["The text begins."]


def test_a_field_without_an_end_does_not_swallow_the_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert texts(p("Before.") + p(begin) + p("After.")) == ["Before.", "After."]


def test_controls_links_and_tags_hold_text_and_hints_do_not() -> None:
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    body = (
        "<w:sdt><w:sdtContent>"
        + p(
            f"<w:hyperlink>{r('A link ')}</w:hyperlink><w:smartTag>{r('a tag ')}</w:smartTag>"
            f"<w:customXml>{r('a mark ')}</w:customXml><w:sdt><w:sdtContent>{r('a control')}</w:sdtContent></w:sdt>{hint}"
        )
        + "</w:sdtContent></w:sdt><w:customXml>"
        + p("Block.")
        + "</w:customXml>"
    )
    assert texts(body) == ["A link a tag a mark a control", "Block."]


def test_text_boxes_follow_the_paragraph_that_they_are_anchored_in_and_are_read_once() -> None:
    box = f"<w:txbxContent>{p('Boxed one.')}{p('Boxed two.')}</w:txbxContent>"
    both = (
        "<mc:AlternateContent><mc:Choice><w:drawing>" + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape>" + box + "</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(p(r("Anchor ") + f"<w:r>{both}</w:r>" + r("goes on.")) + p("Next.")) == [
        "Anchor goes on.",
        "Boxed one.",
        "Boxed two.",
        "Next.",
    ]


def test_formulas_and_symbols_are_text() -> None:
    body = p(
        "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F001"/></w:r>'
    )
    assert texts(body) == ["x=2✓"]


# Notes

NOTES = (
    '<w:footnote w:type="separator" w:id="-1">' + p("rule") + "</w:footnote>"
    '<w:footnote w:id="1">'
    + p("<w:r><w:footnoteRef/></w:r>" + r(" First ") + r("note."))
    + p("More.")
    + "</w:footnote>"
    '<w:footnote w:id="2">' + p("Second note.") + "</w:footnote>"
)


def reference(number: int, kind: str = "footnote", more: str = "", mark: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/>{t(mark) if mark else ""}</w:r>'


def test_footnotes_and_endnotes_follow_the_paragraph_that_refers_to_them() -> None:
    endnotes = '<w:endnote w:id="1">' + p("An endnote.") + "</w:endnote>"
    body = (
        p(r("Text") + reference(1) + r(" goes on") + reference(1, "endnote") + r("."))
        + p(r("Custom") + reference(2, more=' w:customMarkFollows="1"', mark="*") + r(" mark."))
        + p(r("Again") + reference(1) + "<w:del>" + reference(2) + "</w:del>" + reference(99))
    )
    lines = read(word(body, footnotes=NOTES, endnotes=endnotes))[0]
    assert [(line.text, line.note) for line in lines] == [
        ("Text goes on.", False),
        ("First note. More.", True),
        ("An endnote.", True),
        ("Custom mark.", False),
        ("Second note.", True),
        ("Again", False),
    ]


def test_notes_in_a_table_follow_the_table() -> None:
    body = table(["Visits", p(r("58%") + reference(2))], ["Reviews", "80%"]) + p("After.")
    lines = read(word(body, footnotes=NOTES))[0]
    assert [(line.text, line.note, line.gap) for line in lines] == [
        ("Visits 58%", False, 1),
        ("Reviews 80%", False, 0),
        ("Second note.", True, 1),
        ("After.", False, 1),
    ]


# Pages


def pages(body: str, **parts: str) -> list[tuple[str, int | None]]:
    return [(line.text, line.page) for line in read(word(body, **parts))[0]]


def test_pages_are_counted_by_the_breaks_that_word_has_noted() -> None:
    body = (
        p("One.")
        + p(r("Begins on one,") + BREAK + r(" ends on two."))
        + p("Two.")
        + p(BREAK + r("Three.") + reference(2))
    )
    assert pages(body, footnotes=NOTES) == [
        ("One.", 1),
        ("Begins on one, ends on two.", 1),
        ("Two.", 2),
        ("Three.", 3),
        ("Second note.", 3),
    ]


def test_a_break_that_was_asked_for_and_is_noted_again_is_one_break() -> None:
    asked = '<w:r><w:br w:type="page"/></w:r>'
    section = "<w:sectPr/>"
    body = (
        p("One.")
        + p(asked)
        + p(BREAK + r("Two."))
        + p(BREAK + r("Three."), properties="<w:pageBreakBefore/>")
        + p("Still three.", properties=section)
        + p(BREAK + r("Four."), properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
        + p("Four on.")
        + p(asked)
        + p(asked)
        + p("Six.")
    )
    assert [page for _, page in pages(body)] == [1, 2, 3, 3, 4, 4, 6]


def test_a_row_that_goes_over_a_page_has_one_break_however_many_cells_note_it() -> None:
    row = [cell(p(r("a") + BREAK + r("b"))), cell(p(r("c") + BREAK + r("d")))]
    body = p("One.") + table(row, [p(BREAK + r("Three")), p(BREAK + r("too"))]) + p("After.")
    assert pages(body) == [("One.", 1), ("ab cd", 1), ("Three too", 3), ("After.", 3)]


def test_a_file_that_word_has_not_laid_out_has_no_pages() -> None:
    assert pages(p("One.") + p('<w:r><w:br w:type="page"/></w:r>') + p("Next.")) == [("One.", None), ("Next.", None)]


# Tables


def test_rows_are_lines_of_cells_and_a_table_begins_after_a_gap() -> None:
    body = p("Before.") + table(["Measure", "2016"], ["Visits", p("46%") + p("of all")]) + table(["x", "y"])
    assert [(line.cells or line.text, line.gap) for line in read(word(body))[0]] == [
        ("Before.", 1),
        (("Measure", "2016"), 1),
        (("Visits", "46% of all"), 0),
        (("x", "y"), 1),
    ]


def test_merged_cells_are_read_once_and_keep_the_columns_in_line() -> None:
    wide = cell("Share", '<w:gridSpan w:val="2"/>')
    down, on = cell("Visits", '<w:vMerge w:val="restart"/>'), cell("never shown", "<w:vMerge/>")
    body = table(["Measure", wide, "Target"], [down, "2016", "46%", "90%"], [on, "2017", "58%", "90%"])
    assert [line.cells for line in read(word(body))[0]] == [
        ("Measure", "Share", "", "Target"),
        ("Visits", "2016", "46%", "90%"),
        ("", "2017", "58%", "90%"),
    ]


def test_lists_in_cells_keep_their_marks() -> None:
    numbering = LEGAL + num(1, 0)
    body = table(["Actions", p("Recruit", num=1) + p("Train", num=1)])
    assert texts(body, numbering=numbering) == ["Actions 1. Recruit 2. Train"]


def test_deleted_rows_are_out() -> None:
    body = table(["a", "b"], ["c", "d"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert texts(body) == ["c d"]


def test_rows_and_cells_may_stand_in_controls() -> None:
    inner = (
        table(["a", "b"])
        .replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>")
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>")
    )
    inner = inner.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>").replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
    assert [line.cells for line in read(word(inner))[0]] == [("a", "b")]


def test_a_table_that_only_lays_out_paragraphs_is_read_as_paragraphs() -> None:
    one_cell = table([p("Findings", "H1") + p("First.") + p("Second.")])
    columns = table([p(PROSE) * 3, p(PROSE)])
    lines = read(word(one_cell + columns))[0]
    assert [(line.text, line.level, line.cells) for line in lines] == [
        ("Findings", 1, ()),
        ("First.", 0, ()),
        ("Second.", 0, ()),
        *[(PROSE.strip(), 0, ())] * 4,
    ]


def test_a_table_in_a_table_is_a_table_of_its_own() -> None:
    body = table([p("Left.") + table(["a", "b"], ["c", "d"]) + p("Below."), "Right."], ["e", "f"])
    assert [line.cells or line.text for line in read(word(body))[0]] == [
        "Left.",
        ("a", "b"),
        ("c", "d"),
        "Below.",
        "Right.",
        ("e", "f"),
    ]


# Editions and parts


def test_the_strict_edition_of_the_standard_is_read_alike() -> None:
    body = p("Findings", "H1") + p("Text.") + table(["a", "b"])
    strict, transitional = read(word(body, STRICT)), read(word(body))
    assert strict == transitional
    assert len(strict[0]) == 3


def test_headers_footers_and_comments_are_not_part_of_the_text() -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Header of each page"
    document.sections[0].footer.paragraphs[0].text = "Footer of each page"
    document.add_paragraph("The text.")
    assert [line.text for line in read(saved(document))[0]] == ["The text."]


def test_a_damaged_part_that_the_text_can_do_without_is_noted_and_missed() -> None:
    content = word(p("Text.") + p(r("More") + reference(1)), numbering="<broken")
    lines, problems, _ = read(content)
    assert [line.text for line in lines] == ["Text.", "More"]
    assert problems == [("broken", "partial")]


def test_text_in_an_embedded_file_is_noted_as_not_read() -> None:
    assert read(word(p("Text.") + "<w:altChunk/>"))[1] == [("embedded-file", "partial")]


# Every file


XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
RUNS = st.one_of(
    XML_TEXT.map(r),
    XML_TEXT.map(lambda text: r(text, BOLD)),
    st.sampled_from(
        [
            r("12. "),
            r("• "),
            r("Main findings", BOLD),
            r("gone", "<w:vanish/>"),
            BREAK,
            reference(1),
            reference(2),
            "<w:r><w:tab/><w:br/></w:r>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:r><w:instrText>TOC</w:instrText></w:r>",
            f"<w:del>{r('deleted')}</w:del>",
            f"<w:r><w:txbxContent>{p('Boxed.')}</w:txbxContent></w:r>",
        ]
    ),
)
PARAGRAPHS = st.builds(
    p,
    st.lists(RUNS, max_size=5).map("".join),
    st.sampled_from(["", "H1", "H2", "Title", "TOC1", "Bullet2", "LoopA", "none"]),
    st.sampled_from([None, None, 0, 1, 2, 9]),
    st.integers(0, 9),
    st.sampled_from(["", "", "<w:pageBreakBefore/>", "<w:rPr><w:del/></w:rPr>", "<w:sectPr/>"]),
)
BLOCKS = st.recursive(
    st.lists(PARAGRAPHS, max_size=4).map("".join),
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(lambda rows: table(*rows)),
        inner.map(lambda content: f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"),
        inner.map(lambda content: f"<w:tr>{content}</w:tr>"),
        inner.map(lambda content: f"<w:tc>{content}</w:tc>"),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)


@given(BLOCKS)
@settings(max_examples=200, deadline=None)
def test_the_spans_of_each_line_select_just_its_text_whatever_the_file_holds(body: str) -> None:
    content = word(p("Some text.") + body, numbering=LEGAL + num(1, 0) + num(2, 0), footnotes=NOTES)
    reading = reader.read_bytes(content, ".docx", "report.docx")
    assert reading.source is not None
    end = 0
    for line in reading.lines:
        assert text_of(reading.source.text, line.spans) == line.text
        assert line.start >= end
        assert any(character.isalnum() for character in line.text)
        assert line.number is None or line.number in line.text
        end = line.spans[-1][1]
    for document, problems in read_documents(reading.source, reading.lines):
        assert [problem.message for problem in problems if problem.code == "stage-failed"] == []
        for paragraph in document.paragraphs:
            assert paragraph.text == text_of(reading.source.text, paragraph.spans)


# From file to document


def saved(document: python_docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def documents(content: bytes) -> list[Document]:
    reading = reader.read_bytes(content, ".docx", "report.docx")
    assert reading.source is not None
    return [document for document, _ in read_documents(reading.source, reading.lines)]


def letter() -> bytes:
    """A letter of Ofsted's as Word writes it: address, bold headings, bullets, no numbers."""
    document = python_docx.Document()
    for line in (
        "23 November 2021",
        "Priyanka Ketterill",
        "Director of Children’s Services",
        "Northmere County Council",
        "Dear Priyanka",
    ):
        document.add_paragraph(line)
    document.add_paragraph().add_run("Focused visit to Northmere County Council children’s services").bold = True
    document.add_paragraph(
        "This letter summarises the findings of a focused visit to Northmere County Council on 19 and 20 October 2021. "
        "The visit was made by two of Her Majesty’s Inspectors, Callum Threave and Odette Marchbank."
    )
    document.add_paragraph().add_run("Headline findings").bold = True
    document.add_paragraph("Children in care are well cared for. Those placed further away wait longer for a visit.")
    document.add_paragraph().add_run("What needs to improve in this area of social work practice").bold = True
    document.add_paragraph("The timeliness of return home interviews.", style="List Bullet")
    document.add_paragraph("The use of what children say in them.", style="List Bullet")
    document.add_paragraph().add_run("Main findings").bold = True
    document.add_paragraph("At the time of the visit, 611 children were in the care of the local authority.")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Supervision is regular. Managers encourage social workers to reflect on their practice.")
    document.add_paragraph("Yours sincerely")
    document.add_paragraph("Callum Threave")
    document.add_paragraph("Her Majesty’s Inspector")
    return saved(document)


def test_a_letter_becomes_a_document_with_its_sections_findings_and_dates() -> None:
    [document] = documents(letter())
    assert document.kind == "focused-visit"
    assert document.authority is not None
    assert document.authority.endswith("northmere")
    assert date.fromisoformat(document.date or "") == date(2021, 11, 23)
    assert (document.inspection_start, document.inspection_end) == ("2021-10-19", "2021-10-20")
    assert set(document.inspectors) == {"Callum Threave", "Odette Marchbank"}
    assert [section.title for section in document.sections] == [
        "Focused visit to Northmere County Council children’s services",
        "Headline findings",
        "What needs to improve in this area of social work practice",
        "Main findings",
    ]
    said = {q.text: (document.trail(q.section)[-1], q.role) for q in document.paragraphs if q.section is not None}
    assert said["The timeliness of return home interviews."] == (
        "What needs to improve in this area of social work practice",
        "improvement",
    )
    assert said["At the time of the visit, 611 children were in the care of the local authority."] == (
        "Main findings",
        "finding",
    )
    assert any(figure.printed == "611" for figure in document.figures)


def test_a_numbered_report_keeps_its_numbers_sections_and_rows() -> None:
    numbering = outline(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + num(1, 0)
    body = (
        table(["REPORT TO:", "Cabinet 14 February 2017"], ["SUBJECT:", "Improvement plan of Northmere County Council"])
        + p("RECOMMENDATIONS", "H1", num=1)
        + p("Agree the plan.", num=1, ilvl=1)
        + p("Note the costs.", num=1, ilvl=1)
        + p("BACKGROUND", "H1", num=1)
        + p(r("Ofsted judged services to be inadequate.") + reference(2), num=1, ilvl=1)
        + table(["Measure", "2016", "2017"], ["Visits on time", "46%", "58%"])
        + "<w:sectPr/>"
    )
    [document] = documents(word(body, numbering=numbering, footnotes=NOTES))
    assert document.kind == "cabinet-report"
    assert [(q.number, q.role, q.text) for q in document.paragraphs[1:]] == [
        ("1.1", "recommendation", "Agree the plan."),
        ("1.2", "recommendation", "Note the costs."),
        ("2.1", "text", "Ofsted judged services to be inadequate."),
        (None, "note", "Second note."),
        (None, "table", "Measure 2016 2017 Visits on time 46% 58%"),
    ]
    assert [section.title for section in document.sections] == ["RECOMMENDATIONS", "BACKGROUND"]
