"""``python -m sample.forms`` makes the sample documents from their texts."""

from __future__ import annotations

from sample.forms.document import DOCUMENTS, SAMPLES

if __name__ == "__main__":
    DOCUMENTS.mkdir(exist_ok=True)
    for sample in SAMPLES:
        (DOCUMENTS / sample.file).write_bytes(sample.made())
        print(f"{DOCUMENTS.name}/{sample.file}")
