"""legation situation run, replay, what-if, outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from legation.cli.output import Output, with_output
from legation.cli.situation_pages import (
    cell,
    head,
    issue_option,
    label,
    loaded_from,
    reasons,
    rows,
    settings,
)

if TYPE_CHECKING:
    from legation.situation.runs import Run

_method = click.option(
    "--method", "methods", multiple=True, help="May be given again; default: all that fit."
)


@click.command("run", short_help="Compute, and save the run with its inputs.")
@click.argument("folder")
@issue_option
@_method
@settings
@with_output
def run(
    output: Output,
    folder: str,
    issue: str | None,
    methods: tuple[str, ...],
    seed: int,
    draws: int,
) -> None:
    """\b
    Examples:
      legation situation run mexico
      legation situation run mexico --issue joint-operations --method winset --seed 7
      legation situation run mexico --method challenge --json

    Compute, and save inputs, seed, versions and outputs under FOLDER/runs, where nothing is ever
    written over. Methods: winset, compromise, condorcet, sensitivity, and, as a historical
    reference, challenge. A number that is blank stops it; every blank is named with its line.
    """
    from legation.situation.models import Settings
    from legation.situation.runs import run_situation, save_run

    with loaded_from(folder) as (loaded, _):
        made = run_situation(loaded, issue, methods, Settings(seed, draws))
        head(output, loaded)
    path = save_run(made, folder)
    _show_run(output, made, str(path))


def _show_run(output: Output, made: Run, path: str | None) -> None:
    from legation.situation.what_if import headline, in_words

    if output.json:
        output.record({"kind": "run", "path": path, **made.json()})
        return
    found = [{"output": name, "value": in_words(one)} for name, one in headline(made).items()]
    rows(output, found, f"run of {made.issue}")
    for name, why in made.left_out.items():
        output.text(f"without {name}: {why}")
    output.text(f"seed {made.seed}, {made.draws} draws, legation {made.package}")
    output.text(f"inputs {made.inputs_sha256[:16]}, outputs {made.outputs_sha256[:16]}")
    if path is not None:
        output.text(f"saved as {path}")


@click.command("replay", short_help="Compute saved runs again, and compare bit for bit.")
@click.argument("runs", nargs=-1, required=True)
@with_output
def replay(output: Output, runs: tuple[str, ...]) -> None:
    """\b
    Examples:
      legation situation replay mexico/runs/20260124T101500Z-joint-operations-1f2e3d4c.json
      legation situation replay mexico/runs/*.json --json

    Compute saved runs again from the inputs saved with them. Exit code 5 if an output differs in a
    single bit, or if the saved inputs or outputs were changed.
    """
    from legation.situation.runs import read_run, replay_run

    label(output)
    all_same = True
    for path in runs:
        found = replay_run(read_run(path))
        all_same = all_same and found.same
        if output.json:
            fields = {"same": found.same, "reason": found.reason, "differs": list(found.differs)}
            output.record({"kind": "replay", "path": path, **fields})
        output.text(f"{path}: {found.reason}")
        for name in found.differs:
            output.text(f"  {name}")
    if not all_same:
        click.get_current_context().exit(5)


@click.command("what-if", short_help="Change inputs in memory, and see what changes.")
@click.argument("folder")
@click.option("--set", "changes", multiple=True, required=True, help="PATH=VALUE, as in a file.")
@issue_option
@_method
@settings
@click.option("--save", is_flag=True, help="Save the changed run, too.")
@with_output
def what_if(
    output: Output,
    folder: str,
    changes: tuple[str, ...],
    issue: str | None,
    methods: tuple[str, ...],
    seed: int,
    draws: int,
    save: bool,
) -> None:
    """\b
    Examples:
      legation situation what-if mexico --set positions.MEX.place=6
      legation situation what-if mexico --set positions.joint-operations.USA.salience="[0.4, 0.8]"
      legation situation what-if mexico --set issues.joint-operations.reversion=raids --save

    Change inputs in memory and see which outputs change, which of several changes brings each about
    by itself, and which stated assumptions the changed inputs hang on. The files stay as they are.
    """
    from legation.situation.models import Settings
    from legation.situation.runs import save_run
    from legation.situation.what_if import what_if as compute

    made = _changes(changes)
    found = compute(folder, made, issue, methods, Settings(seed, draws))
    with loaded_from(folder) as (loaded, _):
        head(output, loaded)
    for name, value in made.items():
        output.text(f"supposed: {name} = {value or 'blank'}")
    shown: list[dict[str, Any]] = found.table().rows()
    for row in shown:
        row["alone"] = row["alone"] or ["only together"]
    rows(output, shown, "what changes")
    output.text(f"{len(shown)} outputs change, {found.same} stay as they are")
    output.text(f"assumptions that bear on the changed inputs: {cell(found.assumptions)}")
    if save:
        path = save_run(found.after, folder)
        if output.json:
            output.record({"kind": "run", "path": str(path)})
        output.text(f"saved as {path}")


def _changes(given: tuple[str, ...]) -> dict[str, str]:
    """Path -> value; UsageError for what is no change or changes one place twice."""
    from legation.errors import UsageError

    found: dict[str, str] = {}
    for one in given:
        path, sign, value = one.partition("=")
        path = path.strip()
        if not sign or not path:
            raise UsageError(f"{one!r} is no change; write PATH=VALUE, as positions.MEX.place=6")
        if path in found:
            raise UsageError(f"{path} is set twice; keep one of the two")
        found[path] = value.strip()
    return found


@click.command("outcome", short_help="Enter what came of it, and hold saved runs against it.")
@click.argument("folder")
@click.option("--issue", help="Issue that has ended.")
@click.option("--scenario", help="Scenario that came about or did not.")
@click.option("--option", help="Option in which the issue ended, or `other`.")
@click.option("--number", type=float, help="Where on the scale it ended.")
@click.option("--occurred/--not-occurred", default=None, help="Whether the scenario came about.")
@click.option("--date", help="Day, as in 2026-03-02.")
@click.option("--source", help="What shows it, in words.")
@click.option("--author", help="Who enters it.")
@click.option("--evidence", multiple=True, help="Id of a record; may be given again.")
@with_output
def outcome(output: Output, folder: str, **given: Any) -> None:
    """\b
    Examples:
      legation situation outcome dam
      legation situation outcome dam --issue release --option half --date 2026-03-02 \\
          --source "decree 14" --author lin
      legation situation outcome dam --scenario leaf --not-occurred --date 2026-03-05 \\
          --source "joint statement" --author lin --json

    Enter how an issue ended, or whether a scenario came about, into FOLDER/runs/outcomes.yaml.
    Then, or without any outcome given, score the runs saved before it: Brier for chances, CRPS for
    numbers, and how often what was called likely came about. Few cases say little, and the page
    says so.
    """
    from legation.situation.outcomes import enter_outcome
    from legation.situation.post_mortem import post_mortem

    with loaded_from(folder) as (loaded, _):
        situation = loaded.checked()
    entry = {name: value for name, value in given.items() if value not in (None, ())}
    path = enter_outcome(folder, situation, entry) if entry else None
    found = post_mortem(folder)
    head(output, loaded)
    if path is not None:
        output.note(f"entered in {path}")
    rows(output, found.table().rows(), "scores")
    rows(output, found.log_table().rows(), "saved runs")
    rows(output, found.band_table().rows(), "words of likelihood")
    reasons(output, found.reasons)
