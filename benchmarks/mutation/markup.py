"""Changes XML and HTML: elements taken out, doubled, moved and nested, attributes and entities made strange."""

from __future__ import annotations

import random
import re

from benchmarks.mutation import text as words

_TAG = re.compile(r"<[^<>]*>")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_ATTRIBUTE = re.compile(r'\b[\w:-]{1,30}=(?:"[^"<>]*"|\'[^\'<>]*\')')
_ELEMENT = re.compile(r"<([\w:]{1,30})\b[^<>]*>(?:(?!</?\1\b).){0,3000}</\1>", re.S)
LONGEST = 500_000
VALUES = (
    "", "0", "-1", "1", "9", "63", "2147483648", "99999999999999999999", "1e9", "NaN", "x", "١", "true", "off", "&", "&amp;", "&#0;",
    "&nope;", "none", "display:none", "../../x", "http://127.0.0.1:9/", "\u202e", "a" * 5_000,
)  # fmt: skip
ENTITIES = (
    "&amp;",
    "&nope;",
    "&#0;",
    "&#xD800;",
    "&#x10FFFF;",
    "&#99999999999;",
    "&",
    "&lt;p&gt;",
    "&nbsp;",
    "&#8203;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?pi?>",
)
_LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
DECLARATIONS = (
    "<!DOCTYPE d>",
    '<!DOCTYPE d SYSTEM "file:///etc/hostname">',
    '<!DOCTYPE d [<!ENTITY nope "text">]>',
    '<!DOCTYPE d [<!ENTITY nope SYSTEM "file:///etc/hostname">]>',
    f'<!DOCTYPE d [<!ENTITY a "ha">{_LAUGHS}<!ENTITY nope "&m;">]>',
)


def changed(rng: random.Random, markup: str, other: str) -> str:
    """`markup` with one to six changes; elements of `other` may be put into it."""
    for _ in range(rng.choice((1, 2, 3, 6))):
        change = rng.choice(
            (_attribute, _attribute, _without_tag, _element, _element, _nested, _text, _text, _entity, _renamed)
        )
        markup = change(rng, markup)
        if rng.random() < 0.1:
            at = _place(rng, markup, _TAG)[1]
            markup = markup[:at] + _chosen(rng, other, _ELEMENT) + markup[at:]
    if rng.random() < 0.05:
        at = markup.find("?>") + 2 if "?>" in markup[:200] else 0
        markup = markup[:at] + rng.choice(DECLARATIONS) + markup[at:]
    return markup[:LONGEST]


def _place(rng: random.Random, markup: str, pattern: re.Pattern[str]) -> tuple[int, int]:
    """Where one of the matches of `pattern` is: the first after a place chosen at random."""
    match = pattern.search(markup, rng.randint(0, len(markup))) or pattern.search(markup)
    return match.span() if match else (0, 0)


def _chosen(rng: random.Random, markup: str, pattern: re.Pattern[str]) -> str:
    return markup[slice(*_place(rng, markup, pattern))]


def _attribute(rng: random.Random, markup: str) -> str:
    start, end = _place(rng, markup, _ATTRIBUTE)
    name = markup[start:end].partition("=")[0]
    value = rng.choice((rng.choice(VALUES), _chosen(rng, markup, _ATTRIBUTE).partition("=")[2].strip("\"'")))
    put = rng.choice(
        (f'{name}="{value}"', f'{name}="{value}"', "", f"{name}={value}", f'{markup[start:end]} {name}="{value}"')
    )
    return markup[:start] + put + markup[end:]


def _without_tag(rng: random.Random, markup: str) -> str:
    start, end = _place(rng, markup, _TAG)
    return markup[:start] + markup[end:]


def _element(rng: random.Random, markup: str) -> str:
    """An element is taken out, doubled, made many, or put elsewhere."""
    start, end = _place(rng, markup, _ELEMENT)
    element = markup[start:end]
    times = rng.choice((0, 0, 2, 2, 5, 300 if len(element) < 500 else 2))
    if times:
        return markup[:start] + element * times + markup[end:]
    rest = markup[:start] + markup[end:]
    at = _place(rng, rest, _TAG)[1]
    return rest[:at] + rng.choice(("", element)) + rest[at:]


def _nested(rng: random.Random, markup: str) -> str:
    """An element is put into itself, or into many of another: each sound by itself."""
    start, end = _place(rng, markup, _ELEMENT)
    outer = _TAG.match(_chosen(rng, markup, _ELEMENT))
    if outer is None:
        return markup
    name = re.match(r"[\w:]+", outer[0][1:])
    depth = rng.choice((1, 3, 30, 300, 3_000))
    closing = f"</{name[0]}>" * depth if name and rng.random() < 0.9 else ""
    return markup[:start] + outer[0] * depth + markup[start:end] + closing + markup[end:]


def _text(rng: random.Random, markup: str) -> str:
    start, end = _place(rng, markup, _TEXT)
    if start == end:
        return markup
    text = words.changed(rng, markup[start:end], "")[:100_000]
    if rng.random() < 0.9:
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return markup[:start] + text + markup[end:]


def _entity(rng: random.Random, markup: str) -> str:
    at = rng.choice(_place(rng, markup, _TEXT))
    if not at:
        return markup
    return markup[:at] + rng.choice(ENTITIES) + markup[at:]


def _renamed(rng: random.Random, markup: str) -> str:
    """The tag of one element becomes that of another."""
    start, end = _place(rng, markup, _TAG)
    return markup[:start] + _chosen(rng, markup, _TAG) + markup[end:]
