"""Documents whose texts, titles and names are made to do harm to whoever reads them in a browser or spreadsheet."""

from __future__ import annotations

from pathlib import Path

from tiny import write

SCRIPT = "<script>alert('run')</script>"
IMAGE = '"><img src="https://evil.example/x.png" onerror="alert(1)">'
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
REVERSED = "\u202eesrever\u2066"
LONG = "Llanfair" + "pwllgwyngyll" * 40
FORMULA = '=HYPERLINK("https://evil.example","supervision")'
QUESTION = "What was said about supervision over time?"
QUESTIONS = (
    QUESTION,
    f"supervision {SCRIPT}",
    f"supervision {IMAGE}",
    f"{REVERSED} supervision",
    f"supervision {LONG}",
    f"{FORMULA} supervision",
    f"supervision {TEMPLATE}",
    "javascript:alert(1)//supervision",
)
LETTER = f"""9 July 2018

Dear Desmond {SCRIPT}

Monitoring visit to Eastmere County Council children's services {IMAGE}

This letter reports on a monitoring visit to Eastmere County Council on 12 and 13 June 2018.

Supervision {SCRIPT}

Supervision of social workers is regular {SCRIPT} and {IMAGE} is written down {REVERSED} in every team of the council.

Supervision {LONG} is held each month, and social workers say that it helps them {TEMPLATE} with the children they know.

{FORMULA} is what supervision records begin with, and social workers are told of it by their managers each month.

What needs to improve {IMAGE}

- {FORMULA} and the quality of supervision {SCRIPT} that social workers receive.
- The timeliness of supervision {LONG}.
"""
MANY = 1_000
NOTES = "14 January 2019\n\nNotes on supervision in Eastmere County Council\n" + "".join(
    f"\n{number}. Supervision {SCRIPT} was held.\n" for number in range(1, MANY + 1)
)
PAPER = f"""REPORT TO: Cabinet, 14 January 2020

SUBJECT: {FORMULA} {SCRIPT} {REVERSED} {LONG}

LEAD OFFICER: Director of Children's Services {IMAGE}

Eastmere County Council {SCRIPT} asked that supervision of social workers be recorded, and supervision is now recorded for 84% {IMAGE} of them.

The judgement {LONG} is that supervision is better than it was, and that social workers are helped by it {REVERSED} very much.

Recommendation 1: that supervision {IMAGE} be held each month {SCRIPT} by every manager.
"""
PAGE = f"""<html><head><title>Supervision &lt;script&gt;alert('run')&lt;/script&gt;</title></head><body><main>
<h1>Focused visit to Eastmere County Council &lt;img src=x onerror=alert(1)&gt;</h1><p>14 March 2021</p>
<p>Supervision of social workers has improved &lt;script&gt;alert('run')&lt;/script&gt; since the last visit of inspectors to the council {LONG}.</p>
<p><a href="javascript:alert(1)">Supervision is now written down</a>, and every one of the social workers who were met <b onclick="alert(1)">spoke well of supervision</b> in their team.</p>
</main></body></html>"""


def hostile_documents(folder: Path) -> Path:
    """`folder` with such documents."""
    write(folder, **{f"a {SCRIPT.replace('/', '')}": LETTER, f"{REVERSED} =1+1": PAPER, "notes": NOTES})
    (folder / '"><img src=x onerror=alert(1)>.html').write_text(PAGE, encoding="utf-8")
    return folder
