"""Word files are read as their pages show them: headings and words."""

from __future__ import annotations

import pytest
from word import BOLD, field, level, num, outline, p, r, read, t, table, texts, word


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
