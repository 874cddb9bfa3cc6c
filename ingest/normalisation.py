"""How text is brought to one form: for showing (`collapse`), for comparing and naming (`normalise`).

`normalise` is part of the identifiers of unnumbered paragraphs, so it is a contract: NFKC, lower
case, quotation marks and dashes unified, white space collapsed. Changing it renames paragraphs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


def collapse(text: str) -> str:
    """`text` with each run of white space as one space, and none at the ends."""
    return " ".join(text.split())


def normalise(text: str) -> str:
    """`text` in the one form in which two texts are the same text."""
    return collapse(unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).lower())


def content_hash(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:12]


def slug(text: str) -> str:
    """`text` as lower-case words joined by hyphens, for use in an address."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower().replace("'", "")).strip("-")
