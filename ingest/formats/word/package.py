"""Opens the zip file that a Word document is, trusting nothing that it says about itself.

Only the parts that are asked for are unpacked, each within a bound on its size, and parsed without
entities or anything from outside the file.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from ingest.formats.manuscript import Unreadable

Element = Any
"""An lxml element: lxml has no types of its own."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Word files begin, and the wrapping that Word puts round a file with a password."""
MAX_MEMBERS = 20_000
MAX_PART = 64_000_000
"""A part of a document that unpacks to more bytes than this holds no report."""
MAX_RATIO = 400
"""Text packs to a tenth, markup to a fiftieth; what packs to less than this is made to fill the memory."""
SMALL = 4_000_000
"""A part of this many bytes does no harm however well it packs."""
MAX_MARKS = 3_000_000
"""The most elements and attributes, which take far more memory than the bytes that they are written in."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises over a file that is no sound zip file."""
_AGAIN = "Fetch it again from where it was published, or open it in Word and save it as a new .docx file."


class Package:
    """The parts of an office file. Raises Unreadable for what is no sound one, here and when a part is read."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(OLE):
            raise _wrapped(content)
        if content.count(b"PK\x01\x02") > MAX_MEMBERS:
            raise Unreadable(
                "too-large",
                f"The file packs more than {MAX_MEMBERS:,} files, as no Word document does. Open it in Word and save it as a new .docx file.",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED as error:
            raise Unreadable("broken", f"The file is damaged: it cannot be unpacked ({error}). {_AGAIN}") from error
        self.names = frozenset(self._zip.namelist())

    def root(self, name: str) -> Element:
        """The root element of the part called `name`, which has to be there."""
        content = self._unpacked(name)
        if content.count(b"<") + content.count(b"=") > MAX_MARKS:
            raise Unreadable(
                "too-large", f"Its part {name} has more elements than a report has. Split it into its documents."
            )
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(
                "broken", f"The file is damaged: its part {name} is not sound ({error.msg}). {_AGAIN}"
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(
                "broken",
                f"Its part {name} declares a document type, which no Word document does, and which can do harm. {_AGAIN}",
            )
        return root

    def related(self, name: str) -> dict[str, str]:
        """The parts that the part called `name` refers to ("" for the whole file), by the last word of their relation."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self.names:
            return {}
        found: dict[str, str] = {}
        for relation in self.root(relations):
            kind, target = relation.get("Type", ""), relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.setdefault(kind.rpartition("/")[2], path)
        return found

    def _unpacked(self, name: str) -> bytes:
        try:
            member = self._zip.getinfo(name)
            if member.flag_bits & 1:
                raise Unreadable(
                    "encrypted", "The file is protected by a password. Open it, save it without one, and try again."
                )
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Unreadable("broken", f"Its part {name} is packed in a way that Word does not use. {_AGAIN}")
            if member.file_size > MAX_PART or member.file_size > max(SMALL, MAX_RATIO * member.compress_size):
                raise _too_large(name, member.file_size)
            with self._zip.open(member) as stream:
                content = stream.read(MAX_PART + 1)
        except KeyError:
            raise Unreadable("broken", f"The file is damaged: its part {name} is missing. {_AGAIN}") from None
        except _DAMAGED as error:
            raise Unreadable(
                "broken", f"The file is damaged: its part {name} cannot be unpacked ({error}). {_AGAIN}"
            ) from error
        if len(content) > MAX_PART:
            raise _too_large(name, len(content))
        return content


def _wrapped(content: bytes) -> Unreadable:
    """Why a file that begins as old Word files do is not read."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Unreadable(
            "encrypted", "The file is protected by a password. Open it in Word, save it without one, and try again."
        )
    return Unreadable(
        "unknown-format",
        "The file is named .docx but was written by an old version of Word (.doc) or another program. Open it in Word and save it as .docx.",
    )


def _too_large(name: str, size: int) -> Unreadable:
    return Unreadable(
        "too-large",
        f"Its part {name} unpacks to {size:,} bytes, more than a report has. Split it into its documents, or save it as a PDF.",
    )
