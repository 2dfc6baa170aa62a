"""`synopticon vault`: what a person types and reads from the first identity to the recovered one."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli import passphrase
from synopticon.cli.app import app
from synopticon.errors import InputError, NotFound, UsageError, VaultShut
from synopticon.model.testimony import Standing, Terms, Use, Witness
from synopticon.vault import age, keyfile
from synopticon.workflow.study import Study
from synopticon.workflow.vault import opened_vault, vault_of

Run = Callable[..., Result]
WORDS = "five words nobody would join"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Gives a command in a folder with an empty study, three plain identities of age and a passphrase file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SYNOPTICON_STUDY", "s")
    # The usual cost is tried in tests/vault/test_keyfile.py.
    monkeypatch.setattr(keyfile.make, "__defaults__", (keyfile.LEAST,))
    Study.create(tmp_path / "s").close()
    for name in "abc":
        secret, recipient = age.generate()
        Path(f"{name}.txt").write_text(f"# public key: {recipient}\n{secret}\n")
    Path("words").write_text(WORDS + "\n")

    def command(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, ["vault", *words], input=typed)

    return command


def _json(answer: Result) -> dict[str, object]:
    assert answer.exit_code == 0, answer.output
    value: dict[str, object] = json.loads(answer.stdout)
    return value


def test_a_vault_from_its_making_to_a_lost_recipient(run: Run) -> None:
    """Three recipients of whom two open it; a lost one is shut out, another taken in, and everything is still read."""
    made = _json(run("init", "-r", "a.txt", "-r", "b.txt", "-r", "c.txt", "--quorum", "2", "--json"))
    assert made["quorum"] == 2 and made["generation"] == 1
    with Study.open() as study:
        witness = vault_of(study).new_witness(study.random)
        with study.writing() as writer:
            terms = Terms(Use.QUOTE, True, None)
            writer.add_witness(Witness(witness.id, "tavo-46", terms, Standing.SEALED), witness.commitment_key)
    Path("new.txt").write_text("# public key: {1}\n{0}\n".format(*age.generate()))
    two = ("--identity", "a.txt", "--identity", "c.txt")
    answer = run("recipients", "add", "new.txt", *two)
    assert answer.exit_code == 0 and "4 recipients; any 2 of them together" in answer.stdout
    answer = run("recipients", "remove", "b.txt", *two)
    assert "may know the old one" in " ".join(answer.stderr.split())
    answer = run("rotate", *two)
    assert "generation 4" in answer.stdout and "3 recipients" in answer.stdout
    assert len(run("recipients", "list").stdout.split()) == 3
    status = _json(run("status", "--json"))
    assert (status["witnesses"], status["objects"], status["faults"], status["unfinished"]) == (1, 1, [], [])
    with Study.open() as study:
        with opened_vault(study, [Path("new.txt"), Path("c.txt")], lambda _: "") as opened:
            assert opened.commitment_key(witness.id) == witness.commitment_key
        with pytest.raises(VaultShut), opened_vault(study, [Path("a.txt"), Path("b.txt")], lambda _: ""):
            pass
        acts = [entry.act.act for entry in study.reader.custody()]
    assert acts == ["make-key", "make-vault", "rotate-vault", "rotate-vault", "rotate-vault"]


def test_what_would_shut_everybody_out_is_refused(run: Run) -> None:
    """Removing one of two that are both needed is refused with what to do, and the vault stays as it is."""
    run("init", "-r", "a.txt", "-r", "b.txt", "--quorum", "2")
    answer = run("recipients", "remove", "b.txt", "--identity", "a.txt", "--identity", "b.txt")
    assert isinstance(answer.exception, UsageError) and "2, and 1 would be left" in str(answer.exception)
    answer = run("recipients", "remove", "b.txt", "--identity", "a.txt", "--identity", "b.txt", "--quorum", "1")
    assert answer.exit_code == 0 and "1 recipient; it can open it" in answer.stdout
    assert isinstance(run("recipients", "remove", "b.txt", "--identity", "a.txt").exception, NotFound)
    assert isinstance(run("recipients", "add", "a.txt", "--identity", "a.txt").exception, UsageError)
    assert isinstance(run("rotate").exception, UsageError)
    assert isinstance(run("rotate", "--identity", "b.txt").exception, VaultShut)
    assert isinstance(run("rotate", "--identity", "a.txt", "--quorum", "2").exception, UsageError)


def test_an_identity_its_kit_and_its_recovery(run: Run, tmp_path: Path) -> None:
    """A made identity is printed, typed back into another file, and opens what the first one opened."""
    answer = run("identity", "mine", "--passphrase-file", "words")
    recipient = answer.stdout.strip()
    assert recipient.startswith("age1") and stat.S_IMODE(Path("mine").stat().st_mode) == 0o600
    run("init", "-r", recipient)
    kit = _json(run("export-recovery", "mine", "--out", "kit.html", "--passphrase-file", "words", "--json"))
    assert stat.S_IMODE(Path("kit.html").stat().st_mode) == 0o600
    run("export-recovery", "mine", "--out", "kit.txt", "--passphrase-file", "words")
    lines = Path("kit.txt").read_text().splitlines()
    groups = "\n".join(lines[4:7])
    answer = run("recover", "again", "--passphrase-file", "words", typed=groups + "\n\n")
    assert answer.exit_code == 0 and answer.stdout.strip() == recipient, answer.output
    assert " ".join(kit["check_words"]) in " ".join(answer.stderr.split())  # type: ignore[arg-type]
    assert run("rotate", "--identity", "again", "--passphrase-file", "words").exit_code == 0
    Path("typed").write_text(groups.lower())
    assert _json(run("recover", "third", "--typed", "typed", "--passphrase-file", "words", "--json"))


def test_a_mistyped_kit_writes_no_file(run: Run) -> None:
    """A typing error is named by its group before a passphrase is asked for, and no identity file is begun."""
    answer = run("recover", "again", typed="QQQQQ " * 14 + "QQQ\n\n")
    assert isinstance(answer.exception, InputError) and "do not hold" in str(answer.exception)
    assert isinstance(run("recover", "again", "--typed", "absent").exception, InputError)
    assert not Path("again").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("identity", "a.txt", "--passphrase-file", "words"),
        ("export-recovery", "a.txt", "--out", "kit.html"),
        ("recover", "a.txt", "--passphrase-file", "words"),
    ],
)
def test_no_file_is_overwritten(run: Run, words: tuple[str, ...]) -> None:
    """A file that is there is refused before anything is asked, and stays as it was."""
    Path("kit.html").write_text("kept")
    before = Path("a.txt").read_bytes()
    answer = run(*words)
    assert isinstance(answer.exception, UsageError) and "a file of that name is there" in str(answer.exception)
    assert Path("a.txt").read_bytes() == before and Path("kit.html").read_text() == "kept"


def test_a_failed_write_leaves_no_piece_of_an_identity(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full nothing of the file is left."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("synopticon.workflow.vault_identity.os.fsync", full)
    assert run("identity", "mine", "--passphrase-file", "words").exit_code == 1
    assert not Path("mine").exists()


def test_passphrases_are_asked_twice_on_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new passphrase is typed twice and must be the same; an old one is asked once, without echo."""
    typed = iter([WORDS, WORDS, WORDS, WORDS + "."])
    monkeypatch.setattr(passphrase.sys, "stdin", type("Terminal", (), {"isatty": lambda self: True})())
    monkeypatch.setattr(passphrase.getpass, "getpass", lambda prompt: next(typed))
    assert passphrase.new_passphrase(None) == WORDS
    with pytest.raises(UsageError, match="differ"):
        passphrase.new_passphrase(None)


def test_without_a_terminal_a_file_is_asked_for(run: Run) -> None:
    """A program that gives no passphrase file is told so; an unreadable one is named and not quoted."""
    assert "--passphrase-file" in str(run("identity", "mine").exception)
    assert isinstance(run("identity", "mine", "--passphrase-file", "absent").exception, InputError)
    Path("binary").write_bytes(b"\xff\xfe secret")
    answer = run("identity", "mine", "--passphrase-file", "binary")
    assert isinstance(answer.exception, InputError) and "secret" not in str(answer.exception)
    with pytest.raises(UsageError, match="more passphrase files"):
        passphrase.asking([Path("a")], [Path("words"), Path("words")])


def test_each_identity_has_the_passphrase_in_its_place(run: Run) -> None:
    """With two protected identities the passphrase files go with them in their order."""
    Path("other-words").write_text("five other words nobody joins")
    run("identity", "one", "--passphrase-file", "words")
    run("identity", "two", "--passphrase-file", "other-words")
    run("init", "-r", "one", "-r", "two", "--quorum", "2")
    identities = ("--identity", "one", "--identity", "two")
    right = run("rotate", *identities, "--passphrase-file", "words", "--passphrase-file", "other-words")
    assert right.exit_code == 0, right.exception
    wrong = run("rotate", *identities, "--passphrase-file", "other-words", "--passphrase-file", "words")
    assert isinstance(wrong.exception, VaultShut) and "one" in (wrong.exception.where or "")


def test_status_names_what_is_wrong_and_ends_with_1(run: Run) -> None:
    """A damaged object, an unfinished rotation and a vault put back from a copy are said in words."""
    run("init", "-r", "a.txt")
    with Study.open() as study:
        vault = vault_of(study)
        witness = vault.new_witness(study.random).id
    shutil.copytree("s/vault", "older")
    run("rotate", "--identity", "a.txt")
    Path("s/vault/generation-000003.part").mkdir()
    next(path for path in vault.folder_of(witness).iterdir() if path.name != "public").write_bytes(b"words")
    answer = run("status")
    said = " ".join(answer.output.split())
    assert answer.exit_code == 1 and "does not begin as a sealed object does" in said and "cut short before" in said
    assert "1 of the vault's witnesses have no pseudonym" in said
    shutil.rmtree("s/vault")
    shutil.copytree("older", "s/vault")
    assert "put back from a copy" in " ".join(run("status").output.split())
    assert run("rotate", "--identity", "a.txt").exit_code == 0
    assert "put back from a copy" not in " ".join(run("status").output.split())


def test_every_other_command_works_without_a_vault_and_without_pyrage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that only analyses collects, traces, finds, publishes and verifies; the vault says what lacks."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    Path("page.txt").write_text("Veldania (invented) installs two hundred cameras on the ring road of its capital.")
    quote = "two hundred cameras"
    for words in (
        ["collect", "page.txt"],
        ["trace"],
        ["search", "cameras"],
        ["items"],
        ["doctor"],
        ["custody", "verify"],
    ):
        answer = CliRunner().invoke(app, words)
        assert answer.exit_code == 0, answer.output
    item = json.loads(CliRunner().invoke(app, ["items", "--json"]).stdout)["rows"][0]["id"]
    passage = json.loads(CliRunner().invoke(app, ["cite", item, "--quote", quote, "--json"]).stdout)["passage"]
    for words in (
        ["finding", "add", "Veldania has cameras.", "--likelihood", "likely"],
        ["finding", "bring", "F1", passage],
        ["finding", "weigh", "F1"],
        ["publish"],
        ["verify", "s/releases/edition-1"],
    ):
        answer = CliRunner().invoke(app, words)
        assert answer.exit_code == 0, (words, answer.output, answer.exception)
        assert "vault" not in answer.output
    assert not Path("s/vault").exists()
    assert isinstance(run("status").exception, NotFound)
    assert "pip install 'synopticon[vault]'" in str(run("init", "-r", "a.txt").exception)
    assert not Path("s/vault").exists()
