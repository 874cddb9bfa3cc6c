"""The pages of the site over the sample, what each has to say, and how a browser asks for one."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SIF = "northmere_sif_2016-11-28"
ILACS = "northmere_ilacs-standard_2019-11-15"
INTERVIEWS = "/ask?q=" + quote("What was said about return home interviews over time?")
REFUSED = "/ask?q=" + quote("Who was the principal social worker?")
PAGES = {
    "/": ("Ask the documents", "6 documents, 28 November 2016 to 23 November 2021", "What was said about"),
    INTERVIEWS: (
        "25 passages in 6 of 6 documents mention return home interviews, 2016 to 2021.",
        "28 November 2016 – full inspection",
        "words of inspectors",
        "Recommendation 4",
        "Lanternway",
    ),
    REFUSED: (
        "Not in these documents. No person is named in that post",
        "The nearest passages",
        "They do not answer the question.",
        "Newly qualified social workers",
    ),
    "/chat": ("Chat", "Ask a short question, then follow it up"),
    "/chat?q=" + quote("Who was the lead inspector in 2019?") + "&q=" + quote("and three years earlier?"): (
        "Lead inspector: Sunita Garrand",
        "and three years earlier?",
        "Lead inspector: Rosalind Vayle",
    ),
    "/documents": (
        "What could not be read, or was read with doubt",
        "Monitoring visit to Northmere County Council children’s services",
        "9 July 2018",
        "monitoring visit letter",
    ),
    f"/documents/{SIF}": (
        "full inspection (single inspection framework)",
        "lead inspector Rosalind Vayle",
        "on site 12 September 2016 to 6 October 2016",
        "Children who go missing are poorly served.",
        "single-inspection-2016.pdf",
    ),
    "/themes": ("Themes", "return home interviews", "(25 passages)"),
    "/themes/return-home-interviews": (
        "Return home interviews",
        "Passages (25)",
        "Far more children are offered an independent return home interview",
        "What was said about it over time",
    ),
    "/actors": ("Actors", "foster carers"),
    "/actors/foster-carers": ("Foster carers", "When she goes missing, they ring me at midnight"),
    "/authorities": ("Authorities", "Northmere", "(6 documents)"),
    "/authorities/northmere": (
        "Northmere",
        "28 November 2016",
        "inadequate",
        "Grades given under different frameworks are not directly comparable.",
    ),
    "/judgements": ("Judgements", "adoption performance", "requires improvement"),
    "/recommendations": (
        "Recommendations and areas for improvement",
        "Raise awareness of private fostering",
        "Ask for a progress report every six months.",
    ),
    "/compare": ("Compare two documents", "First document", "Second document", "23 November 2021"),
    f"/compare?document={SIF}&document={ILACS}": ("Passages by theme", "female genital mutilation", "not named"),
    "/sparql": ("SPARQL", "children-who-go-missing", "SELECT"),
}
"""What each page has to say."""
TWINS = {
    INTERVIEWS: "statements",
    REFUSED: "nearest",
    "/chat?q=neglect": "turns",
    "/documents": "documents",
    f"/documents/{SIF}": "paragraphs",
    "/themes": "themes",
    "/themes/return-home-interviews": "passages",
    "/actors": "actors",
    "/actors/foster-carers": "passages",
    "/authorities": "authorities",
    "/authorities/northmere": "judgements",
    "/judgements": "judgements",
    "/recommendations": "recommendations",
    f"/compare?document={SIF}&document={ILACS}": "themes",
}
"""The key under which the JSON twin of each page has its content."""
MISSING = (
    "/nothing-here",
    "/documents/nothing-here",
    "/themes/nothing-here",
    "/actors/nothing-here",
    "/authorities/nothing-here",
)


def text_of(response: TestResponse) -> str:
    """The words of a page as a reader sees them."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.text)))


def browse(client: FlaskClient, address: str) -> TestResponse:
    """The page at an address, as a browser asks for it."""
    return client.get(address, headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})


def with_format(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format=json"
