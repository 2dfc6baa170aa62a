"""The schema's version: made when a study begins, brought up when an older study is opened, refused when newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from synopticon.errors import NewerStudy, StorageFailed
from synopticon.store.sql.database import Database

NEWEST = "0005"
"""The version that this program reads and writes. A test holds it equal to the last file in migrations/versions."""

FOLDER = Path(__file__).parent / "migrations"


def bring_up(database: Database, *, begin: bool = True) -> None:
    """Bring an older schema up, in one transaction; where there is none, make it if this is a beginning.

    Raises NewerStudy for a version that is unknown here, StorageFailed where there is none and should be one.
    """
    with database.reading() as connection:
        found = version_of(connection)
    if found == NEWEST:
        return
    if found is None and not begin:
        raise gone(database.place)
    with database.writing() as connection:
        found = version_of(connection)
        if found != NEWEST:
            _refuse_unknown(found, database.place)
            upgrade(connection, NEWEST)


def gone(place: str) -> StorageFailed:
    """What to say of a database that is not there, or holds nothing."""
    return StorageFailed(
        "the study's database is gone",
        where=place,
        remedy="Put it back from a copy; the archive still holds every captured file.",
    )


def version_of(connection: Connection) -> str | None:
    """The schema's version, or None where nothing has been made yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(connection: Connection, version: str) -> None:
    """Run the migrations up to a version within the connection's transaction."""
    # Alembic takes a while to load, and is needed only when a schema changes.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def versions() -> tuple[str, ...]:
    """Every version there has been, oldest first."""
    return tuple(sorted(path.name[1:5] for path in (FOLDER / "versions").glob("v[0-9][0-9][0-9][0-9]_*.py")))


def _refuse_unknown(found: str | None, place: str) -> None:
    if found is not None and found not in versions():
        raise NewerStudy(
            "this study was written by a later version of Synopticon",
            where=place,
            why=f"its schema is version {found}; this program knows up to {NEWEST}",
            remedy="Update: pip install --upgrade synopticon",
        )
