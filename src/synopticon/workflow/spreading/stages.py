"""What a worker does: the stages of a trace on a part of the collection, from shards and columns to columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.language.detect import language_of
from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import LONGEST, fingerprint, light_batches
from synopticon.reuse.gathering import Gathered
from synopticon.reuse.identical import identical
from synopticon.reuse.openings import Setting
from synopticon.reuse.origins import setting_of
from synopticon.reuse.proposing import Pairs, Shared, chosen, mass_of, postings_of, put_together, shared_in
from synopticon.reuse.rarity import frozen_rarity
from synopticon.reuse.relations import Found, found_between
from synopticon.reuse.sampling import LEAD_BITS
from synopticon.reuse.translations.reading import primary
from synopticon.reuse.verifying import verify as verified
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.spreading.blocks import Block, documents_in
from synopticon.workflow.spreading.columns import Columns, Texts
from synopticon.workflow.spreading.rows import card_columns, cards_in, relation_columns
from synopticon.workflow.spreading.settling import settle
from synopticon.workflow.spreading.tasks import Run, Task

Stage = Callable[[Run, Task, str], Columns]
Arrays = dict[str, NDArray[Any]]
SHARED = ("left", "right", "grams")
"""The columns of what pairs share."""


def fingerprints(run: Run, task: Task, _: str) -> Columns:
    """A block of the file: cards, bodies, and the sampled grams in parts by their first bits.

    given: begin, end, line and sha256 of the block; parts, a power of two; languages, whether to tell them.
    """
    given = task.given
    block = Block(given["begin"], given["end"], given["line"], given["sha256"])
    gathered = Gathered()
    places: list[int] = []
    lines: list[int] = []
    languages: list[str | None] = []
    for batch in light_batches(_noted(run, block, places, lines)):
        gathered.add(fingerprint(batch))
        if given["languages"]:
            languages.extend(primary(document.language) or language_of(document.text) for document in batch)
    grams, owners = gathered.fingerprints()
    part = (grams >> np.uint64(LEAD_BITS - (given["parts"].bit_length() - 1))) & np.uint64(given["parts"] - 1)
    columns: Arrays = {
        **card_columns(gathered.cards),
        "place": np.array(places, np.int64),
        "line": np.array(lines, np.int64),
        "digest": np.array(gathered.digests, "S32"),
        "letters": np.array(gathered.letters, np.int64),
        "comparable": np.array(gathered.comparable, bool),
        **(Texts.of(languages).named("language") if given["languages"] else {}),
    }
    for number in range(given["parts"]):
        columns[f"grams{number}"], columns[f"owners{number}"] = grams[part == number], owners[part == number]
    return columns


def _noted(run: Run, block: Block, places: list[int], lines: list[int]) -> Iterator[Document]:
    """The documents of a block; where they stand is noted."""
    for document, place, line in documents_in(Path(run.documents), block):
        places.append(place)
        lines.append(line)
        yield document


def proposals(run: Run, task: Task, _: str) -> Columns:
    """All grams of one part: how many each body has, and how many pairs share, in parts by pair.

    given: part, parts; blocks, the shards with the grams; order, the shard that numbers their bodies.
    """
    shards, given = run.shards(), task.given
    order = shards.read(given["order"])
    columns = [shards.read(name, f"grams{given['part']}", f"owners{given['part']}") for name in given["blocks"]]
    grams = np.concatenate([np.zeros(0, np.uint64), *(block[f"grams{given['part']}"] for block in columns)])
    owners = [order[f"b{n}"][block[f"owners{given['part']}"]] for n, block in enumerate(columns)]
    size = int(order["size"][0])
    postings = postings_of(grams, np.concatenate([np.zeros(0, np.int32), *owners]), np.arange(size))
    found: Arrays = {"mass": mass_of(postings, size)}
    divided: list[list[Shared]] = [[] for _ in range(given["parts"])]
    for shared in shared_in(postings, size):
        part = (shared.left * 31 + shared.right) % given["parts"]
        for number, parts in enumerate(divided):
            here = part == number
            parts.append(Shared(shared.left[here], shared.right[here], shared.grams[here]))
    for number, parts in enumerate(divided):
        found |= {f"{name}{number}": column for name, column in _shared_columns(parts).items()}
    return found


def _shared_columns(parts: Sequence[Shared]) -> Arrays:
    """Numbers of bodies and sums, each in four bytes."""
    return {
        name: np.concatenate([np.zeros(0, np.int32), *(getattr(part, name).astype(np.int32) for part in parts)])
        for name in SHARED
    }


def pairs(run: Run, task: Task, _: str) -> Columns:
    """One part of the pairs: those that share enough over all grams.

    given: part; proposals, the shards with what pairs share; mass, the shard with that of all bodies.
    """
    shards, part = run.shards(), task.given["part"]
    parts = []
    for shard in task.given["proposals"]:
        columns = shards.read(shard, *(f"{name}{part}" for name in SHARED))
        parts.append(Shared(*(columns[f"{name}{part}"].astype(np.int64) for name in SHARED)))
    found = chosen(put_together(parts), shards.read(task.given["mass"], "mass")["mass"])
    return {"left": found.left, "right": found.right}


def relations(run: Run, task: Task, _: str) -> Columns:
    """Pairs compared on their texts.

    columns: left and right, as numbers among the cards that come along with place and letters; these are the first
    documents of their bodies.
    """
    columns = task.columns
    cards = cards_in(columns)
    corpus = _corpus(run, columns)

    def texts(wanted: Sequence[int]) -> list[str]:
        names = [cards[body].id for body in wanted]
        found = corpus.texts(names)
        return [found[name][:LONGEST] for name in names]

    def setting(left: int, right: int) -> Setting:
        return setting_of(cards[left], cards[right])

    asked = Pairs(columns["left"], columns["right"])
    found = [
        _renumbered(found_between(held, cards[held.left], cards[held.right]), columns["body"])
        for _, held_here in verified(asked, columns["letters"], texts, frozen_rarity(), setting)
        for held in held_here
    ]
    return relation_columns(found)


def _renumbered(found: Found, bodies: NDArray[np.int64]) -> Found:
    return Found(int(bodies[found.left]), int(bodies[found.right]), found.reuse, found.own_a, found.own_b)


def _corpus(run: Run, columns: Columns) -> JsonlCorpus:
    """The documents of these columns, to be read by their places."""
    ids = Texts.within(columns, "id").strings()
    return JsonlCorpus(Path(run.documents), dict(zip(ids, columns["place"].tolist(), strict=True)))


def repeats(run: Run, task: Task, _: str) -> Columns:
    """Documents with the body of an earlier one: a relation to the first.

    columns: cards in the order of the documents, the first one of each body among them, with place and letters.
    """
    columns = task.columns
    cards, corpus = cards_in(columns), _corpus(run, columns)
    letters = dict(zip(columns["body"].tolist(), columns["letters"].tolist(), strict=True))
    body_of = {card.id: card.body for card in cards}
    return relation_columns(
        [Found(body_of[one.a], body_of[one.a], one, 1.0, 1.0) for one in identical(cards, letters, corpus.texts)]
    )


STAGES: Mapping[str, Stage] = {
    "fingerprints": fingerprints,
    "proposals": proposals,
    "pairs": pairs,
    "relations": relations,
    "repeats": repeats,
    "rows": settle,
}
"""The stages by name."""
