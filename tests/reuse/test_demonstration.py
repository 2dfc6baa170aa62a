"""The demonstration's stories, whose reprints are known: abridged, excerpted, with headlines and days of their own."""

from __future__ import annotations

from collections import defaultdict

from synopticon.demo.materials import MATERIALS, catalogue
from synopticon.extraction.reading import read
from synopticon.reuse.documents import Document
from synopticon.reuse.tracing import trace_documents


def test_every_story_is_one_family_and_no_family_mixes_stories() -> None:
    """Every file of the materials, read and traced with its true outlet and day, is filed with its own story alone."""
    documents, story = [], {}
    for piece in catalogue():
        if piece.format in ("feed", "warc"):
            continue
        text = read((MATERIALS / "sources" / piece.file).read_bytes(), name=piece.file).text
        documents.append(
            Document(piece.key, text, piece.title, piece.url, piece.outlet, piece.published[:10], piece.language)
        )
        story[piece.key] = piece.family
    families = defaultdict(set)
    for member in trace_documents(documents, []).members:
        families[member.family].add(member.item)
    mixed = [sorted(keys) for keys in families.values() if len({story[key] for key in keys}) > 1]
    assert mixed == []
    split = defaultdict(list)
    for keys in families.values():
        split[story[min(keys)]].append(sorted(keys))
    assert {name: parts for name, parts in split.items() if len(parts) > 1} == {}
