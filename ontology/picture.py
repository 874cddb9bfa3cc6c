"""The picture of the data model: the classes as boxes, the properties between them as arrows, as one SVG."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 1120, 740
BOX_WIDTH, BOX_HEIGHT = 136, 44


@dataclass(frozen=True)
class Box:
    """A class, or a kind of concept, where it stands; `x` and `y` are those of its middle, in pixels."""

    term: str
    x: int
    y: int
    group: str


@dataclass(frozen=True)
class Arrow:
    """A property from one box to another. `at` is where along the arrow its name stands, between 0 and 1."""

    start: str
    property: str
    end: str
    at: float = 0.5


COLOURS = {
    "documents": "#d9e8f5",
    "inspections": "#fde8cf",
    "what is said": "#e2f0d9",
    "worked out": "#f3ddec",
    "names and lists": "#eeeeee",
}
"""What the colours of boxes say: the parts of the model."""

BOXES = (
    Box("tl:Authority", 100, 60, "inspections"),
    Box("tl:Inspection", 400, 60, "inspections"),
    Box("tl:Framework", 700, 60, "inspections"),
    Box("skos:ConceptScheme, a scale of grades", 1020, 60, "names and lists"),
    Box("foaf:Document", 100, 210, "documents"),
    Box("tl:Judgement", 700, 210, "inspections"),
    Box("skos:Concept, a grade", 1020, 140, "names and lists"),
    Box("tl:JudgementArea", 1020, 210, "inspections"),
    Box("doco:Section", 100, 360, "documents"),
    Box("doco:Paragraph", 400, 360, "documents"),
    Box("tl:Recommendation", 462, 500, "documents"),
    Box("tl:Finding", 100, 470, "documents"),
    Box("tl:Figure", 700, 290, "what is said"),
    Box("tl:Mention", 700, 360, "what is said"),
    Box("tl:ReportedSpeech", 700, 430, "what is said"),
    Box("tl:Reference", 700, 500, "what is said"),
    Box("tl:Abbreviation", 700, 570, "what is said"),
    Box("org:Membership", 700, 640, "what is said"),
    Box("skos:Concept, a theme or an actor", 1020, 360, "names and lists"),
    Box("skos:Concept, a speaker", 1020, 460, "names and lists"),
    Box("foaf:Person", 1020, 640, "names and lists"),
    Box("tl:Response", 260, 620, "worked out"),
    Box("tl:Association", 1020, 285, "worked out"),
)

ARROWS = (
    Arrow("foaf:Document", "tl:authority", "tl:Authority"),
    Arrow("foaf:Document", "tl:reports", "tl:Inspection"),
    Arrow("tl:Inspection", "tl:authority", "tl:Authority"),
    Arrow("tl:Inspection", "tl:framework", "tl:Framework"),
    Arrow("tl:Framework", "tl:scale", "skos:ConceptScheme, a scale of grades"),
    Arrow("tl:Judgement", "tl:inspection", "tl:Inspection"),
    Arrow("tl:Judgement", "tl:grade", "skos:Concept, a grade"),
    Arrow("skos:Concept, a grade", "skos:inScheme", "skos:ConceptScheme, a scale of grades"),
    Arrow("tl:Judgement", "tl:judgementArea", "tl:JudgementArea"),
    Arrow("tl:Judgement", "tl:paragraph", "doco:Paragraph"),
    Arrow("doco:Section", "dcterms:isPartOf", "foaf:Document"),
    Arrow("doco:Paragraph", "dcterms:isPartOf", "foaf:Document"),
    Arrow("doco:Paragraph", "dcterms:isPartOf", "doco:Section"),
    Arrow("tl:Recommendation", "is a", "doco:Paragraph"),
    Arrow("tl:Finding", "is a", "doco:Paragraph"),
    Arrow("tl:Figure", "tl:paragraph", "doco:Paragraph"),
    Arrow("tl:Mention", "tl:paragraph", "doco:Paragraph"),
    Arrow("tl:ReportedSpeech", "tl:paragraph", "doco:Paragraph"),
    Arrow("tl:Reference", "tl:paragraph", "doco:Paragraph"),
    Arrow("tl:Abbreviation", "tl:paragraph", "doco:Paragraph"),
    Arrow("org:Membership", "tl:paragraph", "doco:Paragraph"),
    Arrow("tl:Mention", "tl:concept", "skos:Concept, a theme or an actor"),
    Arrow("tl:ReportedSpeech", "tl:speaker", "skos:Concept, a speaker"),
    Arrow("org:Membership", "org:member", "foaf:Person"),
    Arrow("tl:Response", "tl:recommendation", "tl:Recommendation"),
    Arrow("tl:Response", "tl:paragraph", "doco:Paragraph", 0.4),
    Arrow("tl:Association", "tl:between", "skos:Concept, a theme or an actor"),
)


def svg() -> str:
    """The picture as an SVG document."""
    places = {box.term: box for box in BOXES}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" role="img" aria-labelledby="title">',
        '<title id="title">The data model: documents with sections and paragraphs, inspections with judgements, what is said in paragraphs, and what is worked out from all</title>',
        '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *(_line(arrow, places) for arrow in ARROWS),
        *(_name(arrow, places) for arrow in ARROWS),
        *(_box(box) for box in BOXES),
        *(_key(index, group) for index, group in enumerate(COLOURS)),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _box(box: Box) -> str:
    lines = box.term.split(", ")
    words = "".join(
        f'<text x="{box.x}" y="{box.y + 5 + 16 * index - 8 * (len(lines) - 1)}" text-anchor="middle">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
    left, top = box.x - BOX_WIDTH // 2, box.y - BOX_HEIGHT // 2
    return f'<rect x="{left}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="{COLOURS[box.group]}" stroke="#555"/>{words}'


def _key(index: int, group: str) -> str:
    """What a colour says, below the picture."""
    x = 32 + 150 * index
    return (
        f'<rect x="{x}" y="{HEIGHT - 30}" width="16" height="16" fill="{COLOURS[group]}" stroke="#555"/>'
        f'<text x="{x + 24}" y="{HEIGHT - 17}">{escape(group)}</text>'
    )


def _ends(arrow: Arrow, places: dict[str, Box]) -> tuple[float, float, float, float]:
    """Where an arrow begins and ends: on the edges of its boxes, on the line between their middles."""
    start, end = places[arrow.start], places[arrow.end]
    across, down = end.x - start.x, end.y - start.y
    reach = min(
        BOX_WIDTH / 2 / abs(across) if across else 1.0,
        BOX_HEIGHT / 2 / abs(down) if down else 1.0,
    )
    return start.x + across * reach, start.y + down * reach, end.x - across * reach, end.y - down * reach


def _line(arrow: Arrow, places: dict[str, Box]) -> str:
    x1, y1, x2, y2 = (round(place) for place in _ends(arrow, places))
    dashes = ' stroke-dasharray="5 4"' if arrow.property == "is a" else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#555"{dashes} marker-end="url(#head)"/>'


def _name(arrow: Arrow, places: dict[str, Box]) -> str:
    x1, y1, x2, y2 = _ends(arrow, places)
    x, y = round(x1 + (x2 - x1) * arrow.at), round(y1 + (y2 - y1) * arrow.at)
    width = round(6.4 * len(arrow.property)) + 6
    return (
        f'<rect x="{x - width // 2}" y="{y - 9}" width="{width}" height="17" fill="#fff" opacity="0.9"/>'
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" fill="#333" font-size="12">{escape(arrow.property)}</text>'
    )
