"""Every version of the schema comes up to the newest one with its rows, and a later one is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from synopticon.errors import NewerStudy
from synopticon.model.custody import Act
from synopticon.store import schema
from synopticon.store.opening import open_store
from synopticon.store.protocols import Store
from synopticon.store.sql.tables import METADATA

Place = tuple[Path | None, str]
Opened = Callable[..., Store]


def fill_0001(connection: Connection) -> None:
    """A study of version 0001: one page, and its place in the log."""
    page = {"id": "a" * 64, "digest": "d" * 64}
    connection.execute(
        text(
            "INSERT INTO captures (seq, id, asked, asked_key, channel, collected, digest, size, claims, conditions) "
            "VALUES (1, :id, 'file:page', 'k', 'file', '2024-05-01T12:00:00+00:00', :digest, 4, '{}', '{}')"
        ),
        page,
    )
    connection.execute(
        text(
            "INSERT INTO items (seq, id, asked, channel, collected, authors, length, warnings, facts_from, state, "
            "first_day, last_day, undated, title_key, haystack) VALUES (1, :id, 'file:page', 'file', "
            "'2024-05-01T12:00:00+00:00', '[]', 0, '[]', '[null,null,null]', 0, '', '', 1, '', 'file:page')"
        ),
        page,
    )


def fill_0002(connection: Connection) -> None:
    """A study of version 0002: the same page, which is a picture that was compared with others."""
    fill_0001(connection)
    connection.execute(
        text(
            'INSERT INTO pictures (item, "group", digest, width, height, reasons, views) '
            "VALUES (:id, :id, :digest, 640, 480, '[]', '[]')"
        ),
        {"id": "a" * 64, "digest": "d" * 64},
    )


def fill_0003(connection: Connection) -> None:
    """A study of version 0003: the same page, with a codebook of one code."""
    fill_0002(connection)
    connection.execute(
        text("INSERT INTO codebook_versions (version, at, by, note) VALUES (1, '2024-05-01T12:00:00+00:00', 'ada', '')")
    )
    connection.execute(
        text(
            "INSERT INTO code_states (code, version, name, definition, examples, include, exclude, place, retired, "
            "gone) VALUES ('c', 1, 'video', '', '[]', '', '', 0, 0, 0)"
        )
    )


def fill_0004(connection: Connection) -> None:
    """A study of version 0004: the same, and a witness who withdrew."""
    fill_0003(connection)
    connection.execute(text("INSERT INTO withdrawals (witness, pseudonym, day) VALUES ('w', 'tavo-46', '2024-05-01')"))


def fill_0005(connection: Connection) -> None:
    """A study of version 0005: the same, and the hour at which the page was published."""
    fill_0004(connection)
    connection.execute(text("UPDATE items SET published = '2024-05-01', published_at = '2024-05-01T10:00Z'"))


BUILDERS: dict[str, Callable[[Connection], None]] = {
    "0001": fill_0001,
    "0002": fill_0002,
    "0003": fill_0003,
    "0004": fill_0004,
    "0005": fill_0005,
}
"""What a study of each version held; a new version needs its row here before it may ship."""


def test_each_version_has_a_builder_and_the_program_reads_the_last_one() -> None:
    """No version is added without a study of it to test with."""
    assert tuple(BUILDERS) == schema.versions()
    assert schema.versions()[-1] == schema.NEWEST


@pytest.mark.parametrize("version", BUILDERS)
def test_a_study_of_each_version_comes_up_with_its_rows(version: str, lasting_place: Place, opened: Opened) -> None:
    """A study written by an older program opens in this one, and nothing of it is lost."""
    store = _as_of(version, lasting_place, opened)
    assert [capture.asked for capture in store.reader().captures()] == ["file:page"]
    page = store.reader().item("a" * 64)
    assert (page.asked, page.when) == ("file:page", None if version < "0005" else "2024-05-01T10:00Z")
    assert [picture.width for picture in store.reader().pictures()] == ([] if version == "0001" else [640])


def test_the_migrations_make_the_tables_that_the_queries_see(store: Store) -> None:
    """The schema in the database and the tables in the code are the same."""
    with store.database.reading() as connection:  # type: ignore[attr-defined]
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, METADATA) == []


def test_a_later_version_is_refused_unchanged(lasting_place: Place, opened: Opened) -> None:
    """A study from a later program is named as such, and not touched."""
    store = opened(*lasting_place)
    with store.database.writing() as connection:  # type: ignore[attr-defined]
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStudy, match="9999") as caught:
        opened(*lasting_place)
    assert "pip install" in (caught.value.remedy or "")


def test_a_version_that_fails_leaves_the_study_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration interrupted half way leaves nothing of itself behind, and can be run again."""
    run = schema.upgrade

    def cut(connection: Connection, version: str) -> None:
        run(connection, version)
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "upgrade", cut)
    with pytest.raises(KeyboardInterrupt):
        open_store(tmp_path, "")
    monkeypatch.undo()
    store = open_store(tmp_path, "")
    assert store.reader().counts().captures == 0
    store.close()


@pytest.mark.parametrize(
    "act", ["UPDATE custody SET who = 'nobody'", "DELETE FROM custody", "UPDATE custody SET entry = entry"]
)
def test_the_database_itself_refuses_to_change_the_log(store: Store, act: str) -> None:
    """A row of the custody log can be neither changed nor removed, not even by SQL."""
    with store.writing("ada") as writer:
        writer.record(Act("collect", "a"))
    database = store.database  # type: ignore[attr-defined]
    with pytest.raises(DBAPIError, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(act))
    assert [link.who for link in store.reader().custody()] == ["ada"]


def _as_of(version: str, place: Place, opened: Opened) -> Store:
    """A study of that version, opened by this program."""
    newest = schema.NEWEST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "NEWEST", version)
        old = opened(*place)
        with old.database.writing() as connection:  # type: ignore[attr-defined]
            BUILDERS[version](connection)
        old.close()
    assert newest == schema.NEWEST
    return opened(*place)
