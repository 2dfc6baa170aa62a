"""Every key of the review page, in the order in which a reader needs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, its verb on the button, and what it does. plain: it acts on the proposal that is looked at."""

    key: str
    verb: str
    does: str
    plain: bool = True


KEYS: tuple[Key, ...] = (
    Key("a", "Accept", "cover it as proposed; of what another reader left more readable: agree"),
    Key("A", "Accept all alike", "cover every undecided place with the same words"),
    Key("w", "Widen", "then arrows: the end by a word, with Shift the beginning, with Ctrl by a letter; Enter keeps"),
    Key("d", "Drop", "leave the words readable; what names somebody by itself asks for a reason"),
    Key("D", "Drop all alike", "leave every undecided place with the same words readable"),
    Key("r", "Re-class", "then the letter of a kind; what stands in its place follows"),
    Key("e", "Edit", "put words of your own in its place"),
    Key("n", "Next", "the next one to look at", plain=False),
    Key("p", "Previous", "the one before it to look at", plain=False),
    Key("j", "Down", "the next mark, decided or not", plain=False),
    Key("k", "Up", "the mark before it, decided or not", plain=False),
    Key("x", "Cover", "cover chosen words wherever they recur; without a choice: choose by arrows", plain=False),
    Key("/", "Find", "find words in the transcript and choose them", plain=False),
    Key("u", "Undo", "take the last decision back", plain=False),
    Key("U", "Redo", "make it stand again", plain=False),
    Key("q", "Queue", "by place in the text, or the risky first", plain=False),
    Key("g", "Progress", "the whole document, kind by kind", plain=False),
    Key("s", "Sign", "sign the working text, once nothing is open", plain=False),
    Key("?", "Keys", "this list", plain=False),
    Key("Q", "Close", "end the review; everything decided is sealed already", plain=False),
)
