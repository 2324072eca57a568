"""legation situation ledger, motives, scenarios, hypotheses, network, forecast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from legation.cli.output import Output, with_output
from legation.cli.situation_pages import evidence_option, head, label, loaded_from, reasons, rows

_language = click.option(
    "--language",
    type=click.Choice(["en", "zh-Hant", "zh-Hans"]),
    default="en",
    help="Language of texts that have several.",
)
_as_of = click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="Last day that counts."
)


def board(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command a folder, a dossier with evidence and a language."""
    for option in (_language, evidence_option, click.argument("folder")):
        function = option(function)
    return function


@click.command("ledger", short_help="Set gains and losses side by side, never netted.")
@click.argument("folder")
@evidence_option
@click.option("--actor", help="Only this actor's; a country takes in its bodies.")
@with_output
def ledger(output: Output, folder: str, evidence: str | None, actor: str | None) -> None:
    """\b
    Examples:
      legation situation ledger energy
      legation situation ledger energy --actor RUS
      legation situation ledger energy --evidence energy.duckdb --json

    Gains and losses by actor, arena and horizon, in the words of those who assert them; both sides
    stand and nothing is added up. With a dossier, also what its texts tell of.
    """
    from legation.situation.ledger_draft import draft_ledger
    from legation.situation.ledgers import build_ledger

    with loaded_from(folder, evidence) as (loaded, dossier):
        entries = loaded.checked().ledger
        told = draft_ledger(dossier) if dossier is not None else None
        found = build_ledger((*entries, *(told.entries if told else ())), actor)
        head(output, loaded)
        rows(output, found.table().rows(), "gains and losses")
        rows(output, found.entries().rows(), "entries")
        if told is not None:
            counts = f"{len(told.entries)} extracted entries are drafted from the dossier"
            reasons(output, [f"{counts}; {len(told.left_out)} stretches of text were passed over"])


@click.command("motives", short_help="Set motives side by side, by layer and asserter.")
@board
@click.option("--actor", help="Only this actor's; a country takes in its bodies.")
@with_output
def motives(
    output: Output, folder: str, evidence: str | None, language: str, actor: str | None
) -> None:
    """\b
    Examples:
      legation situation motives mexico
      legation situation motives mexico --evidence mexico.duckdb --actor USA
      legation situation motives mexico --evidence mexico.duckdb --language zh-Hant --json

    Why actors are said to act: official and underlying motives side by side, each with who asserts
    it and what speaks against it. With a dossier, also those that its texts state.
    """
    from legation.situation.motive_board import build_board

    with loaded_from(folder, evidence) as (loaded, dossier):
        situation = loaded.checked()
        found = build_board(situation.motives, dossier, actor)
        head(output, loaded)
        rows(output, found.grid(language).rows(), "motives by layer")
        rows(output, found.table(language).rows(), "motives by asserter")
        if dossier is not None:
            told = sum(one.motive.source.line == 0 for one in found.reasons)
            reasons(output, [f"{told} extracted motives are drafted from the dossier"])


@click.command("scenarios", short_help="Show trees of scenarios, with signs and whether they came.")
@board
@_as_of
@with_output
def scenarios(output: Output, folder: str, evidence: str | None, language: str, as_of: Any) -> None:
    """\b
    Examples:
      legation situation scenarios mexico
      legation situation scenarios mexico --evidence mexico.duckdb --as-of 2026-01-31
      legation situation scenarios mexico --language zh-Hans --json

    What may follow, as branches: conditions, words of likelihood with their bands, who says so,
    what it would bring to whom, and signs. With a dossier, whether the signs were reported.
    """
    from legation.situation.scenario_tree import build_forest

    with loaded_from(folder, evidence) as (loaded, dossier):
        situation = loaded.checked()
        day = as_of.date() if as_of else None
        found = build_forest(situation.scenarios.values(), dossier, day)
        head(output, loaded)
        rows(output, found.table(language).rows(), "scenarios")
        rows(output, found.consequences().rows(), "consequences")
        rows(output, found.indicators(language).rows(), "indicators")


@click.command("hypotheses", short_help="Hold items against competing hypotheses.")
@click.argument("folder")
@_language
@click.option("--question", help="Only this question.")
@with_output
def hypotheses(output: Output, folder: str, language: str, question: str | None) -> None:
    """\b
    Examples:
      legation situation hypotheses defence
      legation situation hypotheses defence --question why-it-failed --language zh-Hant
      legation situation hypotheses defence --json

    Analysis of competing hypotheses: what contradicts each one, ranked by least contradiction, the
    items that tell them apart, and where raters disagree.
    """
    from legation.errors import UsageError
    from legation.situation.hypotheses import weigh_hypotheses

    with loaded_from(folder) as (loaded, _):
        one = loaded.checked()
        found = weigh_hypotheses(one.hypotheses, one.items, one.ratings)
        asked = [each for each in found if question in (None, each.question)]
        if not asked:
            known = ", ".join(each.question for each in found) or "none"
            raise UsageError(f"{question or 'anything'!r} is no question here; there is {known}")
        head(output, loaded)
        for each in asked:
            rows(output, each.table(language).rows(), f"hypotheses on {each.question}")
            rows(output, each.matrix(language).rows(), f"items on {each.question}")
            reasons(output, [each.reason])


@click.command("network", short_help="Show who hangs on whom, and what falls away without one.")
@click.argument("dossier")
@click.option("--channel", "channels", multiple=True, help="trade, energy, …; may be given again.")
@click.option("--evading", help="Flows past the sanctions on this actor instead.")
@click.option("--without", help="What falls away without this actor.")
@click.option("--write", "path", help="Write it as .gexf or .graphml, too.")
@with_output
def network(
    output: Output,
    dossier: str,
    channels: tuple[str, ...],
    evading: str | None,
    without: str | None,
    path: str | None,
) -> None:
    """\b
    Examples:
      legation situation network energy.duckdb --channel energy
      legation situation network energy.duckdb --without RUS
      legation situation network energy.duckdb --evading RUS --write past-sanctions.gexf --json

    Who gives what to whom, from ties and from events that took place, each with its evidence.
    """
    from legation.dossier import Dossier
    from legation.situation.network_files import write_network
    from legation.situation.network_removal import remove_node
    from legation.situation.networks import dependence_network, evasion_network

    chosen = {"channels": channels} if channels else {}
    with Dossier.open(dossier) as opened:
        found = (
            evasion_network(opened, evading, **chosen)
            if evading
            else dependence_network(opened, **chosen)
        )
    label(output)
    rows(output, found.table().rows(), f"network: {found.about}")
    if without:
        rows(output, remove_node(found, without).table().rows(), f"without {without}")
    reasons(output, [f"left out: {count} {why}" for why, count in found.left_out.items()])
    if path:
        output.note(f"written to {write_network(found, path)}")


@click.command("reciprocity", short_help="Find acts that may answer acts elsewhere.")
@click.argument("dossier")
@click.option("--actor", help="Who began or answers: an id or a name.")
@click.option("--lag", default=90, show_default=True, help="Days within which an answer counts.")
@click.option("--shuffles", default=1000, show_default=True, help="Draws of the base rate.")
@click.option("--seed", default=0, show_default=True, help="Seed of the draws.")
@with_output
def reciprocity(
    output: Output, dossier: str, actor: str | None, lag: int, shuffles: int, seed: int
) -> None:
    """\b
    Examples:
      legation situation reciprocity news.duckdb
      legation situation reciprocity news.duckdb --actor RUS --lag 60
      legation situation reciprocity news.duckdb --actor RUS --json

    Acts against somebody's friend, answered against the other's friend elsewhere: an
    interpretation, beside how often such pairs come about by chance.
    """
    from legation.analysis.names import resolve_actor
    from legation.dossier import Dossier
    from legation.situation.reciprocity import reciprocity as compute

    with Dossier.open(dossier) as opened:
        wanted = None if actor is None else resolve_actor(opened, actor)
        found = compute(opened, wanted, lag=lag, shuffles=shuffles, seed=seed)
    label(output)
    rows(output, found.table().rows(), "candidates; an interpretation")


@click.command("displacement", short_help="Show who takes whose place, and what fades.")
@click.argument("dossier")
@click.option("--actor", help="Around whom: an id or a name.")
@with_output
def displacement(output: Output, dossier: str, actor: str | None) -> None:
    """\b
    Examples:
      legation situation displacement news.duckdb
      legation situation displacement news.duckdb --actor VEN
      legation situation displacement news.duckdb --actor VEN --json

    Partners that take the place of others, assets that lose their worth, flows that change.
    """
    from legation.analysis.names import resolve_actor
    from legation.dossier import Dossier
    from legation.situation.displacement import displacement as compute

    with Dossier.open(dossier) as opened:
        wanted = None if actor is None else resolve_actor(opened, actor)
        found = compute(opened, wanted)
    label(output)
    rows(output, found.table().rows(), "changes of place")


@click.command("forecast", short_help="Expect what two actors do, week by week, beside baselines.")
@click.argument("dossier")
@click.argument("pair")
@click.option(
    "--measure",
    type=click.Choice(["happenings", "intensity"]),
    default="happenings",
    help="What is counted by the week.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Seed of the draws.")
@click.option("--draws", type=click.IntRange(min=100), default=1000, help="Draws.")
@click.option("--since", help="First week.")
@click.option("--until", help="Last week.")
@with_output
def forecast(
    output: Output,
    dossier: str,
    pair: str,
    measure: Any,
    seed: int,
    draws: int,
    since: str | None,
    until: str | None,
) -> None:
    """\b
    Examples:
      legation situation forecast news.duckdb USA:VEN
      legation situation forecast news.duckdb USA:VEN --measure intensity --seed 7
      legation situation forecast news.duckdb USA:VEN --json

    What each forecaster expects of an ordered pair of actors in 1, 4 and 12 weeks, always beside
    two baselines, and how well each would have done before.
    """
    from legation.analysis.parties import split_pair
    from legation.dossier import Dossier
    from legation.situation.forecasts import forecast as compute
    from legation.situation.series_of_weeks import series_of_weeks

    with Dossier.open(dossier) as opened:
        series = series_of_weeks(opened, *split_pair(pair), since=since, until=until)
    found = compute(series, measure, seed=seed, draws=draws)
    label(output)
    rows(output, found.table().rows(), "expected")
    rows(output, found.record.table().rows(), "how they did before")
    reasons(output, found.reasons)
