"""Time stamps (RFC 3161): of a release's manifest, and of the public log's head. Asked only when ordered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from synopticon.errors import UsageError, VerificationFailed
from synopticon.model.custody import Act
from synopticon.release.manifest import STAMP, STAMP_SIGNATURE
from synopticon.release.signing import Signer
from synopticon.release.timestamps import NONCE, Stamp, read_stamp, request, require_extra
from synopticon.workflow.custody import STAMPED, log_statement, public_head

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

Ask = Callable[[bytes], bytes]
"""A request in DER to an answer in DER."""


@dataclass(frozen=True, slots=True)
class LogStamp:
    """A time stamp of the public log. statement: the bytes that it covers; answer: its blob in the archive."""

    entries: int
    head: str
    statement: bytes
    answer: str
    time: datetime
    policy: str
    certificate: str | None


def stamp_files(study: Study, manifest: bytes, signer: Signer, *, ask: Ask | None = None) -> dict[str, bytes]:
    """The two files that put a time stamp beside a manifest. Raises UsageError, MissingPart, NetworkFailed,
    VerificationFailed where the answer is not about these bytes.
    """
    answer, _ = _obtained(study, manifest, ask)
    return {STAMP: answer, STAMP_SIGNATURE: signer.sign(answer)}


def stamp_log(study: Study, *, ask: Ask | None = None) -> LogStamp:
    """Have the public log's head stamped, keep the answer in the archive and log it. Raises as stamp_files."""
    entries, head = public_head(study)
    if not entries:
        raise UsageError("the public log is empty", remedy="Collect something first: synopticon collect TARGET")
    statement = log_statement(entries, head)
    answer, stamp = _obtained(study, statement, ask)
    blob = study.archive.put(answer)
    details = {"entries": str(entries), "head": head, "time": stamp.time.isoformat(), "policy": stamp.policy}
    with study.writing() as writer:
        writer.record(Act("timestamp", STAMPED, blob, details))
    return LogStamp(entries, head, statement, blob, stamp.time, stamp.policy, stamp.certificate)


def _obtained(study: Study, message: bytes, ask: Ask | None) -> tuple[bytes, Stamp]:
    require_extra()
    nonce = study.random(NONCE)
    answer = (ask or _service(study))(request(message, nonce))
    try:
        stamp = read_stamp(answer)
    except ValueError as error:
        raise VerificationFailed("the time-stamping service's answer cannot be read", why=str(error)) from error
    if stamp.imprint != hashlib.sha256(message).digest() or stamp.nonce != int.from_bytes(nonce, "big"):
        raise VerificationFailed("the time stamp is not an answer to what was asked")
    return answer, stamp


def _service(study: Study) -> Ask:
    from synopticon.capture.channels.timestamp import ask
    from synopticon.capture.guard import Guard

    url = study.settings.text("timestamp.url")
    if not url:
        raise UsageError(
            "no time-stamping service is named",
            where="timestamp.url in study.toml",
            remedy='Name one, e.g. url = "https://freetsa.org/tsr" under [timestamp].',
        )
    guard = Guard(study.settings.words("collect.allow_addresses"))
    timeout, proxy = study.settings.number("collect.timeout_seconds"), study.settings.text("collect.proxy")
    return lambda query: ask(url, query, guard=guard, timeout=timeout, proxy=proxy)
