"""A question is embedded by plain arithmetic, to the same vector on any number of cores, and without what builds a store."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from graph.encoder import DIMENSIONS, MOST_TOKENS, embed_question, embed_questions, encoder, model_folder
from sample.answers import KINDS

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "What was said about return home interviews over time?",
    "CP visits timeliness?",
    "x",
    "",
    "Ünïcode – “quoted” 🙂 \x00 \u200b",
    "missing from home " * 200,
)
SLOW = {"torch", "transformers", "sentence_transformers", "openvino", "scipy", "networkx", "bm25s", "pypdfium2", "lxml"}
"""Packages that take long to import, and that only those need who build or serve."""


def digest() -> str:
    """The hash of the vectors of `QUESTIONS`."""
    return hashlib.sha256(np.array([embed_question(text) for text in QUESTIONS]).tobytes()).hexdigest()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_question_has_the_vector_that_sentence_transformers_makes_of_it() -> None:
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    plain = SentenceTransformer(str(model_folder()), device="cpu")
    expected = plain.encode(list(QUESTIONS), batch_size=1, show_progress_bar=False)
    found = np.array([embed_question(text) for text in QUESTIONS])
    assert np.abs(found - expected).max() < 1e-6


def test_a_vector_is_of_unit_length_and_single_precision() -> None:
    for text in QUESTIONS:
        vector = embed_question(text)
        assert (vector.shape, vector.dtype) == ((DIMENSIONS,), np.float32)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_texts_embedded_together_have_the_vectors_of_each_alone() -> None:
    together, alone = embed_questions(QUESTIONS), np.array([embed_question(text) for text in QUESTIONS])
    assert (together.shape, together.dtype) == ((len(QUESTIONS), DIMENSIONS), np.float32)
    assert np.abs(together - alone).max() < 1e-6
    assert np.array_equal(together, embed_questions(QUESTIONS))


def test_what_is_longer_than_the_model_reads_is_left_out() -> None:
    # Two of the tokens mark the beginning and the end.
    whole, longer = ("missing " * count for count in (MOST_TOKENS - 2, MOST_TOKENS + 50))
    assert np.array_equal(embed_question(whole), embed_question(longer))
    assert not np.array_equal(embed_question(whole), embed_question("missing " * (MOST_TOKENS - 3)))


@pytest.mark.parametrize("threads", ["1", "2", "5"])
def test_the_number_of_cores_does_not_change_a_bit(threads: str) -> None:
    run = "import sys; sys.path.insert(0, 'tests'); from test_encoder import digest; print(digest())"
    environment = {**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    result = subprocess.run([sys.executable, "-c", run], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.stdout.strip() == digest(), result.stderr


def test_the_weights_are_read_where_they_lie() -> None:
    assert all(isinstance(tensor, np.memmap) for tensor in encoder()._weights.values())


def test_questions_of_all_kinds_are_answered_without_what_builds_a_store(sample_path: Path) -> None:
    ask = (
        "import sys; from qa_service.cli import main\n"
        f"for question in {[question for question, _ in KINDS.values()]!r}:\n"
        f"    main(['ask', question, '--store', {str(sample_path)!r}], standalone_mode=False)\n"
        f"print(*sorted({SLOW!r} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Northmere, 28 November 2016, leadership, management and governance: inadequate" in result.stdout
    assert "The range of permanent tenancies for care leavers who are ready for them." in result.stdout
    assert result.stderr.strip() == ""
