"""`synopticon finding`: state what is claimed, bring passages, and ask on how many origins it rests."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, shortened, wrapped

if TYPE_CHECKING:
    from synopticon.model.corroboration import Corroboration, OriginGroup, SharedSource
    from synopticon.model.finding import Finding

app = typer.Typer(no_args_is_help=True, help="State findings, bring evidence, and count the origins behind them.")

KeyArgument = Annotated[str, typer.Argument(help="The finding's key, e.g. F1.")]
PassageArgument = Annotated[str, typer.Argument(help="The passage's id or its beginning.")]
LikelihoodOption = Annotated[
    str | None,
    typer.Option(
        help="almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely or almost certain."
    ),
]
OccurredOption = Annotated[str | None, typer.Option(help="When what is claimed happened (EDTF).")]


@app.command("add")
def add(
    proposition: Annotated[str, typer.Argument(help="One sentence that can be true or false.")],
    likelihood: LikelihoodOption = None,
    gaps: Annotated[str, typer.Option(help="What is not known and would change the judgement.")] = "",
    occurred: OccurredOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a finding and print its key.

    Example: synopticon finding add "Cameras on the ring road read number plates." --likelihood likely
    """
    from synopticon.workflow.find import add_finding

    with open_study(study) as opened:
        finding = add_finding(opened, proposition, likelihood=likelihood, gaps=gaps, occurred=occurred)
    _said(finding, f"Added {finding.key}: {finding.proposition}", as_json, undo=_withdrawing(finding))
    _warn(finding, as_json)


@app.command("revise")
def revise(
    key: KeyArgument,
    proposition: Annotated[str | None, typer.Option(help="The new sentence.")] = None,
    likelihood: LikelihoodOption = None,
    gaps: Annotated[str | None, typer.Option(help="What is not known; empty for nothing.")] = None,
    occurred: OccurredOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a new revision; what is not named stays, and earlier revisions are kept. '' takes a fact away.

    Example: synopticon finding revise F1 --likelihood "very likely" --gaps "No plate record was seen."
    """
    from synopticon.workflow.find import revise as run

    with open_study(study) as opened:
        before = opened.reader.finding(key)
        finding = run(opened, key, proposition=proposition, likelihood=likelihood, gaps=gaps, occurred=occurred)
    if finding.revision == before.revision:
        _said(finding, f"Nothing changed: {key} is at revision {finding.revision}.", as_json)
        return
    undo = f"revise it again; revision {before.revision} is kept"
    _said(finding, f"Revised {key}: now revision {finding.revision}.", as_json, undo=undo)
    _warn(finding, as_json)


@app.command("bring")
def bring(
    key: KeyArgument,
    passage: PassageArgument,
    stance: Annotated[str, typer.Option(help="supports or opposes.")] = "supports",
    basis: Annotated[
        str, typer.Option(help="How the speaker knows: saw, did, was told by, inferred, read or unknown.")
    ] = "unknown",
    note: Annotated[str, typer.Option(help="A word on this piece of evidence.")] = "",
    use: Annotated[
        str | None,
        typer.Option(help="Of a witness: what a release does with the words: quote, paraphrase or aggregate (count)."),
    ] = None,
    words: Annotated[str, typer.Option(help="Of a witness: the paraphrase to publish.")] = "",
    told_by: Annotated[
        str, typer.Option(help="Of a witness: a label for who told it, or a pseudonym; never published.")
    ] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring a passage to a finding, for it or against it.

    A witness is counted, and nothing of the words is published unless --use says so and the consent allows it.

    Example: synopticon finding bring F1 81b2c07e --basis saw
    """
    from synopticon.workflow.find import Telling
    from synopticon.workflow.find import bring as run

    with open_study(study) as opened:
        telling = Telling(use, told_by, words)
        finding = run(opened, key, passage, stance=stance, basis=basis, note=note, telling=telling)
    undo = f"synopticon finding take-back {finding.key} {passage}"
    _said(
        finding,
        f"{finding.key} now rests on {_passages(finding)}.",
        as_json,
        undo=undo,
    )


@app.command("take-back")
def take_back(
    key: KeyArgument, passage: PassageArgument, study: StudyOption = None, as_json: JsonOption = False
) -> None:
    """Take a passage back from a finding; the log keeps that it was there.

    Example: synopticon finding take-back F1 81b2c07e
    """
    from synopticon.workflow.find import take_back as run

    with open_study(study) as opened:
        finding = run(opened, key, passage)
    undo = f"synopticon finding bring {finding.key} {passage}"
    _said(
        finding,
        f"{finding.key} now rests on {_passages(finding)}.",
        as_json,
        undo=undo,
    )


@app.command("withdraw")
def withdraw(
    key: KeyArgument,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept with the finding.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a finding; it stays in the study with the reason, and is published no more.

    Example: synopticon finding withdraw F1 --reason "the witness took it back"
    """
    from synopticon.workflow.find import withdraw_finding

    with open_study(study) as opened:
        finding = withdraw_finding(opened, key, reason)
    _said(finding, f"Withdrew {key}.", as_json, undo="a withdrawn finding stays so; add a new one")


@app.command("list")
def list_(
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Withdrawn findings too.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the findings with their likelihood and number of passages.

    Example: synopticon finding list --study cameras
    """
    from synopticon.workflow.find import readable

    with open_study(study) as opened:
        found = [readable(opened, finding) for finding in opened.reader.findings(withdrawn=withdrawn)]
    if as_json:
        print_json([_values(finding) for finding in found])
        return
    if not found:
        typer.echo('There is no finding yet. State one: synopticon finding add "One sentence."')
        return
    print_table(("KEY", "LIKELIHOOD", "PASSAGES", "PROPOSITION"), [_row(finding) for finding in found])


def _row(finding: Finding) -> tuple[str, str, int, str]:
    said = "withdrawn" if finding.withdrawn else finding.likelihood or "–"
    return finding.key, said, len(finding.evidence) + len(finding.testimony), shortened(finding.proposition, 42)


@app.command("show")
def show(key: KeyArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show a finding with its evidence and what it rests on.

    Example: synopticon finding show F1
    """
    _weighed(key, study, as_json, with_evidence=True)


@app.command("weigh")
def weigh(key: KeyArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Say on how many independent origins a finding rests, and why.

    Example: synopticon finding weigh F1
    """
    _weighed(key, study, as_json, with_evidence=False)


def _weighed(key: str, study: Any, as_json: bool, *, with_evidence: bool) -> None:
    from synopticon.workflow.find import publishing_text, readable
    from synopticon.workflow.find import weigh as run

    with open_study(study) as opened:
        finding, corroboration = readable(opened, opened.reader.finding(key)), run(opened, key)
    wording = publishing_text(finding, corroboration)
    if as_json:
        print_json({**_values(finding), "corroboration": corroboration_values(corroboration), **asdict(wording)})
        return
    typer.echo(f"{finding.key}, revision {finding.revision}")
    if finding.withdrawn:
        _indented(f"Withdrawn: {finding.withdrawn}")
    for sentence in wording.sentences:
        _indented(sentence)
    for line in origin_lines(corroboration):
        typer.echo(line)
    if with_evidence:
        for line in (*evidence_lines(finding), *source_lines(corroboration)):
            typer.echo(line)
    typer.echo("Why:")
    for reason in (*corroboration.reasons, corroboration.fragility):
        _indented(reason)
    for warning in wording.warnings:
        typer.echo(f"Warning: {warning}", err=True)


def _indented(sentence: str) -> None:
    for number, line in enumerate(wrapped(sentence, "    ")):
        typer.echo(line if number else line[2:])


def origin_lines(corroboration: Corroboration) -> list[str]:
    """The origins for and against, a line each."""
    rows = [("▲", group) for group in corroboration.supporting] + [("▽", group) for group in corroboration.opposing]
    lines = []
    for sign, group in rows:
        beside = f"({_documents(group)}; {shortened(group.channel, 30)})"
        lines.append(f"  {sign} {shortened(group.label, 74 - len(beside))}  {beside}")
    return lines


def evidence_lines(finding: Finding) -> list[str]:
    """The passages for and against, a line each."""
    return [
        f"  {'▲' if one.stance == 'supports' else '▽'} {one.passage.id[:12]}  {one.basis:<11}  "
        f"{shortened(one.passage.exact, 48)}"
        for one in finding.evidence
    ] + [
        f"  {'▲' if one.stance == 'supports' else '▽'} {one.passage.id[:12]}  {one.basis:<11}  "
        f"{shortened(one.passage.exact or '(may not be read)', 48)}"
        for one in finding.testimony
    ]


def source_lines(corroboration: Corroboration) -> list[str]:
    """The named sources that several origins share, with the words that name them and what a person can say of it."""
    lines = []
    for source in corroboration.sources:
        sign = "▲" if source.stance == "supports" else "▽"
        open_ = source.origins > 1 and any(rest.verdict is None for rest in source.rests)
        state = "counted as one origin" if source.counted else "to be judged" if open_ else "judged"
        lines.append(f"  {sign} {_documents_naming(source)} one source: {shortened(source.name, 24)} ({state})")
        for rest in source.rests:
            where = "at its beginning: " if rest.lead else ""
            lines += wrapped(
                f"{rest.passage[:12]}  {_VERDICTS.get(rest.verdict or '', 'open')}  {where}{rest.words}", "      "
            )
        subject = f"attribution:PASSAGE:{source.key}"
        lines += wrapped(f"Judge each: synopticon confirm (or overturn) {subject} --reason WHY", "      ")
    return lines


_VERDICTS = {"confirm": "confirmed", "overturn": "overturned"}


def _documents_naming(source: SharedSource) -> str:
    number = len({rest.item for rest in source.rests})
    return "1 document names" if number == 1 else f"{number} documents name"


def corroboration_values(corroboration: Corroboration) -> dict[str, Any]:
    """A corroboration as plain values for programs."""
    return {"independent_origins": corroboration.independent_origins, **asdict(corroboration)}


def _values(finding: Finding) -> dict[str, Any]:
    evidence = [{"passage": one.passage.id, **asdict(one)["passage"], "stance": one.stance, "basis": one.basis,
                 "note": one.note} for one in finding.evidence]  # fmt: skip
    return {**asdict(finding), "evidence": evidence}


def _said(finding: Finding, done: str, as_json: bool, *, undo: str | None = None) -> None:
    if as_json:
        print_json(_values(finding))
        return
    typer.echo(done)
    if undo:
        typer.echo(f"To undo: {undo}")


def _warn(finding: Finding, as_json: bool) -> None:
    from synopticon.workflow.find import wording_warnings

    if not as_json:
        for warning in wording_warnings(finding):
            typer.echo(f"Warning: {warning}", err=True)


def _withdrawing(finding: Finding) -> str:
    return f"synopticon finding withdraw {finding.key} --reason WHY"


def _passages(finding: Finding) -> str:
    number = len(finding.evidence) + len(finding.testimony)
    return "1 passage" if number == 1 else f"{number} passages"


def _documents(group: OriginGroup) -> str:
    if group.witnesses:
        return "1 witness" if group.witnesses == 1 else f"{group.witnesses} witnesses"
    return "1 document" if len(group.documents) == 1 else f"{len(group.documents)} documents"
