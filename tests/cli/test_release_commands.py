"""Commands that publish, verify and keep custody: one JSON value, honest exit codes, a terminal no stranger steers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from synopticon.cli.app import app
from synopticon.model.item import ItemQuery
from synopticon.workflow.cite import cite
from synopticon.workflow.collect import collect
from synopticon.workflow.find import add_finding, bring
from synopticon.workflow.study import Study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with one invented page and one finding."""
    base = tmp_path_factory.mktemp("commands")
    (base / "page.txt").write_text("The invented ministry of Veldania has put cameras into twelve schools of Oster.")
    with Study.create(base / "study", title="Cameras in Veldania", notice="Veldania is invented.") as study:
        collect(study, [str(base / "page.txt")])
        item = study.reader.items(ItemQuery(limit=1)).rows[0]
        finding = add_finding(study, "Cameras hang in schools.")
        bring(study, finding.key, cite(study, item.id, quote="cameras into twelve schools").id)
    return base / "study"


def run(*words: object) -> Result:
    """One command, as typed."""
    return CliRunner().invoke(app, [str(word) for word in words])


def released(study: Path) -> Path:
    """The folder of the study's release."""
    return Path(json.loads(run("publish", "--study", study, "--json").stdout)["folder"])


def test_publish_says_what_it_wrote_and_how_to_check_and_undo_it(study: Path, tmp_path: Path) -> None:
    """A new edition is announced with its number, digest, signer and next command; the same one again is not."""
    pack = tmp_path / "evidence.wacz"
    done = run("publish", "--study", study, "--again", "--evidence", pack)
    assert done.exit_code == 0, done.output
    for words in ("Published edition", "1 finding, 1 quotation, 1 source", "Manifest", "verify", "To undo", str(pack)):
        assert words in done.output
    assert "nothing was written" in run("publish", "--study", study).output


def test_verify_prints_one_json_value_of_the_documented_shape(study: Path) -> None:
    """The shape is that of docs/proofs.md, with the four answers for each finding."""
    answer = run("verify", released(study), "--json")
    value = json.loads(answer.stdout)
    assert answer.exit_code == 0 and value["holds"] is True
    assert value.keys() == {"holds", "study", "notice", "edition", "signer", "signed", "time", "findings", "faults"}
    assert value["signer"]["known"] is False
    finding = value["findings"][0]
    assert finding.keys() == {"key", "proposition", "signed", "quotations", "captures", "time"}
    assert finding["captures"]["answer"] == "not checked" and finding["quotations"]["answer"] == "holds"


def test_verify_with_the_key_of_key_show_knows_the_signer(study: Path, tmp_path: Path) -> None:
    """`key show` prints nothing but the key on standard output, and verify takes it."""
    key = run("key", "show", "--study", study)
    (tmp_path / "key.pem").write_text(key.stdout)
    answer = run("verify", released(study), "--key", tmp_path / "key.pem")
    assert answer.exit_code == 0 and "by the key you gave" in answer.output
    assert json.loads(run("key", "show", "--study", study, "--json").stdout)["pem"] == key.stdout


def test_a_flipped_byte_ends_with_1_and_is_named(study: Path, tmp_path: Path) -> None:
    """The exit code is 1 with and without --json, and the file stands in the last lines."""
    folder = released(study)
    path = folder / "data" / "findings.csv"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"hang", b"hung"))
    try:
        plain, as_json = run("verify", folder), run("verify", folder, "--json")
    finally:
        path.write_bytes(whole)
    assert plain.exit_code == as_json.exit_code == 1
    assert "data/findings.csv: its bytes are not those that were signed" in " ".join(plain.output.split())
    assert json.loads(as_json.stdout)["holds"] is False


def test_a_releases_words_do_not_steer_the_terminal(study: Path) -> None:
    """Control characters in a stranger's manifest are printed as replacements."""
    folder = released(study)
    manifest = folder / "manifest.json"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole.replace(b"Cameras in Veldania", b"\\u001b[2JCameras\\u202e in Veldania"))
    try:
        output = run("verify", folder).output
    finally:
        manifest.write_bytes(whole)
    assert "\x1b" not in output and "\u202e" not in output and "�[2JCameras" in output


def test_custody_commands_list_verify_and_export(study: Path, tmp_path: Path) -> None:
    """Each has its words and its JSON; an export over an existing folder is refused."""
    assert "collect" in run("custody", "list", "--study", study).output
    rows = json.loads(run("custody", "list", "--study", study, "--json", "--limit", "2").stdout)
    assert [row["sequence"] for row in rows] == [1, 2]
    verified = run("custody", "verify", "--study", study)
    assert verified.exit_code == 0 and "entries hold" in verified.output
    assert json.loads(run("custody", "verify", "--study", study, "--json").stdout)["holds"] is True
    exported = json.loads(run("custody", "export", tmp_path / "log", "--study", study, "--json").stdout)
    assert exported["entries"] == len((tmp_path / "log" / "public-log.jsonl").read_text().splitlines())
    assert run("custody", "export", tmp_path / "log", "--study", study).exit_code != 0
