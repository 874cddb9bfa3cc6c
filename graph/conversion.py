"""The embedding model, loaded by sentence-transformers and converted once for OpenVINO, which is several times faster.

What is converted is kept in the user's cache folder, so that only the first run on a machine imports PyTorch, which
takes seconds. The conversion writes the same bytes each time, and neither it nor what comes after asks any network.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import openvino as ov
from tokenizers import Tokenizer

from graph.encoder import MODEL_SHA256, model_folder

LIBRARIES = ("openvino", "sentence-transformers", "tokenizers", "torch", "transformers")
"""What has a part in the conversion or in the arithmetic: another version of it may give other vectors."""
NETWORK, WEIGHTS, TOKENIZER, HASHES = "model.xml", "model.bin", "tokenizer.json", "sha256.json"


@cache
def conversion_version() -> str:
    """The hash of what the converted model depends on: the weights, the libraries and this code."""
    parts = [MODEL_SHA256, *(f"{name} {version(name)}" for name in LIBRARIES), Path(__file__).read_text()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def load() -> tuple[ov.Model, Tokenizer]:
    """The network, from the ids of one text to its unit vector, and the tokenizer that makes the ids. Raises ModelError.

    Converts the model if this has not been done yet: for good, where there is a folder to keep it in.
    """
    source = model_folder()
    cache = cache_folder()
    kept = cache and cache / f"model-{conversion_version()}"
    if kept and _is_whole(kept):
        return _read(kept)
    place = cache if cache and can_be_written(cache) else None
    with TemporaryDirectory(prefix="converting-", dir=place) as temporary:
        made = Path(temporary) / "model"
        made.mkdir()
        convert(source, made)
        found = _read(made)
        if kept and place:
            _move(made, kept)
    return found


def convert(source: Path, folder: Path) -> None:
    """Write the sentence-transformers model in `source` to `folder`: pooling, normalisation and tokenizer are its own.

    A text is embedded alone, so nothing is padded and the network needs no attention mask.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    with _quiet():
        import torch
        from openvino.frontend import FrontEndManager
        from openvino.frontend.pytorch.fx_decoder import TorchFXPythonDecoder
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        loaded = SentenceTransformer(str(source), device="cpu").eval()

        class OneText(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.loaded = loaded

            def forward(self, ids: torch.Tensor) -> torch.Tensor:
                vector: torch.Tensor = self.loaded({"input_ids": ids})["sentence_embedding"]
                return vector

        length = torch.export.Dim("length", min=2, max=loaded.max_seq_length)
        example = torch.ones((1, 16), dtype=torch.int64)
        exported = torch.export.export(OneText(), (example,), dynamic_shapes=({1: length},))
        # What openvino.convert_model does, which would need the tools that report its use.
        frontend = FrontEndManager().load_by_framework("pytorch")
        decoder = TorchFXPythonDecoder.from_exported_program(exported)  # named, since it has to live until the end
        network = frontend.convert(frontend.load(decoder))
    ov.save_model(network, folder / NETWORK, compress_to_fp16=False)
    tokenizer = loaded.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(loaded.max_seq_length)
    tokenizer.save(str(folder / TOKENIZER))
    (folder / HASHES).write_text(json.dumps({name: _sha256(folder / name) for name in (NETWORK, WEIGHTS, TOKENIZER)}))


def cache_folder() -> Path | None:
    """Where what is made once on a machine is kept, or None where the user has no home. It may be missing, or not be writable."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    except RuntimeError:
        return None
    return folder / "throughline"


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in `folder`, which is made if it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _is_whole(folder: Path) -> bool:
    """Whether `folder` holds what a conversion wrote there, to the last byte."""
    try:
        hashes = json.loads((folder / HASHES).read_text())
        return all(_sha256(folder / name) == hashes[name] for name in (NETWORK, WEIGHTS, TOKENIZER))
    except (OSError, ValueError, LookupError):
        return False


def _read(folder: Path) -> tuple[ov.Model, Tokenizer]:
    return ov.Core().read_model(folder / NETWORK), Tokenizer.from_file(str(folder / TOKENIZER))


def _move(made: Path, kept: Path) -> None:
    """Put `made` in the place of what is damaged or missing there, unless another process has just done so."""
    if not _is_whole(kept):
        shutil.rmtree(kept, ignore_errors=True)
        with suppress(OSError):
            made.rename(kept)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps off the screen what the libraries say about one another: operators that this model does not have."""
    root, silent = logging.getLogger(), logging.NullHandler()
    root.addHandler(silent)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(silent)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
