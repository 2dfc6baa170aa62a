"""Nothing of a witness stands in clear: before the signature only sealed, after the withdrawal nowhere at all."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("pyrage")

TESTS = Path(__file__).parents[1]


def _loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


canary = _loaded("canary", TESTS / "canary.py")
interviewing = _loaded("interviewing", TESTS / "workflow" / "interviewing.py")

from synopticon.model.testimony import Use  # noqa: E402
from synopticon.vault import age  # noqa: E402
from synopticon.workflow.find import Telling, add_finding, bring  # noqa: E402
from synopticon.workflow.interview_withdraw import withdraw  # noqa: E402
from synopticon.workflow.publish import publish  # noqa: E402
from synopticon.workflow.search import search  # noqa: E402
from synopticon.workflow.testimony_cite import cite_testimony  # noqa: E402

SECRET = ("Anna Veld", "Tomas Veld", "Halverk", interviewing.REPLACED)


def seen(places: list[Path], sentences: tuple[str, ...]) -> set[str]:
    """Which of these sentences the scanner sees anywhere."""
    return {one.sentence for one in canary.sightings(places, sentences)}


def command(folder: Path, *words: str) -> list[str]:
    """`synopticon …` as a program of its own."""
    code = "import sys; sys.argv[0] = 'synopticon'; from synopticon.cli.app import main; main()"
    return [sys.executable, "-X", "faulthandler", "-c", code, *words, "--study", str(folder / "study")]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a program whose temporary files and caches lie in this folder."""
    places = {name: str(folder / name.lower()) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    for place in places.values():
        Path(place).mkdir(exist_ok=True)
    return {**os.environ, **places}


def prepared(folder: Path) -> tuple[object, list[str]]:
    """A study with a vault, and the words of the command that adds the interview, its files in `given`."""
    field = interviewing.begun(folder)
    given = folder / "given"
    given.mkdir()
    (given / "talk.txt").write_text(interviewing.TEXT, "utf-8")
    (given / "consent.json").write_text(json.dumps(interviewing.CONSENT))
    (given / "identity.json").write_text(json.dumps(interviewing.RECORD))
    return field, ["interview", "add", str(given / "talk.txt"), "--consent", str(given / "consent.json"),
                   "--identity", str(given / "identity.json")]  # fmt: skip


def test_before_the_signature_everything_stands_in_sealed_objects_only(tmp_path: Path) -> None:
    """Study, temporary files, caches, output and process arguments hold no sentence and no identity."""
    _, words = prepared(tmp_path)
    running = subprocess.Popen(
        command(tmp_path, *words), env=surroundings(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    arguments = b""
    while running.poll() is None:
        for name in ("cmdline", "environ"):
            try:
                arguments += Path(f"/proc/{running.pid}/{name}").read_bytes()
            except OSError:
                # It has just ended.
                continue
        time.sleep(0.02)
    out, err = running.communicate()
    assert running.returncode == 0, err
    said = tmp_path / "said"
    said.write_bytes(out + err + arguments)
    places = [path for path in tmp_path.iterdir() if path.name != "given"]
    assert arguments
    assert seen(places, (*SECRET, *interviewing.SENTENCES)) == set()
    # The files that were given are in clear, and the scanner sees them: so its silence counts.
    assert seen([tmp_path / "given"], (*SECRET, *interviewing.SENTENCES)) == {*SECRET, *interviewing.SENTENCES}


def test_a_vault_that_writes_in_clear_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were sealing to leave the bytes as they are, the scan would say so."""
    field = interviewing.begun(tmp_path)
    monkeypatch.setattr(age, "seal", lambda data, recipients: data)
    field.add()
    assert seen([field.study], (*SECRET, *interviewing.SENTENCES)) == {*SECRET, *interviewing.SENTENCES}


def test_a_crash_leaves_nothing_of_the_interview(tmp_path: Path) -> None:
    """Killed by a fault while the transcript is in memory: the report, the temporary files and no core tell of it."""
    _, words = prepared(tmp_path)
    (tmp_path / "work").mkdir()
    code = (
        "import os, resource, signal, sys; sys.argv[0] = 'synopticon'\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)\n"
        "from synopticon.vault.locked import Vault\n"
        "Vault.put = lambda *given: os.kill(os.getpid(), signal.SIGSEGV)\n"
        "from synopticon.cli.app import main; main()"
    )
    crashing = [*command(tmp_path, *words)]
    crashing[4] = code
    done = subprocess.run(crashing, env=surroundings(tmp_path), cwd=tmp_path / "work", capture_output=True, check=False)
    assert done.returncode == -signal.SIGSEGV
    assert b"Fatal Python error" in done.stderr
    (tmp_path / "said").write_bytes(done.stdout + done.stderr)
    places = [path for path in tmp_path.iterdir() if path.name != "given"]
    assert not [path for path in (tmp_path / "work").iterdir()]
    assert seen(places, (*SECRET, *interviewing.SENTENCES)) == set()


def test_an_error_nobody_foresaw_tells_nothing(tmp_path: Path) -> None:
    """A failure whose own message holds the transcript ends in the kind of failure and our lines, and no more."""
    _, words = prepared(tmp_path)
    code = (
        "import sys; sys.argv[0] = 'synopticon'\n"
        "import synopticon.workflow.interview_parts as adding\n"
        "def fail(text, *rest): raise RuntimeError(text)\n"
        "adding.propose = fail\n"
        "from synopticon.cli.app import main; main()"
    )
    failing = [*command(tmp_path, *words)]
    failing[4] = code
    done = subprocess.run(failing, env=surroundings(tmp_path), capture_output=True, check=False)
    assert done.returncode == 70
    (tmp_path / "said").write_bytes(done.stdout + done.stderr)
    places = [path for path in tmp_path.iterdir() if path.name != "given"]
    assert seen(places, (*SECRET, *interviewing.SENTENCES)) == set()


def test_after_two_signatures_only_what_was_signed_is_in_clear(tmp_path: Path) -> None:
    """The working text is in the study, and no identity and no sentence with a replaced span is."""
    field = interviewing.begun(tmp_path)
    field.signed()
    found = seen([field.study], (*SECRET, *interviewing.SENTENCES))
    assert interviewing.PLAIN in found
    assert not found & set(SECRET)


def test_after_a_withdrawal_no_sentence_stands_anywhere(tmp_path: Path) -> None:
    """Text, passages, codings, findings' notes, copied words, releases: seen before, and seen nowhere afterwards."""
    field = interviewing.begun(tmp_path)
    other = field.signed("Witness: They counted every light along the whole shore.")
    pseudonym = field.signed()
    with field.open() as study:
        passage = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        heard = cite_testimony(study, pseudonym, quote=interviewing.HEARD)
        finding = add_finding(study, f"Boxes hang there. {interviewing.HEARD}", gaps=interviewing.KOREAN)
        bring(study, finding.key, passage.id, basis="saw", telling=Telling("quote"))
        bring(study, finding.key, heard.id, note=interviewing.HEARD, telling=Telling("paraphrase", words="A mill."))
        publish(study)
        assert search(study, "lamp").testimony
    everything = (*interviewing.SENTENCES, interviewing.HEARD)
    before = seen([field.study], everything)
    assert before == {interviewing.PLAIN, interviewing.HEARD, interviewing.KOREAN}
    assert seen([field.study / "releases"], everything)
    with field.open() as study:
        done = withdraw(study, pseudonym)
        assert [one.key for one in done.plan.findings] == [finding.key]
        assert search(study, "shore").testimony[0].pseudonym == other
        assert not search(study, "lamp OR shore").testimony[1:]
    assert seen([tmp_path], (*everything, *SECRET)) == set()
    assert seen([field.study], ("They counted every light along the whole shore",)), "the other witness is still here"


def test_uses_are_remembered_with_the_edition(tmp_path: Path) -> None:
    """Which editions hold a witness's words is known, and which only count."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed()
    with field.open() as study:
        witness = study.reader.witness(pseudonym).id
        passage = cite_testimony(study, pseudonym, quote=interviewing.PLAIN)
        finding = add_finding(study, "Boxes hang there.")
        bring(study, finding.key, passage.id)
        publish(study)
        assert (study.reader.editions_quoting(witness), study.reader.editions_counting(witness)) == ([], [1])
        bring(study, finding.key, passage.id, telling=Telling("quote"))
        publish(study)
        assert (study.reader.editions_quoting(witness), study.reader.editions_counting(witness)) == ([2], [1])
        assert study.reader.finding(finding.key).testimony[0].use is Use.QUOTE
