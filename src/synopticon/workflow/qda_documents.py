"""Which documents of the study a file's sources are: by id, by text; or taken in, where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from synopticon.capture.obtained import Obtained
from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.project import Source
from synopticon.model.capture import Capture, Channel, Claims, Place
from synopticon.model.coding import CodedDocument
from synopticon.model.digests import sha256_hex
from synopticon.workflow.coding_documents import all_documents, texts_of
from synopticon.workflow.extract import extract_new
from synopticon.workflow.indexing import refresh_index
from synopticon.workflow.progress import Progress
from synopticon.workflow.sealing import Sealing

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def match(study: Study, sources: Sequence[Source]) -> dict[str, CodedDocument]:
    """The study's document for each source's GUID: the one whose GUID it is, else one of the very same text."""
    wanted = {source.guid for source in sources}
    as_read = {source.guid: _as_read(source.text) for source in sources if source.text}
    lengths = {len(text) for text in as_read.values()}
    found: dict[str, CodedDocument] = {}
    alike: list[CodedDocument] = []
    for document in all_documents(study):
        if (guid := guid_of(document.id)) in wanted:
            found[guid] = document
        elif document.reading is not None and document.length in lengths:
            alike.append(document)
    texts = texts_of(study, [(one.id, one.reading or "") for one in alike])
    by_text = {texts[one.id, one.reading or ""]: one for one in reversed(alike) if (one.id, one.reading or "") in texts}
    for guid, text in as_read.items():
        if guid not in found and text in by_text:
            found[guid] = by_text[text]
    return found


def take_in(study: Study, sources: Sequence[Source], file: str, progress: Progress) -> Mapping[str, str]:
    """Collect the sources' texts as media items; the item's id for each source's GUID."""
    sealing, ids = Sealing(study), {}
    with study.job("collect"):
        for source in sources:
            data = (source.text or "").encode("utf-8", "replace")
            capture = Capture(
                asked=f"file:{file}#{source.name or source.guid}",
                collected=study.clock(),
                channel=Channel.FILE,
                digest=sha256_hex(data),
                size=len(data),
                media_type="text/plain",
                place=Place(sha256_hex(data)),
                claims=Claims(title=source.name),
            )
            ids[source.guid] = capture.id
            sealing.add(Obtained(capture, (data,)))
        sealing.finish()
    extract_new(study, progress=progress)
    refresh_index(study, progress=progress)
    return ids


def _as_read(text: str) -> str:
    """As extraction keeps plain text: line feeds, no control characters, no blank edges."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
