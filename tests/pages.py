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
    "/": (
        "Ask the documents",
        "6 documents on 1 authority, 28 November 2016 to 23 November 2021",
        "What was said about return home interviews over time?",
        "How was Northmere judged over time?",
        "Who was the lead inspector in 2019?",
        "what inspectors asked for, and what came of it",
    ),
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
    "/ask?withheld=1": ("Your question was not searched", "That looks like it names a child."),
    "/chat": ("Chat", "Ask a short question, then follow it up"),
    "/chat?q=" + quote("Who was the lead inspector in 2019?") + "&q=" + quote("and three years earlier?"): (
        "Lead inspector: Sunita Garrand",
        "and three years earlier?",
        "Lead inspector: Rosalind Vayle",
        "I read that as:",
        "3 of 12 quotations shown.",
        "Change what was understood",
        "Next questions",
    ),
    "/chat?withheld=1": ("Your message was not searched", "it was not kept"),
    "/chat?q=" + quote("Who was the principal social worker?"): (
        "Not in these documents. No person is named in that post",
        "See the nearest passages",
        "Next questions",
    ),
    "/documents": (
        "6 documents on 1 authority, 28 November 2016 to 23 November 2021.",
        "By authority and year",
        "Number of documents by authority and year. A dash means that there is none.",
        "What could not be read, or was read with doubt",
        "Everything in the folder was read without a doubt.",
        "Monitoring visit to Northmere County Council children’s services",
        "9 July 2018",
        "monitoring visit letter",
    ),
    f"/documents/{SIF}?notes=0": ("Show the margin notes", "Children who go missing are poorly served."),
    f"/documents/{SIF}": (
        "Full inspection (single inspection framework)",
        "Lead inspector Rosalind Vayle",
        "On site 12 September 2016 to 6 October 2016",
        "Children who go missing are poorly served.",
        "The file single-inspection-2016.pdf. The original is the authority; this text was taken from it.",
        "Grades replaced by Inspection of children's social care services: Northmere, 15 November 2019",
    ),
    "/documents?authority=northmere&year=2019": ("1 of 6 documents", "Take the filters off", "15 November 2019"),
    "/documents?year=1999": ("No document is of that authority, year and kind.",),
    "/themes": ("Themes", "return home interviews", "named in 6 documents"),
    "/themes?sort=name": ("In order of name.", "Put those named most first"),
    "/themes/return-home-interviews": (
        "Return home interviews",
        "Part of children who go missing",
        "When which name was used",
        "return interview From: July 2009",
        "Passages by authority and year",
        "Passages (25)",
        "Far more children are offered an independent return home interview",
        "What was said about it over time",
    ),
    "/themes/return-home-interviews?year=2019": ("Passages (1 of 25)", "Only: year 2019. Take the filters off"),
    "/themes/abuse-linked-to-faith-or-belief": ("No passage in these 6 documents names it.",),
    "/actors": ("Actors", "foster carers"),
    "/actors/foster-carers": ("Foster carers", "When she goes missing, they ring me at midnight"),
    "/authorities": (
        "Authorities",
        "Northmere",
        "6 documents",
        "2016 to 2021",
        "requires improvement, 15 November 2019",
    ),
    "/authorities/northmere": (
        "Northmere",
        "28 November 2016",
        "inadequate",
        "A dash means that the document does not grade the area.",
        "Grades given under different frameworks are not directly comparable.",
        "Neighbours in the collection",
        "Compare the two latest documents",
    ),
    "/judgements": ("Judgements", "11 grades as printed", "adoption performance", "requires improvement", "(CSV)"),
    "/judgements?sort=-grade&area=overall": ("2 of 11 grades", "In order of grade, the last first."),
    "/judgements?area=nothing": ("No grade is left by these filters.",),
    "/recommendations": (
        "Recommendations and areas for improvement",
        "Raise awareness of private fostering",
        "What came of it: 4 later passages",
        "Showing 1 to 20 of 34.",
        "A later passage on the same thing does not show that a recommendation was carried out.",
    ),
    "/recommendations?page=2": ("Ask for a progress report every six months.", "Showing 21 to 34 of 34."),
    "/compare": ("Compare two documents", "First document", "Second document", "23 November 2021"),
    f"/compare?document={SIF}&document={ILACS}": (
        "These reports were made under different frameworks",
        "Passages by theme",
        "because they share a theme, not because one answers the other",
        "not named",
        "Showing 1 to 60 of",
    ),
    f"/compare?document={SIF}&document={SIF}": ("The same document is chosen twice. Choose two different documents.",),
    f"/compare?document={SIF}": ("Now choose the second document.",),
    "/accessibility": (
        "Accessibility statement",
        "partially compliant",
        "No page has been tested with a screen reader",
    ),
    "/data": ("Files, feeds and API", "Word (.docx), Excel (.xlsx)", "POST /api/v1/ask", "all documents (Atom)"),
    "/themes?find=runaway": ("are called something with “runaway”", "children who go missing", "Show all"),
    "/actors?find=zzz": ("0 of", "No name has these letters in it.", "search the text of the documents for it"),
    "/privacy": ("Privacy", "sets no cookies", "It is not written to a log"),
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
    spaced = re.sub(r"</(?:t[dh]|d[dt]|caption|p|li|h\d)>", " ", response.text)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", spaced)))


def browse(client: FlaskClient, address: str) -> TestResponse:
    """The page at an address, as a browser asks for it."""
    return client.get(address, headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})


def with_format(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format=json"
