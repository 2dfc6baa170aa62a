"""Findings, judgements, the log and releases are worked on from their pages, and each act can be undone."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path
from typing import Any

import pytest

from synopticon.workflow.study import Study


def undo(person: Any, path: str) -> None:
    """Press the undo button that the page at this path offers."""
    page = person.get(path).text
    form = re.search(r'<div class="done">.*?<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    assert form, "no undo is offered"
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form[2])
    answer = person.post(html.unescape(form[1]), {name: html.unescape(value) for name, value in fields})
    assert answer.status_code == 303, answer.text


def finding(folder: Path, key: str) -> Any:
    """The finding as the study has it now."""
    with Study(folder) as study:
        return study.reader.finding(key)


def ended(person: Any) -> Any:
    """The latest job, when it has ended."""
    jobs = person.app.state.workbench.jobs
    for _ in range(600):
        if not jobs.open():
            return jobs.all()[0]
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_a_finding_is_stated_and_the_statement_undone(person: Any, study_folder: Path) -> None:
    """A stated proposition gets a key; undoing withdraws it with its reason."""
    answer = person.post("/findings", {"proposition": "A fence stands", "likelihood": "likely", "occurred": "2030"})
    assert answer.headers["location"] == "/findings/F2"
    undo(person, "/findings/F2")
    assert finding(study_folder, "F2").withdrawn == "adding it was undone at once"


def test_a_revision_is_undone_to_what_was_said(person: Any, study_folder: Path) -> None:
    """Undo goes back to the words of before, as a further revision."""
    before = finding(study_folder, "F1")
    fields = {"proposition": "Cameras read no faces", "likelihood": "unlikely", "gaps": "all", "occurred": "2019"}
    person.post("/findings/F1/revise", fields)
    assert finding(study_folder, "F1").proposition == "Cameras read no faces"
    undo(person, "/findings/F1")
    after = finding(study_folder, "F1")
    assert (after.proposition, after.likelihood, after.gaps, after.occurred, after.revision) == (
        before.proposition, before.likelihood, before.gaps, before.occurred, 3,
    )  # fmt: skip


def test_a_passage_is_taken_back_and_brought_again(person: Any, study_folder: Path) -> None:
    """Taking back leaves the finding without it; undo brings it as it was."""
    one = finding(study_folder, "F1").evidence[0]
    person.post("/findings/F1/take-back", {"passage": one.passage.id})
    assert finding(study_folder, "F1").evidence == ()
    undo(person, "/findings/F1")
    assert finding(study_folder, "F1").evidence == (one,)


def test_a_withdrawn_finding_is_stated_anew_with_its_evidence(person: Any, study_folder: Path) -> None:
    """Withdrawing keeps the finding with its reason; undo states it under the next key."""
    person.post("/findings/F1/withdraw", {"reason": "the witness took it back"})
    assert finding(study_folder, "F1").withdrawn == "the witness took it back"
    undo(person, "/findings/F1")
    assert len(finding(study_folder, "F2").evidence) == 1


@pytest.mark.parametrize(
    "fields",
    [{"proposition": " "}, {"proposition": "x", "likelihood": "perhaps"}, {"proposition": "x", "occurred": "?"}],
)
def test_a_finding_without_sense_is_refused(person: Any, fields: dict[str, str]) -> None:
    """An empty proposition, a likelihood outside ICD 203 and a date that is none are refused in words."""
    assert person.post("/findings", fields).status_code == 400


def test_the_page_counts_origins_and_not_documents(person: Any) -> None:
    """The page of a finding says on how many independent origins it rests, and why."""
    page = person.get("/findings/F1").text
    assert "1 independent origin" in page
    assert "What would take it down" in page


def test_likelihood_and_confidence_never_stand_in_one_line(person: Any) -> None:
    """Lists say each in a sentence of its own, as ICD 203 asks; the count stands between them."""
    person.post("/findings/F1/revise", {"proposition": "Cameras read faces", "likelihood": "likely"})
    for path in ("/", "/findings"):
        lines = person.get(path).text.splitlines()
        assert any('<span class="apart">Likelihood: likely.</span>' in line for line in lines)
        assert not any("confidence" in line.lower() for line in lines)
    assert '<span class="apart">Confidence: low.</span>' in person.get("/findings/F1/count").text


def test_a_weighing_is_made_once_until_the_study_changes(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking twice weighs once; an act on the study weighs anew."""
    weighed: list[str] = []
    from synopticon.web import weighings

    honest = weighings.weigh
    monkeypatch.setattr(weighings, "weigh", lambda study, key: weighed.append(key) or honest(study, key))
    for _ in range(3):
        person.get("/findings/F1")
    assert weighed == ["F1"]
    person.post("/findings", {"proposition": "A fence stands"})
    person.get("/findings/F1")
    assert weighed == ["F1", "F1"]


def test_a_judgement_on_a_pair_is_kept_and_taken_back(person: Any, ids: dict[str, str], study_folder: Path) -> None:
    """Overturning is said where it takes effect; undo leaves the pair as never judged."""
    fields = {"a": ids["a.html"], "b": ids["b.html"], "family": ids["a.html"], "reason": "two reporters were there"}
    answer = person.post("/families/judge/overturn", fields)
    path = answer.headers["location"].split("#")[0]
    assert "two reporters were there" in person.get(f"{path}&again=1").text.replace("&#39;", "'")
    person.post("/families/judge/clear", {**fields, "reason": "it was one"})
    assert "Do these two go back to one origin?" in person.get(path).text


def test_an_origin_is_set_and_taken_back(person: Any, ids: dict[str, str]) -> None:
    """The page says who set it and why; taking it back leaves the choice open again."""
    fields = {"item": ids["b.html"], "family": ids["a.html"], "reason": "its date is the right one"}
    answer = person.post("/families/judge/origin", fields)
    assert answer.headers["location"].startswith(f"/families/{ids['a.html']}")
    page = person.get(f"/families/{ids['a.html']}").text
    assert "The origin was set by a person" in page and "its date is the right one" in page
    assert "Take it back" in page
    person.post("/families/judge/origin/clear", {**fields, "reason": "it was not"})
    assert "The origin was set by a person" not in person.get(f"/families/{ids['a.html']}").text


def test_the_log_is_verified_from_its_page(person: Any) -> None:
    """Verifying walks the chain in the background and says that it holds."""
    answer = person.post("/custody/verify")
    assert answer.headers["location"].startswith("/custody?job=")
    ended(person)
    assert "The log holds" in person.get(answer.headers["location"]).text


def test_tracing_and_indexing_run_from_their_pages(person: Any) -> None:
    """Both are long work with a sentence at their end."""
    for path, said in (("/families/trace", "Traced 3 documents"), ("/search/index", "The index holds 3 documents")):
        answer = person.post(path)
        assert ended(person).state == "done"
        assert said in person.get(answer.headers["location"]).text


def test_an_edition_is_published_read_and_verified(person: Any, study_folder: Path) -> None:
    """Publishing writes an edition; its page verifies it, shows the report in a frame without rights, and its files."""
    answer = person.post("/release", {"findings": "F1"})
    job = ended(person)
    assert job.state == "done", job.error
    assert "Published edition 1" in person.get(answer.headers["location"]).text
    page = person.get("/release/1").text
    assert "Everything that can be checked here holds." in page
    assert "Signed by this study" in page
    report = person.get("/release/1/report")
    assert report.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert person.get("/release/1/files/manifest.json").status_code == 200
    for name in ("..%2f..%2fstudy.toml", "%2fetc%2fpasswd", "nothing.txt"):
        assert person.get(f"/release/1/files/{name}").status_code == 404
    manifest = study_folder / "releases" / "edition-1" / "index.html"
    manifest.write_bytes(manifest.read_bytes() + b" ")
    assert "index.html" in person.get("/release/1").text.split("not hold")[1]


def test_a_failed_capture_has_a_page_with_its_reason(person: Any) -> None:
    """What brought nothing can be opened, and says why."""
    found = re.search(r'href="/items/([0-9a-f]{64})"', person.get("/items?state=failed").text)
    assert found
    assert "the server has no such page" in person.get(f"/items/{found[1]}").text
