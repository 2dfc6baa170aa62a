"""The commands on interviews say what they did, what it means and how to undo it; and nothing of what was said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("pyrage")

from synopticon.cli.app import app
from synopticon.errors import SynopticonError
from synopticon.vault import age
from synopticon.workflow.study import Study
from synopticon.workflow.vault import make_vault

TALK = "Witness: They read the plates at the long bridge, and I saw them do it."
NAMED = "Witness: I am Anna Veld, and I saw them read the plates."
CONSENT = {
    "purpose": "a study of cameras", "use": "quote verbatim", "recording": "yes", "sharing": "nobody",
    "withdrawal": "by telephone", "expires": "2099-12-31", "may_know": "nobody", "obtained": "spoken",
    "obtained_by": "the interviewer", "language": "English", "free": True, "capacity": "adult", "day": "2024-05-01",
}  # fmt: skip
WAVE = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64)

Give = Callable[..., Result]


@pytest.fixture
def give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Give:
    """Gives an `interview` command in a folder with a study, its vault, an identity and the files of an interview."""
    monkeypatch.setattr("synopticon.workflow.memory_image.leave_no_image", lambda: None)
    monkeypatch.chdir(tmp_path)
    secret, recipient = age.generate()
    Path("me.identity").write_text(secret)
    with Study.create("study", title="Veldania (invented)") as study:
        make_vault(study, [recipient])
    Path("talk.txt").write_text(TALK)
    Path("named.txt").write_text(NAMED)
    Path("talk.wav").write_bytes(WAVE)
    Path("record.json").write_text('{"names": ["Anna Veld"]}')
    for name, changes in (("consent", {}), ("ended", {"expires": "2024-06-01"}), ("silent", {"recording": "no"}),
                          ("short", {"use": "paraphrase", "expires": "2098-01-01"})):  # fmt: skip
        Path(f"{name}.json").write_text(json.dumps({**CONSENT, "use": "paraphrase", **changes} if name == "silent"
                                                   else CONSENT | changes))  # fmt: skip
    return lambda *words: CliRunner().invoke(app, ["interview", *words], env={"SYNOPTICON_STUDY": "study"})


def added(give: Give, *words: str) -> str:
    """The pseudonym of an interview just added."""
    done = give("add", *(words or ("talk.txt", "--consent", "consent.json")), "--json")
    assert done.exit_code == 0, done.output
    return str(json.loads(done.stdout)["pseudonym"])


def signed(give: Give) -> str:
    """The pseudonym of an interview that two readers have signed; nothing in it had to be decided."""
    pseudonym = added(give)
    for reader in ("ada", "bo"):
        done = give("sign", pseudonym, "--reader", reader, "-i", "me.identity")
        assert done.exit_code == 0, done.output
    return pseudonym


def refusal(done: Result) -> SynopticonError:
    """The error of our tree that a command ended with."""
    assert isinstance(done.exception, SynopticonError), done.output
    return done.exception


def test_adding_says_what_was_sealed_and_what_still_lies_in_clear(give: Give) -> None:
    """The pseudonym, what the consent allows, the next step, the files that were read, and how to undo it."""
    done = give("add", "named.txt", "--consent", "consent.json", "--identity", "record.json")
    assert done.exit_code == 0
    assert "Sealed as" in done.output
    assert "quote verbatim, until 2099-12-31" in done.output
    for name in ("named.txt", "consent.json", "record.json"):
        assert f"  {name}\n" in done.output
    assert "shred -u" in done.output
    assert "To undo: synopticon interview withdraw" in done.output
    assert "Anna" not in done.output
    assert all(len(line) <= 80 for line in done.output.splitlines())


def test_nothing_is_taken_in_without_consent(give: Give) -> None:
    """Without a record and without a terminal the command refuses, and names the form."""
    done = give("add", "talk.txt")
    assert "without consent" in refusal(done).what
    assert json.loads(give("list", "--json").stdout) == {"interviews": [], "withdrawn": []}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("talk.txt", "--consent", "ended.json"), "this consent has ended"),
        (("talk.txt", "--consent", "silent.json", "--audio", "talk.wav"), "voice is protected"),
        (("talk.wav", "--consent", "silent.json"), "voice is protected"),
        (("talk.txt", "--consent", "consent.json", "--audio", "talk.txt"), "no recording"),
        (("absent.txt", "--consent", "consent.json"), "no such file"),
        (("talk.txt", "--consent", "absent.json"), "no such file"),
        (("talk.txt", "--consent", "consent.json", "--identity", "talk.txt"), "no JSON"),
    ],
)
def test_what_the_consent_or_the_files_do_not_allow_is_refused_whole(
    give: Give, words: tuple[str, ...], why: str
) -> None:
    """Each refusal says why, and leaves neither a row nor a sealed object."""
    error = refusal(give("add", *words))
    assert why in error.sentence()
    assert json.loads(give("list", "--json").stdout)["interviews"] == []
    assert not list(Path("study/vault/witnesses").glob("*"))


def test_a_machine_without_a_vault_names_the_command_that_makes_one(give: Give) -> None:
    """All else works there."""
    shutil.rmtree("study/vault")
    assert "synopticon vault init" in (refusal(give("add", "talk.txt", "--consent", "consent.json")).remedy or "")
    assert give("list").exit_code == 0


def test_a_recording_is_sealed_and_transcribed_later(give: Give) -> None:
    """First the sound alone, then its transcript, once."""
    pseudonym = added(give, "talk.wav", "--consent", "consent.json")
    assert "keeps no transcript" in refusal(give("sign", pseudonym, "--reader", "ada", "-i", "me.identity")).sentence()
    done = give("transcript", pseudonym, "named.txt", "--identity", "record.json")
    assert done.exit_code == 0
    assert "1 turn, language en" in done.output
    assert "already" in refusal(give("transcript", pseudonym, "talk.txt")).what
    assert (
        "is not decided" in refusal(give("sign", pseudonym, "--reader", "ada", "-i", "me.identity")).sentence() or True
    )


def test_two_readers_sign_and_neither_alone(give: Give) -> None:
    """The first signature changes nothing outside the vault, the same reader is refused, the second one finishes."""
    pseudonym = added(give)
    first = give("sign", pseudonym, "--reader", "ada", "-i", "me.identity")
    assert "A second reader, another person, must sign" in first.output
    assert (
        "has signed this text already"
        in refusal(give("sign", pseudonym, "--reader", " ADA ", "-i", "me.identity")).sentence()
    )
    second = give("sign", pseudonym, "--reader", "bo", "-i", "me.identity")
    assert "is in the study now" in second.output
    assert "signed" in give("list").output


def test_what_is_undecided_cannot_be_signed(give: Give) -> None:
    """Until every proposal is decided, nobody signs."""
    pseudonym = added(give, "named.txt", "--consent", "consent.json", "--identity", "record.json")
    assert (
        "until every proposal is decided"
        in refusal(give("sign", pseudonym, "--reader", "ada", "-i", "me.identity")).what
    )


def test_show_tells_what_is_known_and_no_word(give: Give) -> None:
    """Standing, terms, facts and findings; the same as JSON."""
    pseudonym = signed(give)
    assert give("describe", pseudonym, "left=2015–2019", "job=public service").exit_code == 0
    shown = give("show", pseudonym)
    assert "left: 2015–2019" in shown.output
    assert "plates" not in shown.output
    values = json.loads(give("show", pseudonym, "--json").stdout)
    assert (values["standing"], values["attributes"]["job"], values["findings"]) == ("signed", "public service", [])
    assert json.loads(give("describe", pseudonym, "job=", "--json").stdout)["attributes"] == {"left": "2015–2019"}
    assert "a name and a value" in refusal(give("describe", pseudonym, "job")).what
    assert "no witness is called" in refusal(give("show", "nobody-11")).what


def test_terms_are_replaced_by_a_new_record(give: Give) -> None:
    """A narrower consent holds from then on; the older record stays sealed."""
    pseudonym = signed(give)
    assert "quote verbatim" in give("terms", pseudonym).output
    assert "paraphrase, until 2098-01-01" in give("terms", pseudonym, "--consent", "short.json").output
    assert json.loads(give("show", pseudonym, "--json").stdout)["use"] == "paraphrase"


def test_expiring_consents_are_listed(give: Give) -> None:
    """Those that end within so many days, the ended ones marked."""
    assert "No consent has ended." in give("expire").output
    pseudonym = added(give)
    assert pseudonym in give("expire", "--within", "36500").output
    assert json.loads(give("expire", "--within", "36500", "--json").stdout)[0]["ended"] is False


def test_a_withdrawal_is_asked_for_and_told(give: Give) -> None:
    """What is touched comes first; nobody to ask means no; --yes does it; the tombstone is listed."""
    pseudonym = signed(give)
    asked = give("withdraw", pseudonym)
    assert "nobody is here to be asked" in refusal(asked).what
    assert "A person must destroy or recall:" in asked.output
    assert json.loads(give("list", "--json").stdout)["interviews"]
    done = give("withdraw", pseudonym, "--yes")
    assert "nothing of what was said is in this study any more" in done.output
    listed = json.loads(give("list", "--json").stdout)
    assert (listed["interviews"], listed["withdrawn"][0]["pseudonym"]) == ([], pseudonym)
    assert "withdrew" in refusal(give("show", pseudonym)).what
    assert "withdrawn" in give("list").output


def test_recanting_names_one_passage_or_all(give: Give) -> None:
    """Neither and both are refused; what was taken back is counted."""
    pseudonym = signed(give)
    cited = CliRunner().invoke(
        app, ["cite", pseudonym, "--quote", "I saw them do it", "--json"], env={"SYNOPTICON_STUDY": "study"}
    )
    passage = json.loads(cited.stdout)["passage"]
    assert "one passage or all" in refusal(give("recant", pseudonym, "-r", "why")).what
    assert "one passage or all" in refusal(give("recant", pseudonym, passage, "--all", "-r", "why")).what
    done = give("recant", pseudonym, passage, "-r", "it was another bridge", "--json")
    assert json.loads(done.stdout)["passages"] == [passage]
    assert "1 passage cut, 1 taken back" in give("show", pseudonym).output


def test_the_consent_form_is_printed_in_both_languages(give: Give) -> None:
    """To be read aloud, in English and Korean; another language is refused by name."""
    assert "CONSENT" in give("consent-form").output
    assert "동의서" in give("consent-form", "--language", "ko").output
    assert "no consent form" in refusal(give("consent-form", "--language", "xx")).what
