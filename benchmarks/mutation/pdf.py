"""Changes PDFs: the numbers in their dictionaries, and what their streams hold, which are packed soundly again.

So a change reaches the parser of page contents, fonts and character maps, and not the unpacking alone.
"""

from __future__ import annotations

import random
import re
import zlib

from benchmarks.mutation import octets

_STREAM = re.compile(rb"(?P<begin>stream\r?\n)(?P<data>.*?)(?P<end>\r?\n?endstream)", re.S)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAMED_NUMBER = re.compile(
    rb"(?<=/)(?:Length\d?|Count|Kids|Rotate|MediaBox|CropBox|Size|Prev|XRefStm|W|Index|N|First|Predictor|Columns|Colors"
    rb"|BitsPerComponent|FirstChar|LastChar|Widths|UserUnit|Root|Parent|Contents|Resources|Font|ToUnicode|Encoding|Encrypt"
    rb"|V|R|P)\b[\s\[]*(?P<number>-?\d+(?:\.\d+)?)"
)
_TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|[^\s()<>\[\]]+|\[|\]", re.S)
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
    b"0.00001",
    b"NaN",
    b"-0",
    b"90",
    b"180",
    b"45",
)
_OPERATORS = (
    b"Tj",
    b"TJ",
    b"Td",
    b"TD",
    b"Tm",
    b"T*",
    b"Tf",
    b"Tz",
    b"TL",
    b"Tc",
    b"Tw",
    b"Ts",
    b"Tr",
    b"BT",
    b"ET",
    b"q",
    b"Q",
    b"cm",
    b"'",
    b'"',
    b"Do",
    b"BI",
    b"ID",
    b"EI",
    b"re",
    b"f",
    b"W",
    b"n",
    b"BDC",
    b"EMC",
    b"gs",
    b"sh",
)
_WORDS = (b"/Type", b"/Page", b"/Pages", b"/Catalog", b"/Parent", b"/Kids", b"endobj", b"obj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"/FlateDecode", b"<<", b">>", b"R", b"/Contents", b"/Font")  # fmt: skip


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """A PDF with one to four changes; streams of `other` may take the place of its own."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        kind = rng.random()
        if kind < 0.55:
            content = _stream_changed(rng, content, other)
        elif kind < 0.8:
            content = _number_changed(rng, content)
        elif kind < 0.9:
            content = _word_changed(rng, content)
        else:
            content = octets.mutated(rng, content, other)
    return content


def _stream_changed(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """What one of the streams holds is changed. It keeps its length where it can, so that what follows keeps its place."""
    streams = list(_STREAM.finditer(content))
    if not streams:
        return content
    stream = rng.choice(streams)
    inside = _inflated(stream["data"])
    if inside is None:
        data = octets.mutated(rng, stream["data"], other)
    else:
        data = zlib.compress(_inside_changed(rng, inside, other), 9)
    return content[: stream.start("data")] + data.ljust(len(stream["data"]), b"\0") + content[stream.end("data") :]


def _inflated(data: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(data, 2_000_000)
    except zlib.error:
        return None


def _inside_changed(rng: random.Random, inside: bytes, other: bytes) -> bytes:
    kind = rng.random()
    if kind < 0.15:
        return octets.mutated(rng, inside, other)
    if kind < 0.2:
        return inside * rng.choice((2, 10, 50)) if len(inside) < 20_000 else inside
    if kind < 0.3:
        found = [one for stream in _STREAM.finditer(other) if (one := _inflated(stream["data"]))]
        return rng.choice(found) if found else inside
    for _ in range(rng.choice((1, 3, 10, 50))):
        inside = _token_changed(rng, inside)
    return inside


def _token_changed(rng: random.Random, inside: bytes) -> bytes:
    match = _TOKEN.search(inside, rng.randint(0, len(inside)))
    if match is None:
        return inside
    token = match[0]
    if _NUMBER.fullmatch(token):
        put = rng.choice((*_NUMBERS, str(round(float(token) * rng.uniform(-2, 3), 2)).encode(), b""))
    elif token[:1] in b"(<":
        put = rng.choice(
            (
                token * rng.choice((2, 500)),
                b"()",
                b"<",
                b"(",
                token[:-1],
                token[:1] + rng.randbytes(8).hex().encode() + token[-1:],
            )
        )
    else:
        put = rng.choice((*_OPERATORS, token + b" " + token, b""))
    return inside[: match.start()] + put + inside[match.end() :]


def _number_changed(rng: random.Random, content: bytes) -> bytes:
    """A number outside the streams is another, more often one that the reading hangs on."""
    pattern = _NAMED_NUMBER if rng.random() < 0.8 else _NUMBER
    found = list(pattern.finditer(content))
    if not found:
        return content
    match = rng.choice(found)
    start, end = match.span("number") if pattern is _NAMED_NUMBER else match.span()
    return content[:start] + rng.choice((*_NUMBERS, str(rng.randint(0, 60)).encode())) + content[end:]


def _word_changed(rng: random.Random, content: bytes) -> bytes:
    word = rng.choice(_WORDS)
    at = content.find(word, rng.randint(0, len(content)))
    return content if at < 0 else content[:at] + rng.choice((*_WORDS, b"", word * 2)) + content[at + len(word) :]
