"""What a document is, whom it is about, when it was and who wrote it are read from its words."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import northmere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from ingest.document import Document, Problem, Source
from ingest.identity.authority import authorities_named
from ingest.identity.date import MONTHS, days_between, find_dates, find_periods, in_words
from ingest.identity.kind import kind_of
from ingest.pipeline import read_documents
from ontology.vocabulary import ID

SINGLE = northmere.text("single-inspection-2016")
ILACS = northmere.text("ilacs-2019")
LETTER = northmere.text("focused-visit-2021")
CABINET = northmere.text("cabinet-2017-improvement-plan")


def read(text: str) -> tuple[Document, list[Problem]]:
    [result] = read_documents(Source("paper.txt", text, sha256(text.encode()).hexdigest()))
    return result


def identified(text: str) -> Document:
    return read(text)[0]


def authority(key: str) -> str:
    return f"{ID}authority/{key}"


# Kind


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2016-11-28", "sif"),
        ("2017-02-14", "cabinet-report"),
        ("2018-07-09", "monitoring-visit"),
        ("2019-11-15", "ilacs-standard"),
        ("2020-10-13", "cabinet-report"),
        ("2021-11-23", "focused-visit"),
    ],
)
def test_the_kinds_of_the_sample_documents(sample: Store, day: str, kind: str) -> None:
    assert [document.kind for document in sample.corpus.documents if document.date == day] == [kind]


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        ("REPORT TO: Cabinet 13 October 2020", "cabinet-report"),
        ("Focused visit to Northmere County Council children’s services", "focused-visit"),
        ("Northmere: monitoring visit of children's services", "monitoring-visit"),
        ("Monitoring visit to Northmere County Council children’s services", "monitoring-visit"),
        (
            "Inspection of services for children in need of help and protection, children looked after and care leavers",
            "sif",
        ),
        ("Re-inspection of services for children in need of help and protection", "sif-reinspection"),
        ("Post-monitoring single inspection of Northmere", "sif-reinspection"),
        ("Inspection of local authority looked after children services", "lac-2013"),
        ("Inspection of services for looked after children", "lac-2013"),
        ("Inspection of children’s social care services", "ilacs-standard"),
        ("Inspection of Northmere local authority children's services", "ilacs-standard"),
        ("Review of the effectiveness of the Local Safeguarding Children Board", "lscb-review"),
        ("Handbook for inspectors", "guidance"),
        ("Working together | Statutory guidance", "guidance"),
        ("Department for Education | Putting children first", "policy"),
        ("Minutes of the meeting", "other"),
    ],
)
def test_a_kind_is_told_from_the_titles_of_the_first_page(titles: str, kind: str) -> None:
    assert kind_of(titles, titles, titles) == kind


def test_a_news_item_is_told_from_how_it_reports() -> None:
    body = "Staff are kind, Ofsted has stated. Progress is slow, said the report."
    assert kind_of("Northmere is making progress", body, body) == "news"
    assert kind_of("Northmere is making progress", body, "Progress is slow, said the report.") == "other"


def test_guidance_is_told_from_what_it_says_of_itself() -> None:
    assert kind_of("Visiting councils", "This guidance sets out how visits are made.", "") == "guidance"


def test_a_kind_that_is_not_known_is_a_problem() -> None:
    document, problems = read(
        "Minutes of the meeting\n\nThe members of Northmere County Council talked about the weather and went home.\n"
    )
    assert document.kind == "other"
    assert [problem.code for problem in problems] == ["unknown-kind"]


@pytest.mark.parametrize(
    ("last_day", "kind"),
    [
        ("4 November 2019", "ilacs-short"),
        ("8 November 2019", "ilacs-short"),
        ("9 November 2019", "ilacs-standard"),
        ("15 November 2019", "ilacs-standard"),
    ],
)
def test_an_ilacs_inspection_is_short_if_it_took_at_most_five_days(last_day: str, kind: str) -> None:
    document = identified(ILACS.replace("15 November 2019", last_day))
    assert document.kind == kind
    assert document.framework == f"{ID}framework/ilacs"


def test_an_ilacs_inspection_of_unknown_days_is_standard() -> None:
    document = identified(ILACS.replace("Inspection dates: 4 November 2019 to 15 November 2019\n", ""))
    assert (document.kind, document.inspection_start, document.date) == ("ilacs-standard", None, None)


@pytest.mark.parametrize(("text", "framework"), [(SINGLE, "sif"), (ILACS, "ilacs"), (LETTER, "ilacs"), (CABINET, None)])
def test_the_framework_follows_from_the_kind(text: str, framework: str | None) -> None:
    assert identified(text).framework == (f"{ID}framework/{framework}" if framework else None)


# Authority and publisher


def test_a_council_of_the_table_is_known_by_any_of_its_names() -> None:
    for name, place in (
        ("Leeds City Council", "Leeds"),
        ("London Borough of Croydon", "Croydon"),
        ("Reading Borough Council", "Reading"),
    ):
        assert identified(
            ILACS.replace("Northmere County Council", name).replace("Northmere", place)
        ).authority == authority(place.lower())


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("Eastwick Vale County Council", "Eastwick Vale", "eastwick-vale"),
        ("Wexbridge Borough Council", "Wexbridge", "wexbridge"),
        ("Oxmoor Metropolitan Borough Council", "Oxmoor", "oxmoor"),
        ("Wexbridge City Council", "Wexbridge", "wexbridge"),
    ],
)
def test_an_invented_council_is_known_by_the_form_of_its_name(name: str, place: str, key: str) -> None:
    document, problems = read(ILACS.replace("Northmere County Council", name).replace("Northmere", place))
    assert document.authority == authority(key)
    assert problems == []


def test_an_invented_london_borough_is_known_by_the_form_of_its_name() -> None:
    assert identified(
        ILACS.replace("Northmere County Council", "London Borough of Wexbridge").replace("Northmere", "Wexbridge")
    ).authority == authority("wexbridge")


def test_reading_is_a_council_only_if_it_is_written_as_a_name() -> None:
    assert authorities_named("reading the file") == {}
    assert authorities_named("The children of Reading") == {authority("reading"): 1}


def test_a_document_that_speaks_of_reading_is_not_about_reading() -> None:
    assert identified(
        LETTER.replace(
            "read children’s records", "spent days reading children’s records, reading plans and reading letters"
        )
    ).authority == authority("northmere")
    assert identified(
        LETTER.replace(
            "Main findings", "Main findings\n\nReading their records helps children. Reading to them does too."
        )
    ).authority == authority("northmere")


def test_the_longest_name_of_an_authority_wins() -> None:
    assert authorities_named("Dorset County Council") != authorities_named("Dorset")
    assert authorities_named("Kingston upon Hull City Council") == authorities_named("Hull City Council")
    assert authorities_named("Bath and North East Somerset Council and Somerset") == {
        authority("bath-and-north-east-somerset"): 1,
        authority("somerset"): 1,
    }


def test_neighbours_named_in_the_text_are_not_what_it_is_about() -> None:
    assert identified(
        LETTER.replace("competition from neighbouring areas", "competition from Leeds, Bradford and Leeds")
    ).authority == authority("northmere")


def test_a_document_without_an_authority_is_a_problem() -> None:
    document, problems = read(ILACS.replace("Northmere County Council", "County Hall"))
    assert document.authority is None
    assert [problem.code for problem in problems] == ["no-authority"]


def test_national_guidance_is_about_no_authority_and_that_is_no_problem(croydon: Store) -> None:
    assert {document.kind for document in croydon.corpus.documents if document.authority is None} == {
        "guidance",
        "policy",
    }
    assert "no-authority" not in {problem.code for problem in croydon.problems}


@pytest.mark.parametrize(
    ("kind", "publisher"),
    [
        ("sif", "actor/ofsted"),
        ("ilacs-standard", "actor/ofsted"),
        ("focused-visit", "actor/ofsted"),
        ("guidance", "actor/ofsted"),
        ("policy", "actor/department-for-education"),
        ("cabinet-report", "authority/croydon"),
        ("news", None),
    ],
)
def test_the_publisher_follows_from_the_kind(croydon: Store, kind: str, publisher: str | None) -> None:
    assert {document.publisher for document in croydon.corpus.documents if document.kind == kind} == {
        f"{ID}{publisher}" if publisher else None
    }


# Title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            SINGLE,
            "Inspection of services for children in need of help and protection, children looked after and care leavers",
        ),
        (ILACS, "Inspection of children's social care services"),
        (LETTER, "Focused visit to Northmere County Council children’s services"),
        (CABINET, "Children's services improvement plan: response to the Ofsted inspection of 2016"),
    ],
)
def test_the_title_is_the_heading_or_subject_as_printed(text: str, title: str) -> None:
    assert identified(text).title == title


# Dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 September 2017", "2017-09-04"),
        ("04 September 2017", "2017-09-04"),
        ("4th September 2017", "2017-09-04"),
        ("1st of May 2017", "2017-05-01"),
        ("22nd June, 2017", "2017-06-22"),
        ("3rd Sept 2017", "2017-09-03"),
        ("4 SEP 2017", "2017-09-04"),
        ("29 February 2020", "2020-02-29"),
        ("04/09/2017", "2017-09-04"),
        ("4.9.2017", "2017-09-04"),
        ("September 2017", "2017-09"),
        ("Sept, 2017", "2017-09"),
        ("may 2017", "2017-05"),
        ("2017", "2017"),
        ("1998", "1998"),
    ],
)
def test_a_date_is_read_at_the_precision_printed(text: str, iso: str) -> None:
    [found] = find_dates(f"It was {text}, they said.")
    assert found.iso == iso
    assert f"It was {text}, they said."[slice(*found.span)] == text


@pytest.mark.parametrize(
    "text", ["31 February 2017", "32/01/2017", "29 February 2019", "12017", "2117", "1899", "in May", "4 September"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == []


def test_all_dates_of_a_text_are_found_in_order() -> None:
    assert [found.iso for found in find_dates("From May 2016 to 3 June 2018, and in 2019; due 01/02/2020.")] == [
        "2016-05",
        "2018-06-03",
        "2019",
        "2020-02-01",
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("20 June – 13 July 2017", "2017-06-20", "2017-07-13"),
        ("12 September to 6 October 2016", "2016-09-12", "2016-10-06"),
        ("15 and 16 June 2021", "2021-06-15", "2021-06-16"),
        ("between 20 June and 13 July 2017", "2017-06-20", "2017-07-13"),
        ("3 February 2020 to 14 February 2020", "2020-02-03", "2020-02-14"),
        ("28 December 2016 — 5 January 2017", "2016-12-28", "2017-01-05"),
        ("28 December until 5 January 2017", "2016-12-28", "2017-01-05"),
        ("4-8 March 2019", "2019-03-04", "2019-03-08"),
        ("19th & 20th October, 2021", "2021-10-19", "2021-10-20"),
    ],
)
def test_a_span_of_days_is_read_in_every_printed_form(text: str, start: str, end: str) -> None:
    assert [found[:2] for found in find_periods(f"The visit took place {text} and went well.")] == [(start, end)]


def test_a_span_of_three_named_days_begins_with_the_first() -> None:
    found = find_periods("The visit took place on 15, 16 and 17 June 2021.")
    assert [days[:2] for days in found] == [("2021-06-15", "2021-06-17")]


@pytest.mark.parametrize(
    "text",
    ["4 March 2019", "30 and 31 February 2020", "March to April 2019", "2016 to 2017", "30 February to 3 March 2020"],
)
def test_what_is_no_span_of_days_is_not_read_as_one(text: str) -> None:
    assert find_periods(text) == []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_written_in_words_is_read_back(day: date) -> None:
    iso = day.isoformat()
    assert [found.iso for found in find_dates(in_words(iso))] == [iso]
    assert [found.iso for found in find_dates(in_words(iso[:7]))] == [iso[:7]]


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2017-09-04", "4 September 2017"),
        ("2016-07", "July 2016"),
        ("2017", "2017"),
        (None, "undated"),
        ("", "undated"),
    ],
)
def test_a_date_is_written_as_readers_in_britain_write_it(iso: str | None, words: str) -> None:
    assert in_words(iso) == words


def test_every_month_has_its_number() -> None:
    assert [find_dates(f"{month.capitalize()} 2019")[0].iso for month in MONTHS] == [
        f"2019-{number:02}" for number in range(1, 13)
    ]


def test_days_are_counted_with_the_first_and_the_last() -> None:
    assert days_between("2019-11-04", "2019-11-08") == 5
    assert days_between("2020-02-28", "2020-03-01") == 3


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (SINGLE, ("2016-09-12", "2016-10-06", "2016-11-28", "2016-11-28", "published")),
        (ILACS, ("2019-11-04", "2019-11-15", None, "2019-11-15", "inspection-end")),
        (LETTER, ("2021-10-19", "2021-10-20", "2021-11-23", "2021-11-23", "published")),
        (CABINET, (None, None, "2017-02-14", "2017-02-14", "published")),
    ],
)
def test_a_document_is_ordered_by_its_publication_or_else_by_the_end_of_the_inspection(
    text: str, dates: tuple[str | None, ...]
) -> None:
    document = identified(text)
    assert (
        document.inspection_start,
        document.inspection_end,
        document.published,
        document.date,
        document.date_basis,
    ) == dates


def test_the_meeting_of_a_council_paper_is_its_date_and_not_what_it_speaks_of() -> None:
    assert (
        identified(
            CABINET.replace("REPORT TO:\tCabinet 14 February 2017", "REPORT TO:\tCabinet 3rd April 2017")
        ).published
        == "2017-04-03"
    )


def test_guidance_without_another_date_has_the_year_of_its_copyright(croydon: Store) -> None:
    assert [
        (document.date, document.date_basis, document.published)
        for document in croydon.corpus.documents
        if document.kind == "guidance"
    ] == [("2017", "copyright", None)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("third monitoring visit", 3), ("4th monitoring visit", 4), ("sixth and final monitoring visit", 6)],
)
def test_a_letter_knows_which_monitoring_visit_it_reports_on(words: str, number: int) -> None:
    letter = northmere.text("monitoring-visit-2018")
    assert (
        identified(letter.replace("The visit was the third since", f"It was the {words} since")).visit_number == number
    )


def test_only_monitoring_letters_and_news_have_a_visit_number() -> None:
    assert (
        identified(
            CABINET.replace("3.2 Ofsted held an action planning visit", "3.2 Ofsted held its first monitoring visit")
        ).visit_number
        is None
    )


# Inspectors


def test_the_team_of_an_inspection_is_read_from_its_last_page() -> None:
    document = identified(SINGLE)
    assert document.lead_inspector == "Rosalind Vayle"
    assert document.inspectors == (
        "Rosalind Vayle",
        "Kofi Anstrell",
        "Judith Marrable",
        "Owen Pellifer",
        "Sunita Garrand",
        "Bryony Hasketter",
    )


def test_the_lead_inspector_is_read_from_the_title_page_without_the_title() -> None:
    assert identified(ILACS).lead_inspector == "Sunita Garrand"


def test_the_lead_inspector_of_a_visit_is_who_signed_the_letter() -> None:
    assert identified(LETTER).lead_inspector == "Callum Threave"


@pytest.mark.parametrize("name", ["Tara-Lee O’Neill", "Anne de Vries", "Marcus van Dyke", "Jean St. John"])
def test_names_of_more_than_two_plain_words_are_kept_whole(name: str) -> None:
    assert identified(ILACS.replace("Lead inspector: Sunita Garrand", f"Lead inspector: {name}")).lead_inspector == name


def test_a_council_paper_has_no_inspectors() -> None:
    document = identified(CABINET.replace("CONTACT OFFICER: Hilary Stannock", "Lead inspector: Sunita Garrand"))
    assert (document.lead_inspector, document.inspectors) == (None, ())


def test_the_inspectors_of_the_croydon_letter_are_three_names(croydon: Store) -> None:
    [letter] = [document for document in croydon.corpus.documents if document.kind == "focused-visit"]
    assert letter.inspectors == ("Brenda McLaughlin", "Louise Hocking", "Christine Kennet")


def test_the_lead_inspectors_of_the_croydon_inspections(croydon: Store) -> None:
    assert {
        document.date: document.lead_inspector for document in croydon.corpus.documents if document.lead_inspector
    } == {"2017-09-04": "Marcie Taylor", "2020-02-14": "Tara Geere", "2021-07-26": "Brenda McLaughlin"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Lead inspector: Sunita Garrand, His Majesty’s Inspector", ("Sunita Garrand",)),
        (
            "Team inspectors: Oona Brisk HMI; Dick O’Brien HMI; Debora Vale-Scott HMI (designate) and Ed Loy (OI)",
            ("Sunita Garrand", "Oona Brisk", "Dick O’Brien", "Debora Vale-Scott", "Ed Loy"),
        ),
        ("Shadow inspectors: Paul d’Inverno SCRI, Simone Wye SHMI", ("Sunita Garrand", "Paul d’Inverno", "Simone Wye")),
    ],
)
def test_the_team_is_its_people_without_their_titles(line: str, names: tuple[str, ...]) -> None:
    text = ILACS.replace("Lead inspector: Sunita Garrand", f"Lead inspector: Sunita Garrand\n\n{line}")
    assert identified(text).inspectors == names


def test_a_deputy_is_no_lead_inspector() -> None:
    lead = "Lead inspector on site: Sunita Garrand\n\nDeputy lead inspector: Oona Brisk"
    found = identified(ILACS.replace("Lead inspector: Sunita Garrand", lead))
    assert (found.lead_inspector, found.inspectors) == ("Sunita Garrand", ("Sunita Garrand", "Oona Brisk"))
    only = identified(ILACS.replace("Lead inspector: Sunita Garrand", "Deputy lead inspector: Oona Brisk"))
    assert (only.lead_inspector, only.inspectors) == (None, ("Oona Brisk",))
