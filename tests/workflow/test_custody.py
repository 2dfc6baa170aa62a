"""The custody log: its first broken entry is named, and its public form tells nothing and binds everything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from synopticon.errors import UsageError
from synopticon.model.custody import GENESIS, CustodyEntry
from synopticon.model.digests import digest_of
from synopticon.release.commitments import Committed, commit, salt_for
from synopticon.release.public_log import opening
from synopticon.workflow.collect import collect
from synopticon.workflow.custody import export_log, public_log, verify_chain
from synopticon.workflow.keys import commitment_key
from synopticon.workflow.study import Study


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that has collected three invented pages."""
    base = tmp_path_factory.mktemp("custody")
    for number in range(3):
        (base / f"secret-name-{number}.txt").write_text(f"Invented words of page {number}.")
    with Study.create(base / "study") as study:
        collect(study, [str(base / f"secret-name-{number}.txt") for number in range(3)])
    return base / "study"


@pytest.fixture
def study(begun: Path, tmp_path: Path) -> Iterator[Study]:
    """A copy of that study."""
    shutil.copytree(begun, tmp_path / "study")
    with Study.open(tmp_path / "study") as study:
        yield study


def forged(study: Study, monkeypatch: pytest.MonkeyPatch, links: list[CustodyEntry]) -> None:
    """Let the study's reader tell another log."""
    kind = type(study.reader)

    def custody(
        self: object, *, after: int = 0, limit: int | None = None, subject: str | None = None
    ) -> Iterator[CustodyEntry]:
        return (link for link in links if link.sequence > after)

    monkeypatch.setattr(kind, "custody", custody)


def test_a_whole_chain_holds(study: Study) -> None:
    """Every entry is walked, and the last one's digest is told."""
    report = verify_chain(study)
    links = list(study.reader.custody())
    assert report.holds and report.entries == len(links) >= 6 and report.head == links[-1].entry


@pytest.mark.parametrize("at", [1, 3, 6])
def test_the_first_broken_entry_is_named_with_what_rests_on_it(
    study: Study, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """A changed name, a removed entry and a re-sealed one are found at the very place where the chain parts."""
    links = list(study.reader.custody())
    total = len(links)
    changed = [replace(link, who="another") if link.sequence == at else link for link in links]
    forged(study, monkeypatch, changed)
    assert (verify_chain(study).broken, verify_chain(study).following) == (at, total - at)
    forged(study, monkeypatch, [link for link in links if link.sequence != at])
    assert verify_chain(study).broken == (at if at < total else None)
    one = links[at - 1]
    sealed = CustodyEntry.seal(one.sequence, one.previous, "another", one.at, one.act)
    forged(study, monkeypatch, [sealed if link.sequence == at else link for link in links])
    assert verify_chain(study).broken == (at + 1 if at < total else None)


def test_the_public_log_is_a_chain_of_days_acts_and_commitments(study: Study, tmp_path: Path) -> None:
    """Each exported line follows from the one before, and names nobody, nothing and no time of day."""
    count = export_log(study, tmp_path / "log")
    text = (tmp_path / "log" / "public-log.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert len(lines) == count == 6
    previous = GENESIS
    for number, line in enumerate(lines, 1):
        assert set(line) == {"sequence", "day", "act", "commitment", "previous", "entry"}
        assert line["previous"] == previous and line["sequence"] == number and len(line["day"]) == 10
        fields = [line[name] for name in ("sequence", "day", "act", "commitment", "previous")]
        assert line["entry"] == digest_of(["public-custody", *fields])
        previous = line["entry"]
    for link in study.reader.custody():
        assert link.act.subject not in text and link.entry not in text and (link.act.digest or "–") not in text
    assert "collector" not in text and "secret-name" not in text
    with pytest.raises(UsageError, match="already"):
        export_log(study, tmp_path / "log")


def test_one_entry_can_be_opened_without_the_others(study: Study) -> None:
    """With its salt alone an entry's act, subject and digest are shown; another entry's salt does not open it."""
    key = commitment_key(study)
    private = {link.sequence: link for link in study.reader.custody()}
    entries = list(public_log(study))
    one, two = entries[0], entries[1]
    salt = salt_for(key, Committed.ACT, str(one.private))
    assert commit(Committed.ACT, salt, opening(private[one.private].act)) == one.commitment
    assert commit(Committed.ACT, salt, opening(private[two.private].act)) != two.commitment
    assert b"collector" not in opening(private[one.private].act)


def test_acts_that_are_not_on_the_list_stay_out_and_leave_no_gap(study: Study) -> None:
    """Making a key is an act of the private log alone; the public numbering does not show it."""
    commitment_key(study)
    assert "make-key" in {link.act.act for link in study.reader.custody()}
    entries = list(public_log(study))
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert "make-key" not in {entry.act for entry in entries}
