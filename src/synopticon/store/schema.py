"""The schema's version: made when a study begins, brought up when an older study is opened, refused when newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from synopticon.errors import NewerStudy
from synopticon.store.sql.database import Database

NEWEST = "0001"
"""The version that this program reads and writes. A test holds it equal to the last file in migrations/versions."""

FOLDER = Path(__file__).parent / "migrations"


def bring_up(database: Database) -> None:
    """Make the schema, or bring an older one up, in one transaction. Raises NewerStudy for one that is unknown here."""
    with database.reading() as connection:
        if version_of(connection) == NEWEST:
            return
    with database.writing() as connection:
        found = version_of(connection)
        if found != NEWEST:
            _refuse_unknown(found, database.place)
            upgrade(connection, NEWEST)


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
