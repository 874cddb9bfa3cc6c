"""Changes Word files: the XML of their parts, which are packed soundly again, and the packing itself."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile

from lxml import etree

from benchmarks.mutation import markup, octets

_NUMBERS = re.compile(r'(?<=w:val=")\d+(?=")')


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """A Word file with changes to one to three of its parts, or to how it is packed."""
    if rng.random() < 0.15:
        return _packing_changed(rng, content)
    parts, others = unpacked(content), unpacked(other)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(rng.choice((1, 1, 2, 3))):
        name = rng.choice([*names, *["word/document.xml"] * 5])
        if name in parts:
            parts[name] = _part_changed(rng, parts[name], others.get(name, b""))
    if rng.random() < 0.1:
        parts = _members_changed(rng, parts)
    return packed(parts, rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def unpacked(content: bytes) -> dict[str, bytes]:
    """The members of a sound zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these members, the same whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def _part_changed(rng: random.Random, part: bytes, other: bytes) -> bytes:
    xml = part.decode("utf-8", "replace")
    if rng.random() < 0.3:
        xml = _NUMBERS.sub(lambda found: rng.choice(markup.VALUES) if rng.random() < 0.05 else found[0], xml)
    xml = markup.changed(rng, xml, other.decode("utf-8", "replace"))
    if rng.random() < 0.8:
        return _well_formed(xml)
    return octets.mutated(rng, xml.encode(), other) if rng.random() < 0.05 else xml.encode("utf-8", "replace")


def _well_formed(xml: str) -> bytes:
    """`xml` with what is not well formed put right, so that what is odd about it gets past the parser."""
    content = xml.encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, etree.XMLParser(recover=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return content
    return content if root is None else bytes(etree.tostring(root, encoding="utf-8"))


def _members_changed(rng: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    """A member is missing, or bears the name of another."""
    changed = dict(parts)
    content = changed.pop(rng.choice(list(parts)))
    if rng.random() < 0.7:
        changed[rng.choice([*parts, "../../x", "word/", "WORD/document.xml", "a" * 60_000])] = content
    return changed


def _packing_changed(rng: random.Random, content: bytes) -> bytes:
    """A number in one of the headers of the zip file is another, or a block of it is."""
    changed = bytearray(content)
    headers = [match.start() for match in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", content)]
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.choice(headers) + rng.choice((4, 6, 8, 10, 14, 18, 20, 22, 24, 26, 28, 30, 42))
        if at + 4 <= len(changed):
            struct.pack_into("<I", changed, at, rng.choice((0, 1, 8, 99, 2**31, 2**32 - 1, rng.randrange(2**32))))
    return octets.mutated(rng, bytes(changed), content) if rng.random() < 0.5 else bytes(changed)
