"""Every error Synopticon raises, in one tree: what failed, where, why, and what to do next.

    SynopticonError                     exit code
    ├── UsageError                      2   the command was asked in a way it cannot answer
    │   └── NotFound                        a name or id that nothing here bears
    ├── InputError                      3   what was handed in cannot be read
    │   ├── UnreadableFormat
    │   ├── DamagedInput                    some of it could be read; the rest is named
    │   └── HostileInput                    bombs, escapes, entities: refused before they act
    ├── StudyError                      4   the study itself
    │   ├── NotAStudy
    │   ├── NewerStudy                      written by a later version
    │   ├── StudyBusy                       another process holds what is needed
    │   ├── StorageFailed                   disk full, read-only, lost file
    │   ├── DamagedStudy                    a digest, chain or index does not hold
    │   ├── DamagedVault                    something sealed is damaged, lost or in another's place
    │   └── StaleIndex
    ├── MissingPart                     5   an extra or a program that is not installed
    ├── Refused                         6   a rule protects somebody or something
    │   ├── GuardRefused                    the address guard
    │   ├── GateRefused                     the release gate
    │   └── VaultShut                       the passphrases or identities given do not open what is sealed
    ├── NetworkFailed                   7   nothing that was asked could be obtained
    ├── VerificationFailed              1   a check was made and its answer is no
    └── Unforeseen                      70  the program is at fault

Exit code 0 is success and 130 an interruption by the user. Messages never carry what the vault holds.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, Self

_OURS = Path(__file__).parent
_LINES = 8
"""Of our own lines, how many are told of an unforeseen failure: those where it arose."""


class SynopticonError(Exception):
    """The root of the tree.

    what: what failed, one plain sentence without a final stop.
    where: file, sheet, row, offset or address; None where the failure has no place.
    why: the cause, where it is known.
    remedy: what to do next, a command where there is one; a kind of error may have one of its own for all its cases.
    """

    exit_code: ClassVar[int] = 3
    code: ClassVar[str] = "error"
    usual_remedy: ClassVar[str | None] = None

    def __init__(
        self, what: str, *, where: str | None = None, why: str | None = None, remedy: str | None = None
    ) -> None:
        self.what, self.where, self.why, self.remedy = what, where, why, remedy or self.usual_remedy
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The whole message on one line."""
        text = self.what
        if self.where:
            text += f" ({self.where})"
        if self.why:
            text += f": {self.why}"
        return f"{text}. {self.remedy}" if self.remedy else text

    def __reduce__(self) -> tuple[partial[Self], tuple[str]]:
        """An error of another process comes back as it was."""
        return partial(type(self), where=self.where, why=self.why, remedy=self.remedy), (self.what,)

    def as_json(self) -> dict[str, object]:
        """The one error shape of every `--json` command and every JSON route."""
        return {
            "error": {
                "code": self.code,
                "what": self.what,
                "where": self.where,
                "why": self.why,
                "next": self.remedy,
            }
        }


class UsageError(SynopticonError):
    """The command was asked in a way it cannot answer."""

    exit_code, code = 2, "usage"


class NotFound(UsageError):
    """Nothing here bears that name or id."""

    code = "not-found"


class InputError(SynopticonError):
    """What was handed in cannot be read."""

    exit_code, code = 3, "input"


class UnreadableFormat(InputError):
    """No extractor reads this content."""

    code = "unreadable-format"
    usual_remedy = "Convert it to PDF or text and collect that; the original stays in the archive."


class DamagedInput(InputError):
    """Only part of the input could be read; the message names the lost part."""

    code = "damaged-input"
    usual_remedy = "Fetch it again from its source, or take another copy of it."


class HostileInput(InputError):
    """An archive bomb, a path that escapes, an external entity: refused before it acts."""

    code = "hostile-input"
    usual_remedy = "Ordinary programs write no such file: fetch it again from its source before you trust it."


class StudyError(SynopticonError):
    """Something is wrong with the study itself."""

    exit_code, code = 4, "study"


class NotAStudy(StudyError):
    """The folder holds no study."""

    code = "not-a-study"


class NewerStudy(StudyError):
    """The study was written by a later version than this one."""

    code = "newer-study"


class StudyBusy(StudyError):
    """Another process holds what this one needs."""

    code = "study-busy"


class StorageFailed(StudyError):
    """The disk is full, the folder is read-only, or a file is gone."""

    code = "storage"


class DamagedStudy(StudyError):
    """A digest, the custody chain or a table does not hold."""

    code = "damaged-study"


class DamagedVault(StudyError):
    """Something sealed is damaged, lost or in another's place. Named by id and role, never by content."""

    code = "damaged-vault"


class StaleIndex(StudyError):
    """The search index is missing or older than the study."""

    code = "stale-index"


class MissingPart(SynopticonError):
    """A part that is not installed: the message names it and the command that brings it."""

    exit_code, code = 5, "missing-part"


class Refused(SynopticonError):
    """A rule protects somebody or something; the message begins with what is protected."""

    exit_code, code = 6, "refused"


class GuardRefused(Refused):
    """The address guard refused a network address."""

    code = "guard"


class GateRefused(Refused):
    """The release gate refused to publish."""

    code = "gate"


class VaultShut(Refused):
    """The passphrases or identities that were given do not open what is sealed."""

    code = "vault-shut"


class NetworkFailed(SynopticonError):
    """Nothing that was asked for could be obtained."""

    exit_code, code = 7, "network"


class VerificationFailed(SynopticonError):
    """A check was made and its answer is no."""

    exit_code, code = 1, "verification"


class Unforeseen(SynopticonError):
    """The program is at fault. Only the kind of failure is told and the lines it arose from, never what they held."""

    exit_code, code = 70, "unforeseen"
    usual_remedy = "What was acknowledged is kept. Run synopticon doctor, and report what stands here."

    @classmethod
    def of(cls, error: BaseException, what: str, *, remedy: str | None = None) -> Self:
        """What failed, with the place. The failure's own message may quote a document, so it is left out."""
        return cls(what, why=f"an error that it did not foresee, {_place_of(error)}", remedy=remedy)


def _place_of(error: BaseException) -> str:
    """The failure's class and our own lines on the way to it, the one where it arose last."""
    lines, trace = [], error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_OURS):
            lines.append(f"{file.relative_to(_OURS).as_posix()}:{trace.tb_lineno}")
        trace = trace.tb_next
    kind = type(error).__name__
    return f"{kind} at {', '.join(lines[-_LINES:])}" if lines else kind
