"""Every store keeps the codebook, codings and what lies beside them, with all their history. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from synopticon.errors import NotFound, StudyBusy
from synopticon.model.coding import (
    ActKind,
    Assignment,
    Code,
    CodebookVersion,
    Coding,
    CodingAct,
    CodingQuery,
    Memo,
    Progress,
    Revision,
    Settlement,
)
from synopticon.store.opening import open_store
from synopticon.store.protocols import Store
from synopticon.store.sql.store import SqlStore

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def coding(number: int, start: int = 0, code: str = "video", coder: str = "ada", document: str = "d1") -> Coding:
    """An invented coding."""
    return Coding(f"c{number}", document, f"{document}-r1", start, start + 5, code, coder, 1, NOON, "")


def act(number: int, kind: ActKind = ActKind.CODE, by: str = "ada", document: str = "d1", of: str = "") -> CodingAct:
    """An invented act."""
    return CodingAct(f"a{number}", by, kind, NOON + timedelta(minutes=number), document, of or None)


def keep(store: Store, one: CodingAct, *revisions: Revision, settlement: Settlement | None = None) -> None:
    """One act in a transaction of its own."""
    with store.writing("ada") as writer:
        writer.add_coding_act(one, revisions, settlement)


def test_a_codebook_is_as_it_was_at_each_version(store: Store) -> None:
    """Changed and gone codes are told by the versions; nothing of an earlier one is lost."""
    video = Code("v", "video", None, "means", ("one", "two"), "yes", "no", "#1f5f5b", "v", 0)
    face = Code("f", "face", "v", place=1)
    with store.writing("ada") as writer:
        writer.add_codebook(CodebookVersion(1, NOON, "ada", "begun"), [video, face], [])
    with store.writing("ada") as writer:
        renamed = replace(video, name="camera", retired=True)
        writer.add_codebook(CodebookVersion(2, NOON, "ben", "changed", "a1"), [renamed], ["f"])
    reader = store.reader()
    first, now = reader.codebook(1), reader.codebook()
    assert first is not None and first.codes == (video, face) and (first.version, first.by) == (1, "ada")
    assert now is not None and now.codes == (renamed,) and now.version == 2
    one, none = reader.codebook(1, only=["f", "x"]), reader.codebook(only=["f"])
    assert one is not None and one.codes == (face,) and none is not None and (none.version, none.codes) == (2, ())
    assert [(one.version, one.note, one.act) for one in reader.codebook_versions()] == [
        (1, "begun", None),
        (2, "changed", "a1"),
    ]


def test_a_study_without_a_codebook_says_so(store: Store) -> None:
    """None is no codebook; a version that has not been is not found."""
    assert store.reader().codebook() is None and store.reader().codebook_versions() == []
    with pytest.raises(NotFound, match="version 3"):
        store.reader().codebook(3)


def test_a_version_is_written_once(store: Store) -> None:
    """Whoever comes second is told, and nothing of it is kept."""
    with store.writing("ada") as writer:
        writer.add_codebook(CodebookVersion(1, NOON, "ada"), [Code("v", "video")], [])
    with pytest.raises(StudyBusy), store.writing("ben") as writer:
        writer.add_codebook(CodebookVersion(1, NOON, "ben"), [Code("w", "other")], [])
    book = store.reader().codebook()
    assert book is not None and [code.id for code in book.codes] == ["v"]


def test_a_coding_has_a_history_and_one_present(store: Store) -> None:
    """Each act adds a row; lists show the last, and only what stands."""
    first = coding(1)
    keep(store, act(1), Revision(first))
    changed = replace(first, code="face", memo="a \x00 note \ud800")
    keep(store, act(2, ActKind.CHANGE, "ben"), Revision(changed))
    reader = store.reader()
    assert reader.coding("c1") == Revision(changed)
    keep(store, act(3, ActKind.REMOVE), Revision(changed, stands=False))
    assert reader.coding("c1") == Revision(changed, stands=False)
    assert reader.codings(CodingQuery()).rows == ()
    steps = [(one.id, one.kind, one.by, then.coding.code, then.stands) for one, then in reader.coding_history("c1")]
    assert steps == [
        ("a1", ActKind.CODE, "ada", "video", True),
        ("a2", ActKind.CHANGE, "ben", "face", True),
        ("a3", ActKind.REMOVE, "ada", "face", False),
    ]
    (change,) = reader.act_changes("a2")
    assert (change.before, change.after, change.now) == (Revision(first), Revision(changed), Revision(changed, False))
    assert reader.act_changes("a1")[0].before is None
    with pytest.raises(NotFound):
        reader.coding("c2")


def test_lists_are_by_document_and_place_and_by_page(store: Store) -> None:
    """Filters by document, code and coder; the whole length is told beside the page."""
    made = [coding(1, 30), coding(2, 10), coding(3, 20, "face", "ben"), coding(4, 0, document="d0")]
    keep(store, act(1, document=""), *map(Revision, made))
    reader = store.reader()
    assert [one.id for one in reader.codings(CodingQuery()).rows] == ["c4", "c2", "c3", "c1"]
    page = reader.codings(CodingQuery(limit=2, offset=1))
    assert ([one.id for one in page.rows], page.total) == (["c2", "c3"], 4)
    assert [one.id for one in reader.codings(CodingQuery(codes=("face",))).rows] == ["c3"]
    assert [one.id for one in reader.coding_spans(CodingQuery(documents=("d1",), coders=("ada",)))] == ["c2", "c1"]
    assert reader.codings(CodingQuery(codes=())).rows == ()
    assert reader.coded_documents() == {"d0": 1, "d1": 3}
    assert reader.code_counts(CodingQuery(coders=("ada",))) == {"video": 3}
    assert reader.codings_named("c") == ["c1", "c2", "c3", "c4"]


def test_codings_of_an_earlier_reading_are_told(store: Store) -> None:
    """A document whose present reading is another one has strays; others have none."""
    keep(store, act(1, document=""), Revision(coding(1)), Revision(coding(2, document="d0")))
    reader = store.reader()
    assert [one.id for one in reader.stray_codings([("d1", "d1-r2"), ("d0", "d0-r1")])] == ["c1"]
    assert reader.stray_codings([]) == []


def test_the_piles_of_undo_are_each_coder_s_own(store: Store) -> None:
    """The last act comes first; what was undone last is done again first; a new act ends what could be done again."""
    for number, by in ((1, "ada"), (2, "ada"), (3, "ben")):
        keep(store, act(number, by=by), Revision(coding(number, coder=by)))
    reader = store.reader()

    def piles(by: str) -> tuple[str | None, str | None]:
        done, undone = (reader.next_act(by, undone=one) for one in (False, True))
        return done.id if done else None, undone.of if undone else None

    assert (piles("ada"), piles("ben"), piles("eve")) == (("a2", None), ("a3", None), (None, None))
    keep(store, act(4, ActKind.UNDO, of="a2"))
    keep(store, act(5, ActKind.UNDO, of="a1"))
    assert piles("ada") == (None, "a1")
    keep(store, act(6, ActKind.REDO, of="a1"))
    assert piles("ada") == ("a1", "a2")
    keep(store, act(7), Revision(coding(7)))
    assert (piles("ada"), piles("ben")) == (("a7", None), ("a3", None))


def test_an_act_elsewhere_leaves_a_document_s_redo(store: Store) -> None:
    """On each document alone there is a pile of its own; an act on several documents ends them all."""
    keep(store, act(1, document="d1"), Revision(coding(1)))
    keep(store, act(2, ActKind.UNDO, document="d1", of="a1"))
    keep(store, act(3, document="d0"), Revision(coding(3, document="d0")))
    reader = store.reader()
    undone = reader.next_act("ada", undone=True, document="d1")
    assert undone is not None and undone.of == "a1"
    assert reader.next_act("ada", undone=False, document="d1") is None
    keep(store, act(4, document=""), Revision(coding(4)), Revision(coding(5, document="d0")))
    assert reader.next_act("ada", undone=True, document="d1") is None


def test_acts_that_followed_something_else_are_on_nobody_s_pile(store: Store) -> None:
    """What a change of the codebook or a new reading moved is not undone alone."""
    for number, kind in ((1, ActKind.CODEBOOK), (2, ActKind.ANCHOR)):
        keep(store, act(number, kind), Revision(coding(number)))
    assert store.reader().next_act("ada", undone=False) is None


def test_blind_codings_stay_unseen_until_all_are_done(store: Store) -> None:
    """Each who codes blind sees the own codings alone; whoever does not, sees all; dropped assignments count not."""
    keep(store, act(1), Revision(coding(1)), Revision(coding(2, coder="ben")), Revision(coding(3, document="d0")))
    reader = store.reader()

    def step(coder: str, progress: Progress, blind: bool = True) -> None:
        with store.writing("eve") as writer:
            writer.put_assignment(Assignment("d1", coder, blind, progress, NOON, "eve"))

    def seen(viewer: str | None) -> str:
        query = CodingQuery(viewer=viewer)
        rows = reader.codings(query).rows
        assert [one.id for one in rows] == [one.id for one in reader.coding_spans(query)]
        assert sum(reader.code_counts(query).values()) == len(rows)
        return "".join(one.id for one in rows)

    step("ada", Progress.ASSIGNED)
    step("ben", Progress.ASSIGNED)
    assert (seen("ada"), seen("ben"), seen("eve"), seen(None)) == ("c3c1", "c3c2", "c3c1c2", "c3c1c2")
    step("ada", Progress.DONE)
    assert (seen("ada"), seen("ben")) == ("c3c1", "c3c2")
    step("ben", Progress.DONE)
    assert (seen("ada"), seen("ben")) == ("c3c1c2", "c3c1c2")
    step("ben", Progress.ASSIGNED)
    step("ben", Progress.DROPPED)
    assert (seen("ada"), seen("ben")) == ("c3c1c2", "c3c1c2")
    assert [(one.coder, one.progress) for one in reader.assignments()] == [("ada", Progress.DONE)]
    assert reader.assignments(document="d0") == reader.assignments(coder="ben") == []


def test_memos_keep_their_id_and_their_earlier_wording_is_not_shown(store: Store) -> None:
    """The last wording is shown, and none where the memo was taken away."""
    memo = Memo("m1", "v", "code", "first", "ada", NOON)
    with store.writing("ada") as writer:
        writer.put_memo(memo)
        writer.put_memo(Memo("m2", "", "study", "另一個", "ben", NOON))
        writer.put_memo(replace(memo, text="second"))
    reader = store.reader()
    assert [one.text for one in reader.memos()] == ["另一個", "second"]
    assert [one.id for one in reader.memos(about="v", kind="code")] == ["m1"]
    with store.writing("ada") as writer:
        writer.put_memo(memo, stands=False)
    assert [one.id for one in reader.memos()] == ["m2"]


def test_a_settlement_stands_as_long_as_its_act(store: Store) -> None:
    """Undone, it is not told; done again, it is."""
    settlement = Settlement("s1", "d1", "c9", ("c1", "c2"), "a list is named", "ada", NOON)
    keep(store, act(1, ActKind.SETTLE), Revision(coding(9, coder="settled")), settlement=settlement)
    reader = store.reader()
    assert reader.settlements("d1") == reader.settlements() == [settlement]
    assert reader.settlements("d0") == []
    keep(store, act(2, ActKind.UNDO, of="a1"))
    assert reader.settlements() == []
    keep(store, act(3, ActKind.REDO, of="a1"))
    assert reader.settlements() == [settlement]


def test_nothing_of_a_failed_act_is_kept(store: Store) -> None:
    """An error within the transaction leaves codings, piles and log as they were."""
    keep(store, act(1), Revision(coding(1)))
    with pytest.raises(RuntimeError), store.writing("ada") as writer:
        writer.add_coding_act(act(2, ActKind.REMOVE), [Revision(coding(1), stands=False)])
        raise RuntimeError
    assert store.reader().coding("c1").stands
    found = store.reader().next_act("ada", undone=False)
    assert found is not None and found.id == "a1"


def test_a_page_of_codings_is_read_along_an_index(tmp_path: Path) -> None:
    """Neither the list nor its length sorts or walks what no longer stands, whoever looks."""
    store = open_store(tmp_path, "")
    assert isinstance(store, SqlStore)
    asked: list[tuple[str, Any]] = []
    engine = store.database.engine
    event.listen(
        engine, "before_cursor_execute", lambda _c, _k, statement, values, *_: asked.append((statement, values))
    )
    store.reader().codings(CodingQuery(viewer="ada", limit=50, offset=100))
    with engine.connect() as connection:
        lines = [
            row[3]
            for statement, values in asked
            if statement.startswith("SELECT") and "FROM codings" in statement
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    store.close()
    assert len(lines) == 2 and all("USING INDEX codings_" in line for line in lines)
