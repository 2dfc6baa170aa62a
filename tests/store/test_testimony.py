"""Testimony in the store: kept and deleted whole on SQLite and in memory, refused on PostgreSQL. All is invented."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from synopticon.errors import DamagedStudy, NotFound, Refused
from synopticon.model.custody import Act
from synopticon.model.finding import Basis, Finding, Stance
from synopticon.model.finding import Testified as Brought
from synopticon.model.testimony import (
    Standing,
    Terms,
    Tombstone,
    Turn,
    Use,
    Witness,
    WitnessPassage,
    WorkingText,
)
from synopticon.store import withdrawn
from synopticon.store.opening import open_store
from synopticon.store.protocols import Store
from synopticon.store.sql.testimony_purging import purge
from synopticon.store.withdrawn import Intent

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID = "The lamps on the bridge have lenses."
TEXT = f"Witness: {SAID} I saw it \x00 myself, \ud83d and so did others."


def witness(letter: str = "a") -> Witness:
    """An invented witness."""
    terms = Terms(Use.QUOTE, True, date(2031, 1, 1))
    return Witness(letter * 32, f"ta{letter}o-46", terms, Standing.SEALED, (("left", "2015–2019"),))


def text(letter: str = "a", version: int = 1, words: str = TEXT) -> WorkingText:
    """A signed text of hers."""
    turns = (Turn("Witness", 9, len(words), 0, None),)
    return WorkingText(letter.upper() * 32, letter * 32, version, "en", words, turns, ("ada", "bo"))


def filled(store: Store, letter: str = "a") -> WitnessPassage:
    """A witness with a signed text, and a passage of it that is brought to a finding."""
    passage = WitnessPassage(f"{letter}{1:031x}", letter.upper() * 32, 9, 9 + len(SAID), SAID)
    with store.writing("ada") as writer:
        writer.add_witness(witness(letter), b"k" * 32)
        writer.put_working_text(text(letter), [])
        writer.set_standing(letter * 32, Standing.SIGNED)
        writer.add_testimony_passage(passage, b"s" * 32)
        writer.put_finding(Finding(f"F{letter}", 1, "Lamps look.", None, "", (), NOON, NOON))
        writer.add_testimony(f"F{letter}", brought(passage), NOON)
    return passage


def brought(passage: WitnessPassage, **changes: object) -> Brought:
    """The passage as it is brought."""
    made = Brought(passage, passage.id[0] * 32, Stance.SUPPORTS, Basis.SAW, Use.QUOTE, "a guard", "", "a note")
    return replace(made, **changes)


@pytest.fixture
def kept(store: Store) -> Store:
    """A store that takes testimony."""
    if store.database.engine.dialect.name == "postgresql":  # type: ignore[attr-defined]
        pytest.skip("PostgreSQL takes no testimony, which a test of its own shows")
    return store


def test_postgresql_refuses_testimony_by_name(store: Store) -> None:
    """Where deletion is not proven nothing is kept, and every question is answered with nothing."""
    reader = store.reader()
    assert (reader.witnesses(), reader.working_texts(), reader.tombstones(), reader.recanted()) == ([], [], [], {})
    if store.database.engine.dialect.name == "postgresql":  # type: ignore[attr-defined]
        with pytest.raises(Refused, match="PostgreSQL takes no testimony"), store.writing("ada") as writer:
            writer.add_witness(witness(), bytes(32))
        assert store.reader().witnesses() == []


def test_what_is_kept_comes_back_letter_for_letter(kept: Store) -> None:
    """Witness, text with every character, passage, finding; the same span cut twice is one passage."""
    passage, reader = filled(kept), kept.reader()
    assert reader.witness("taao-46") == replace(witness(), standing=Standing.SIGNED)
    assert reader.working_texts() == [text()] == [reader.working_text("A" * 32)]
    assert reader.testimony_passages("a" * 32) == [passage] == [reader.testimony_passage(passage.id)]
    assert reader.finding("Fa").testimony == (brought(passage),)
    assert (reader.witness_key("a" * 32), reader.testimony_salt(passage.id)) == (b"k" * 32, b"s" * 32)
    with kept.writing("ada") as writer:
        assert writer.add_testimony_passage(replace(passage, id="f" * 32), bytes(32)) == passage
    assert reader.findings_leaning_on("a" * 32) == ["Fa"]


def test_brought_anew_the_later_one_stands(kept: Store) -> None:
    """The same again changes nothing; another use replaces it; taken back it is gone from the finding."""
    passage = filled(kept)
    with kept.writing("ada") as writer:
        assert not writer.add_testimony("Fa", brought(passage), NOON)
        assert writer.add_testimony("Fa", brought(passage, use=Use.AGGREGATE), NOON)
    assert [one.use for one in kept.reader().finding("Fa").testimony] == [Use.AGGREGATE]
    with kept.writing("ada") as writer:
        assert writer.drop_testimony("Fa", passage.id, NOON)
        assert not writer.drop_testimony("Fa", passage.id, NOON)
    assert kept.reader().finding("Fa").testimony == ()
    assert kept.reader().findings_leaning_on("a" * 32) == ["Fa"], "it was brought once, and its row is there"


def test_editions_are_known_by_what_they_hold(kept: Store) -> None:
    """An edition that holds words is told from one that counts."""
    passage = filled(kept)
    with kept.writing("ada") as writer:
        writer.note_published(1, [(passage.id, str(Use.AGGREGATE))])
        writer.note_published(2, [(passage.id, str(Use.PARAPHRASE))])
        writer.note_published(3, [(passage.id, str(Use.QUOTE))])
    reader = kept.reader()
    assert (reader.editions_quoting("a" * 32), reader.editions_counting("a" * 32)) == ([2, 3], [1])
    assert reader.quoted_before() == [("a" * 32, passage.id, SAID)]


def test_a_later_text_moves_passages_or_takes_them_along(kept: Store) -> None:
    """Nothing is left of the earlier text; a passage that an edition holds stays without its words."""
    passage = filled(kept)
    other = WitnessPassage("a" + "2" * 31, "A" * 32, 0, 8, "Witness:")
    with kept.writing("ada") as writer:
        writer.add_testimony_passage(other, bytes(32))
        writer.note_published(1, [(passage.id, str(Use.QUOTE))])
        moved = replace(other, start=4, end=12)
        writer.put_working_text(text(version=2, words="... Witness: nothing."), [moved])
    reader = kept.reader()
    assert [one.version for one in reader.working_texts()] == [2]
    assert reader.testimony_passages("a" * 32) == [moved]
    assert reader.testimony_passage(passage.id).exact == ""
    assert reader.editions_quoting("a" * 32) == [1]
    assert reader.finding("Fa").testimony == ()


def test_the_log_keeps_the_day_of_an_act_on_a_witness(kept: Store) -> None:
    """No hour, no minute; the chain holds."""
    with kept.writing("ada") as writer:
        entry = writer.record(Act("interview-add", "c" * 64), by_day=True)
    assert (entry.at.hour, entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0, 0)
    assert [one.holds() for one in kept.reader().custody()] == [True]


def test_a_purge_leaves_a_tombstone_and_no_byte(tmp_path: Path) -> None:
    """One witness goes from every table and every page, the other one stays; twice is as once."""
    store = open_store(tmp_path, "")
    filled(store)
    filled(store, "b")
    store.close()
    stone = Tombstone("a" * 32, "taao-46", date(2026, 11, 22), done=False)
    path = tmp_path / "study.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE testimony_texts SET text = text || ' Only mine.' WHERE witness = ?", ("a" * 32,))
        raw.commit()
    assert b"Only mine." in path.read_bytes() + _log(path)
    for _ in range(2):
        assert purge(path, stone, act=Act("interview-withdraw", stone.witness), who="ada", clock=lambda: NOON)
    assert b"Only mine." not in path.read_bytes() + _log(path)
    store = open_store(tmp_path, "")
    reader = store.reader()
    assert [one.pseudonym for one in reader.witnesses()] == ["tabo-46"]
    assert [one.pseudonym for one in reader.tombstones()] == ["taao-46"]
    assert [link.act.act for link in reader.custody()] == ["interview-withdraw"]
    with pytest.raises(Refused, match="withdrew"):
        reader.witness("taao-46")
    with pytest.raises(NotFound):
        reader.working_text("A" * 32)
    assert list(filter(None, store.faults())) == []
    store.close()


def test_what_cannot_be_is_named_without_a_word_of_it(tmp_path: Path) -> None:
    """A changed text, one reader alone, a withdrawn witness who is back: doctor names each by its id."""
    store = open_store(tmp_path, "")
    passage = filled(store)
    assert list(filter(None, store.faults())) == []
    with store.database.writing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE testimony_texts SET text = 'Nothing.', second_reader = 'ADA'")
        connection.exec_driver_sql(
            "INSERT INTO withdrawals (witness, pseudonym, day) SELECT id, pseudonym, '2026-11-22' FROM witnesses"
        )
    found = "\n".join(filter(None, store.faults()))
    assert f"passage {passage.id} does not stand" in found
    assert "signed by one reader only" in found
    assert "taao-46 withdrew and is still here" in found
    assert SAID not in found
    store.close()


def test_a_database_older_than_testimony_has_nothing_to_purge(tmp_path: Path) -> None:
    """What never knew witnesses is left as it is."""
    with closing(sqlite3.connect(tmp_path / "study.db")) as raw:
        raw.execute("CREATE TABLE captures (id TEXT)")
    stone = Tombstone("a" * 32, "taao-46", date(2026, 11, 22), done=False)
    assert not purge(tmp_path / "study.db", stone, act=Act("x", "y"), who="ada", clock=lambda: NOON)
    assert withdrawn.still_there(tmp_path / "study.db", ["a" * 32]) == {}
    assert withdrawn.tombstones_in(tmp_path / "study.db") == []


def test_the_list_of_withdrawals_tells_no_times(tmp_path: Path) -> None:
    """A file a witness, all with one moment for their times; a damaged one is named, and nothing opens."""
    stone = Tombstone("a" * 32, "taao-46", date(2026, 11, 22), done=False)
    withdrawn.keep(tmp_path, Intent(stone, (2, 5)))
    withdrawn.keep(tmp_path, Intent(replace(stone, witness="b" * 32, done=True)))
    assert withdrawn.listed(tmp_path)[0] == Intent(stone, (2, 5))
    folder = tmp_path / withdrawn.FOLDER
    assert {path.stat().st_mtime for path in (folder, *folder.iterdir())} == {withdrawn.MOMENT}
    (folder / ("b" * 32)).chmod(0o600)
    (folder / ("b" * 32)).write_text("{")
    with pytest.raises(DamagedStudy, match="cannot be read"):
        withdrawn.listed(tmp_path)


def _log(path: Path) -> bytes:
    log = path.with_name("study.db-wal")
    return log.read_bytes() if log.exists() else b""
