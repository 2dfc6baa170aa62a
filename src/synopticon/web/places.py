"""The places of the workbench: one list that makes the rail, the keys and their help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """name as shown, path, the letter that follows `g`, and what one finds there."""

    name: str
    path: str
    key: str
    description: str


PLACES: tuple[Place, ...] = (
    Place("Overview", "/", "o", "where the study stands"),
    Place("Collecting", "/collecting", "l", "addresses and files brought in"),
    Place("Sources", "/sources", "s", "who speaks, with how many items"),
    Place("Items", "/items", "i", "every document, with filters"),
    Place("Families", "/families", "m", "documents that share an origin"),
    Place("Pictures", "/pictures", "p", "captures of one photograph"),
    Place("Timeline", "/timeline", "t", "when it happened, and when it was told"),
    Place("Interviews", "/interviews", "w", "witnesses by pseudonym, and what each allows"),
    Place("Codes", "/codes", "d", "the codebook, and what was coded by whom"),
    Place("Findings", "/findings", "f", "propositions with their evidence"),
    Place("Release", "/release", "r", "what was published"),
    Place("Custody", "/custody", "c", "the log of every act"),
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and what it does where."""

    keys: str
    does: str


KEYS: tuple[Key, ...] = (
    Key("/", "go to the search field"),
    Key("?", "show these keys"),
    Key("j  k", "next and previous row of a list"),
    Key("Enter", "open the row"),
    Key("h  l", "on a family's or photograph's page: the pair before, and the next one"),
    Key("y  n", "on a family's or photograph's page: confirm or overturn the pair shown"),
    Key("c", "on an item's page: cite the selected words"),
    Key("Shift ↓", "on a coding page: choose a sentence; → a character, Ctrl → a word"),
    Key("Enter", "on a coding page: look for a code for the chosen words; a code's own key gives it"),
    Key("j  k", "on a coding page: the next coding, and the one before"),
    Key("m", "on a coding page: note on the coding; Delete takes it away"),
    Key("u  U", "on a coding page: undo, and do again"),
    Key("b", "on an item's page: show the original beside the text, or hide it"),
    Key("Escape", "leave a field or close this list"),
)
