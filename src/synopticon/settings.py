"""Every setting in one table, and the protocol file `study.toml` that sets them for a study."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from synopticon.errors import InputError, NotFound

PROTOCOL = "study.toml"
"""The protocol's name in a study's folder."""

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: dotted name (table and key in study.toml), default, meaning. The default's type is the setting's."""

    name: str
    default: Value
    help: str


TABLE: tuple[Setting, ...] = (
    Setting("study.title", "", "What the study is called on its pages."),
    Setting("study.question", "", "The question that the study answers."),
    Setting("study.notice", "", "A sentence printed on every page, e.g. that the country is invented."),
    Setting("study.languages", (), "Languages expected in the sources (BCP 47)."),
    Setting("study.collector", "collector", "The name the custody log writes for acts done here; never published."),
    Setting("database.url", "", "A PostgreSQL URL; empty means study.db (SQLite) in the study's folder."),
    Setting("collect.user_agent", "Synopticon/0.1 (research archive)", "What we call ourselves to servers."),
    Setting("collect.timeout_seconds", 30, "How long to wait for a server, connecting and reading apart."),
    Setting("collect.max_bytes", 100_000_000, "The largest body kept from one address or file."),
    Setting("collect.max_archive_bytes", 50_000_000_000, "The largest archive or corpus that is read, unpacked."),
    Setting("collect.max_redirects", 10, "Redirects followed before giving up."),
    Setting("collect.delay_milliseconds", 1000, "Least pause between two requests to one host."),
    Setting("collect.parallel", 4, "Hosts asked at the same time; one host is never asked twice at once."),
    Setting("collect.robots", "obey", "What robots.txt means here: obey, record (fetch, write it down) or ignore."),
    Setting("collect.proxy", "", "http://, https:// or socks5:// address through which every request goes."),
    Setting("collect.allow_addresses", (), "Networks or hosts that the address guard lets through, e.g. 127.0.0.1/32."),
    Setting("collect.max_archive_ratio", 200, "The largest growth of a compressed member before it counts as a bomb."),
    Setting("collect.max_feed_entries", 10_000, "Entries taken from one feed or sitemap; the rest is named."),
    Setting("collect.pictures", 0, "Bytes from which a picture in a web archive becomes an item, e.g. 10000; 0: none."),
    Setting("extract.max_characters", 20_000_000, "The longest text kept of one document."),
    Setting("trace.translations", False, "Whether a trace also proposes translations; it takes about twice as long."),
    Setting("find.moderate_origins", 2, "Independent origins needed for moderate confidence."),
    Setting("find.high_origins", 3, "Independent origins needed for high confidence."),
    Setting("find.high_kinds", 2, "Kinds of source (find.kinds) needed for high confidence."),
    Setting("find.high_first_hand", 1, "Origins with first-hand knowledge needed for high confidence."),
    Setting("find.attribution", "propose", "Passages that name one source: propose (a person judges) or merge."),
    Setting("find.kinds", (), 'Kinds of source by outlet, each as "Outlet = kind", e.g. "Veld Post = domestic media".'),
    Setting("interviews.place_level", "province", "The finest place a replacement tells: county, province or country."),
    Setting("interviews.date_level", "month", "The finest date a replacement tells: month, season or year."),
    Setting("interviews.age_band", 10, "Years of the band that stands for an age, 5 to 50."),
    Setting("publish.rules", ("quotations-verify", "findings-have-evidence"), "Rules of the release gate, in order."),
    Setting("publish.witness_words", 120, "Most words of one witness that all editions together may quote verbatim."),
    Setting("publish.publisher", "", "The name under which releases are published; empty leaves it out."),
    Setting("publish.licence", "", "The licence of releases, an https:// address; quotations belong to their sources."),
    Setting("vault.copies", (), "Folders with copies of the vault; a withdrawal destroys the key in each."),
    Setting("timestamp.url", "", "An RFC 3161 time-stamping service; asked only when a time stamp is ordered."),
    Setting("review.rest_minutes", 10, "Minutes of rest after which a review forgets the transcript and ends."),
    Setting("serve.port", 8765, "Port of the workbench on 127.0.0.1."),
)  # fmt: skip

DEFAULTS: Mapping[str, Value] = {row.name: row.default for row in TABLE}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one study: the table's defaults overlaid by its protocol."""

    given: Mapping[str, Value] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """The setting's value. Raises NotFound for a name outside the table."""
        if name not in DEFAULTS:
            raise NotFound(f"there is no setting called {name}", remedy="See docs/reference/settings.md.")
        return self.given.get(name, DEFAULTS[name])

    def text(self, name: str) -> str:
        """A setting that is text."""
        value = self.value(name)
        assert isinstance(value, str)
        return value

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        value = self.value(name)
        assert isinstance(value, int)
        return value

    def flag(self, name: str) -> bool:
        """A setting that is true or false."""
        value = self.value(name)
        assert isinstance(value, bool)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A setting that is a list of words."""
        value = self.value(name)
        assert isinstance(value, tuple)
        return value


def read_settings(path: Path) -> Settings:
    """Read a protocol file. Raises InputError naming the file and the key for anything the table does not know."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "the protocol cannot be read",
            where=path.name,
            why=str(error),
            remedy="Mend that line and try again.",
        ) from error
    except OSError as error:
        raise InputError(
            "the protocol cannot be read",
            where=str(path),
            why=error.strerror,
            remedy="Give yourself the permission to read it.",
        ) from error
    given: dict[str, Value] = {}
    for table, keys in tables.items():
        if not isinstance(keys, dict):
            raise InputError(f"the protocol has {table} outside any table", where=path.name)
        for key, value in keys.items():
            given[f"{table}.{key}"] = _checked(f"{table}.{key}", value, path)
    return Settings(given)


def _checked(name: str, value: object, path: Path) -> Value:
    if name not in DEFAULTS:
        raise InputError(
            f"the protocol sets {name}, which no version of this program knows",
            where=path.name,
            remedy="Remove the line, or update Synopticon.",
        )
    default = DEFAULTS[name]
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
    elif type(value) is type(default):
        return value
    kind = {str: "text", int: "a whole number", bool: "true or false", tuple: "a list of texts"}[type(default)]
    raise InputError(f"the protocol's {name} must be {kind}", where=path.name, why=f"it is {value!r}")
