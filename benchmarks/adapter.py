"""Trains the adapter of question vectors: what people ask of a concept comes nearer to the sentences that speak of it.

Run as ``python -m benchmarks.adapter STORE``, which writes graph/adapter.npz and prints its SHA-256. No question is
needed: the reports and the thesaurus give the pairs. A label of a concept, or its scope note, stands for a question;
a sentence that mentions the concept by another of its labels is what should be found. The loss is InfoNCE (van den Oord
and others, 2018) over the sentences of a batch, those left out that mention the concept, too. One thread and seeded
random numbers make the same file each time on one machine.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from graph.adapter import ADAPTER
from graph.embedding import DIMENSIONS, embed
from graph.meaning import labels_of_concepts
from graph.passage import Corpus
from graph.store import open_store
from ontology.vocabulary import vocabulary

RANK = 48
STEPS = 2400
BATCH = 256
TEMPERATURE = 0.05
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 0.02


def sentences_of_concepts(corpus: Corpus) -> dict[str, dict[int, str]]:
    """For each concept the sentences that mention it, by their number in the corpus, with the label that they have."""
    starts = np.cumsum([0, *(len(passage.sentences) for passage in corpus.passages)])
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for number, document in enumerate(corpus.documents):
        for mention in document.mentions:
            row = corpus.row_at.get((number, mention.paragraph))
            if row is None:
                continue
            for place, (start, end) in enumerate(corpus.passages[row].sentences):
                if start <= mention.span[0] < end:
                    found[mention.concept][int(starts[row]) + place] = mention.label
    return dict(found)


def trained(
    asked: dict[str, list[str]], mentions: dict[str, dict[int, str]], sentences: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The two factors of the adapter, of shapes (384, rank) and (rank, 384).

    asked: the labels and scope note of each concept. sentences: the vectors of all sentences, shape (n, 384).
    """
    torch.set_num_threads(1)
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    concepts = sorted(mentions.keys() & asked.keys())
    spoken_of = {concept: np.array(sorted(mentions[concept])) for concept in concepts}
    concepts_of: dict[int, set[str]] = defaultdict(set)
    for concept in concepts:
        for sentence in mentions[concept]:
            concepts_of[sentence].add(concept)
    texts = sorted({text for concept in concepts for text in asked[concept]})
    place = {text: number for number, text in enumerate(texts)}
    vectors, targets = (torch.tensor(given.astype(np.float32)) for given in (embed(texts), sentences))
    chances = np.array([len(spoken_of[concept]) ** 0.5 for concept in concepts])
    chances /= chances.sum()
    down = torch.nn.Parameter(torch.randn(DIMENSIONS, RANK) * 0.05)
    up = torch.nn.Parameter(torch.zeros(RANK, DIMENSIONS))
    optimiser = torch.optim.AdamW([down, up], lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    for step in range(STEPS):
        chosen = [concepts[number] for number in random.choice(len(concepts), BATCH, p=chances)]
        found = [int(random.choice(spoken_of[concept])) for concept in chosen]
        questions = [
            str(random.choice([text for text in asked[concept] if text != mentions[concept][sentence]]))
            for concept, sentence in zip(chosen, found, strict=True)
        ]
        given = vectors[[place[question] for question in questions]]
        adapted = torch.nn.functional.normalize(given + given @ down @ up, dim=1)
        scores = adapted @ targets[found].T / TEMPERATURE
        also = [
            [one != other and concept in concepts_of[sentence] for other, sentence in enumerate(found)]
            for one, concept in enumerate(chosen)
        ]
        loss = torch.nn.functional.cross_entropy(scores.masked_fill(torch.tensor(also), -1e4), torch.arange(BATCH))
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * (1 - step / STEPS)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return down.detach().numpy(), up.detach().numpy()


def main(arguments: Sequence[str]) -> None:
    """Train on the reports of a store, and write the adapter."""
    store = open_store(Path(arguments[0]))
    known = vocabulary()
    asked = {
        iri: [*labels, (known.themes.get(iri) or known.actors[iri]).note]
        for iri, labels in labels_of_concepts().items()
    }
    down, up = trained(asked, sentences_of_concepts(store.corpus), store.vectors.vectors.sentences)
    np.savez(ADAPTER, down=down.astype(np.float16), up=up.astype(np.float16))
    print(hashlib.sha256(ADAPTER.read_bytes()).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1:])
