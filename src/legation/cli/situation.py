"""legation situation: positions, vetoes and what follows from them, from a folder of YAML files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from legation.cli.output import Output, with_output
from legation.cli.situation_boards import (
    displacement,
    forecast,
    hypotheses,
    ledger,
    motives,
    network,
    reciprocity,
    scenarios,
)
from legation.cli.situation_pages import (
    cell,
    evidence_option,
    head,
    issue_option,
    loaded_from,
    reasons,
    rows,
    settings,
)
from legation.cli.situation_runs import outcome, replay, run, what_if


class _InOrder(click.Group):
    """A group that lists its commands in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands as they were added."""
        return list(self.commands)


@click.group("situation", cls=_InOrder)
@with_output
@click.pass_context
def command(ctx: click.Context, output: Output) -> None:
    """\b
    Examples:
      legation situation draft "joint operations" --from mexico.duckdb --about USA --about MEX
      legation situation check joint-operations --evidence mexico.duckdb
      legation situation winset joint-operations
      legation situation what-if joint-operations --set positions.MEX.place=6

    Reason over a crisis: who wants what, who can stop it, what may be agreed, and how far all that
    hangs on numbers that somebody judged. Everything here is exploratory.

    A situation is a folder of YAML files. `draft` proposes one from a dossier, with blanks for what
    no text gives; `check` lists what is wrong with it; `run` saves a computation with its inputs.
    """
    ctx.obj = {"json": output.json, "quiet": output.quiet}


@command.command("draft", short_help="Propose a situation from the evidence of a dossier.")
@click.argument("issue")
@click.option("--from", "dossier", required=True, help="Dossier with the evidence.")
@click.option("--about", multiple=True, help="An actor's id, or a word; may be given again.")
@click.option("--into", "folder", help="Folder to write; default: named after the issue.")
@with_output
def draft(
    output: Output, issue: str, dossier: str, about: tuple[str, ...], folder: str | None
) -> None:
    """\b
    Examples:
      legation situation draft "joint operations" --from mexico.duckdb --about USA --about MEX
      legation situation draft 聯合行動 --from mexico.duckdb --about MEX --into mexico
      legation situation draft "energy supply" --from energy.duckdb --about 能源 --about energy

    Propose a situation from evidence: offers as options, what became of them, who offered, answered
    and spoke, and vetoes that a text states. Places, weights and the scale stay blank for an
    analyst; nothing is written over.
    """
    from legation.dossier import Dossier
    from legation.situation.draft import draft_situation
    from legation.situation.draft_files import draft_files, left_out, slug, write_draft

    with Dossier.open(dossier) as opened:
        found = draft_situation(opened, issue, about)
    paths = write_draft(draft_files(found, dossier), folder or slug(issue))
    with loaded_from(str(paths[0].parent)) as (loaded, _):
        head(output, loaded)
    for path in paths:
        if output.json:
            output.record({"kind": "file", "path": str(path)})
        output.text(str(path))
    counts = f"{len(found.offers)} offers, {len(found.stances)} actors, {len(found.vetoes)} vetoes"
    output.note(f"{counts}; {len(loaded.blanks)} blanks for an analyst")
    for line in left_out(found):
        output.note(line)


@command.command("check", short_help="List what is wrong with a situation, and what is blank.")
@click.argument("folder")
@evidence_option
@with_output
def check(output: Output, folder: str, evidence: str | None) -> None:
    """\b
    Examples:
      legation situation check mexico
      legation situation check mexico --evidence mexico.duckdb
      legation situation check mexico --json

    List everything that is wrong with a situation, with file and line, and what is blank. Exit code
    5 if something is wrong; doubts and blanks alone are no fault.
    """

    with loaded_from(folder, evidence) as (loaded, _):
        head(output, loaded)
        for kind in ("problem", "warning", "blank"):
            for one in getattr(loaded, f"{kind}s"):
                said = {"kind": kind, "file": one.file, "line": one.line, "message": str(one)}
                if output.json:
                    output.record(said)
                output.text(f"{kind}: {one}")
        counts = f"{len(loaded.problems)} problems, {len(loaded.warnings)} warnings"
        output.note(f"{counts}, {len(loaded.blanks)} blanks")
        if evidence is None:
            output.note("ids of evidence were not looked up; --evidence DOSSIER does that")
        if loaded.problems:
            click.get_current_context().exit(5)


@command.command("show", short_help="Show issues, options, positions, vetoes and proposals.")
@click.argument("folder")
@issue_option
@with_output
def show(output: Output, folder: str, issue: str | None) -> None:
    """\b
    Examples:
      legation situation show mexico
      legation situation show mexico --issue joint-operations --json

    Show issues, options, positions, vetoes and proposals, each with its basis and evidence.
    """
    from legation.situation.models import pick_issue, stands_on
    from legation.situation.overview import (
        option_rows,
        position_rows,
        proposal_rows,
        veto_rows,
    )

    with loaded_from(folder) as (loaded, _):
        head(output, loaded)
        situation = loaded.checked()
        names = [pick_issue(situation, issue).id] if issue else list(situation.issues)
        for name in names:
            one = situation.issues[name]
            rows(output, option_rows(one), f"options of {name}")
            rows(output, position_rows(stands_on(situation, one)), f"positions on {name}")
            rows(output, veto_rows(one), f"vetoes on {name}")
            rows(output, proposal_rows(situation, name), f"proposals on {name}")


@command.command("winset", short_help="Say which options could replace the status quo.")
@click.argument("folder")
@issue_option
@settings
@with_output
def winset(output: Output, folder: str, issue: str | None, seed: int, draws: int) -> None:
    """\b
    Examples:
      legation situation winset mexico
      legation situation winset mexico --issue joint-operations
      legation situation winset mexico --json

    Which options could replace what happens without an agreement: everybody with a veto prefers
    them, and as many others as the rule asks for. Then how that hangs on the reversion point, and
    whose change of mind would change it.
    """

    with _model(output, folder, issue, "winset") as (situation, picked):
        from legation.situation.models import ballot_of
        from legation.situation.winset import by_reversion, win_set
        from legation.situation.winset_sensitivity import win_set_sensitivity

        ballot = ballot_of(situation, picked)
        found = win_set(ballot)
        rows(output, found.table().rows(), "win-set")
        reasons(output, found.reasons)
        rows(output, by_reversion(ballot).table().rows(), "by reversion point")
        shares = win_set_sensitivity(ballot, seed, draws)
        reasons(output, shares.reasons)


@command.command("compromise", short_help="Compute the weighted mean and median.")
@click.argument("folder")
@issue_option
@with_output
def compromise(output: Output, folder: str, issue: str | None) -> None:
    """\b
    Examples:
      legation situation compromise mexico
      legation situation compromise mexico --json

    The mean and median of positions, weighted with capability x salience, and their bounds.
    """

    with _model(output, folder, issue, "compromise") as (situation, picked):
        from legation.situation.compromise import compromise as compute
        from legation.situation.models import contest_of

        found = compute(contest_of(situation, picked))
        rows(output, found.table().rows(), "weights")
        _facts(output, found, ("mean", "mean_bounds", "median", "median_bounds", "nearest"))


@command.command("condorcet", short_help="Compute the chances of the options in an election.")
@click.argument("folder")
@issue_option
@click.option(
    "--challenge",
    type=click.Choice(["uniform", "incentive", "conditional"]),
    help="One rule of challenge; default: all three.",
)
@with_output
def condorcet(output: Output, folder: str, issue: str | None, challenge: str | None) -> None:
    """\b
    Examples:
      legation situation condorcet mexico
      legation situation condorcet mexico --challenge incentive --json

    The chances of the options in a probabilistic Condorcet election, and whether the weighted mean
    agrees.
    """

    with _model(output, folder, issue, "condorcet") as (situation, picked):
        from legation.situation.condorcet import CHALLENGES
        from legation.situation.condorcet import condorcet as compute
        from legation.situation.models import contest_of

        contest = contest_of(situation, picked)
        for name in CHALLENGES:
            if challenge in (None, name):
                found = compute(contest, name)
                rows(output, found.table().rows(), f"election, {name} challenge")
                reasons(output, found.reasons)


@command.command("sensitivity", short_help="Draw from the intervals, and say what would flip it.")
@click.argument("folder")
@issue_option
@settings
@with_output
def sensitivity(output: Output, folder: str, issue: str | None, seed: int, draws: int) -> None:
    """\b
    Examples:
      legation situation sensitivity mexico
      legation situation sensitivity mexico --draws 5000 --seed 7 --json

    What comes out when every number is drawn from its interval, which number matters most, and the
    smallest change of a single number that would flip the result.
    """

    with _model(output, folder, issue, "sensitivity") as (situation, picked):
        from legation.situation.models import contest_of, plain
        from legation.situation.sensitivity import sensitivity as compute

        found = compute(contest_of(situation, picked), seed, draws)
        _facts(output, found, ("mean", "median", "draws", "seed"))
        rows(output, plain(found.leads), "options over the draws")
        rows(output, plain(found.tornado), "one number at a time")
        rows(output, plain(found.flips), "what would flip it")
        reasons(output, found.reasons)


@contextmanager
def _model(
    output: Output, folder: str, issue: str | None, method: str
) -> Iterator[tuple[Any, Any]]:
    """Head of the page, then situation and issue; refuses blanks that the method needs."""
    from legation.situation.models import METHODS, pick_issue, refuse_blanks

    with loaded_from(folder) as (loaded, _):
        situation = loaded.checked()
        picked = pick_issue(situation, issue)
        refuse_blanks(loaded, picked, (METHODS[method],))
        head(output, loaded)
        yield situation, picked


def _facts(output: Output, found: Any, names: tuple[str, ...]) -> None:
    from legation.situation.models import plain

    facts = {name: plain(getattr(found, name)) for name in names}
    if output.json:
        output.record({"kind": "result", **facts})
    for name, value in facts.items():
        output.text(f"{name.replace('_', ' ')}: {cell(value)}")
    if "draws" not in names:
        reasons(output, found.reasons)


for _more in (
    run,
    replay,
    what_if,
    outcome,
    ledger,
    motives,
    scenarios,
    hypotheses,
    network,
    reciprocity,
    displacement,
    forecast,
):
    command.add_command(_more)
