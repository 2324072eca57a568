"""From the entries of files to records: one function per kind, and the list of kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from legation.situation.fields import Blank, Entry
from legation.situation.records import (
    Assumption,
    Hypothesis,
    Indicator,
    Issue,
    Item,
    Layer,
    LedgerEntry,
    Motive,
    Option,
    Position,
    Proposal,
    ProposalStep,
    Rating,
    Rule,
    Scenario,
    Sign,
    Source,
    Step,
    Veto,
)

Build = Callable[[Entry], Any]
NUMBERS: Final = ("place", "capability", "salience", "anchor")
"""Fields that hold a number with a source of its own."""


def _issue(entry: Entry) -> Issue:
    name, source = entry.id(), entry.source()
    scale = entry.interval("scale")
    if scale is not None and scale.low == scale.high:
        entry.notes.wrong(
            entry.get("scale"), f"the scale of {name} has no length", "give two ends as in [0, 100]"
        )
        scale = None
    issue = Issue(
        id=name,
        question=entry.words("question", needed=True),
        low=scale.low if scale else None,
        high=scale.high if scale else None,
        ends=_ends(entry),
        options=tuple(
            _option(one, name) for one in entry.entries("options", f"option of {name}", source)
        ),
        status_quo=entry.text("status_quo"),
        reversion=entry.text("reversion"),
        rule=entry.choice("rule", get_args(Rule)),
        vetoes=tuple(_veto(one) for one in entry.entries("vetoes", f"veto on {name}", source)),
        source=source,
    )
    entry.blank("scale", f"issues.{name}.scale", scale)
    if len(issue.options) < 2:  # nothing to choose between yet
        node = entry.get("options")
        entry.notes.blanks.append(Blank(f"issues.{name}.options", node.file, node.line))
    entry.blank("status_quo", f"issues.{name}.status_quo", issue.status_quo)
    entry.blank("rule", f"issues.{name}.rule", issue.rule)
    return issue


def _ends(entry: Entry) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    node = entry.get("ends")
    if node.blank:
        return None
    if not isinstance(node.content, tuple) or len(node.content) != 2:
        entry.notes.wrong(
            node, f"ends of {entry.what} are not two", "describe the low end, then the high end"
        )
        return None
    low, high = (
        Entry(type(node)(one.file, one.line, {"end": one}), entry.notes, entry.what).words("end")
        for one in node.content
    )
    return low, high


def _option(entry: Entry, issue: str) -> Option:
    source = entry.source()
    anchor, own = entry.point("anchor", source)
    label = entry.words("label", needed=True)
    option = Option(entry.id(), label, anchor, source, own)
    entry.blank("anchor", f"issues.{issue}.options.{option.id}.anchor", option.anchor)
    entry.done()
    return option


def _veto(entry: Entry) -> Veto:
    source = entry.source()
    signs = entry.get("indicator")
    sign = None
    if not signs.blank:
        sign = _indicator(Entry(signs, entry.notes, f"indicator of {entry.what}", source))
    veto = Veto(entry.id("actor"), entry.text("ground", needed=True) or "", sign, source)
    entry.done()
    return veto


def _position(entry: Entry) -> Position:
    source = entry.source()
    actor, issue = entry.id("actor"), entry.id("issue")
    given = {name: entry.sourced(name, source) for name in NUMBERS[:3]}
    for name, (value, _) in given.items():
        entry.blank(name, f"positions.{issue}.{actor}.{name}", value)
    return Position(
        actor=actor,
        issue=issue,
        place=given["place"][0],
        ranking=entry.tiers("ranking"),
        capability=given["capability"][0],
        salience=given["salience"][0],
        source=source,
        numbers={name: own for name, (_, own) in given.items() if own is not None},
    )


def _proposal(entry: Entry) -> Proposal:
    source = entry.source()
    name = entry.id()
    steps = entry.entries("history", f"step of {name}", source)
    return Proposal(
        id=name,
        issue=entry.id("issue"),
        giver=entry.id("giver"),
        receiver=entry.id("receiver"),
        option=entry.id("option"),
        history=tuple(_step(one) for one in steps),
        source=source,
    )


def _step(entry: Entry) -> ProposalStep:
    step = ProposalStep(
        step=entry.choice("step", get_args(Step), needed=True) or "made",
        date=entry.edtf("date"),
        trigger=entry.text("trigger"),
        source=entry.source(),
    )
    entry.done()
    return step


def _motive(entry: Entry) -> Motive:
    return Motive(
        actor=entry.id("actor"),
        act=entry.text("act", needed=True) or "",
        layer=entry.choice("layer", get_args(Layer)) or "unspecified",
        asserter=entry.id("asserter"),
        words=entry.words("words", needed=True),
        audience=entry.text("audience"),
        against=entry.ids("against"),
        source=entry.source(),
    )


def _ledger(entry: Entry, over: str | None = None, asserter: str | None = None) -> LedgerEntry:
    """A gain or loss; one under a scenario is over that scenario and by its asserter."""
    return LedgerEntry(
        actor=entry.id("actor"),
        arena=entry.text("arena", needed=True) or "",
        over=entry.text("over", needed=over is None) or over or "",
        sign=entry.choice("sign", get_args(Sign), needed=True) or "open",
        size=entry.text("size"),
        horizon=entry.choice("horizon", ("short", "medium", "long")),
        asserter=entry.text("asserter", needed=asserter is None) or asserter or "",
        source=entry.source(),
    )


def _indicator(entry: Entry) -> Indicator:
    found = Indicator(
        id=entry.id(),
        words=entry.words("words", needed=True),
        actor=entry.text("actor"),
        recipient=entry.text("recipient"),
        type=entry.text("type"),
        first=entry.day("first"),
        last=entry.day("last"),
        source=entry.source(),
    )
    if found.first and found.last and found.first > found.last:
        entry.notes.wrong(
            entry.get("first"),
            f"first {found.first} of {found.id} is after its last {found.last}",
            "exchange the two",
        )
    entry.done()
    return found


def _scenario(entry: Entry) -> Scenario:
    source = entry.source()
    name, asserter = entry.id(), entry.id("asserter")
    consequences = []
    for one in entry.entries("consequences", f"consequence of {name}", source):
        consequences.append(_ledger(one, name, asserter))
        one.done()
    return Scenario(
        id=name,
        parent=entry.text("parent"),
        condition=entry.words("condition"),
        outcome=entry.words("outcome", needed=True),
        likelihood=entry.text("likelihood"),
        asserter=asserter,
        consequences=tuple(consequences),
        indicators=tuple(
            _indicator(one) for one in entry.entries("indicators", f"indicator of {name}", source)
        ),
        exclusive=entry.flag("exclusive"),
        source=source,
    )


def _hypothesis(entry: Entry) -> Hypothesis:
    question = entry.text("question", needed=True) or ""
    return Hypothesis(entry.id(), question, entry.words("words", needed=True), entry.source())


def _item(entry: Entry) -> Item:
    question = entry.text("question", needed=True) or ""
    return Item(entry.id(), question, entry.words("words", needed=True), entry.source())


def _rating(entry: Entry) -> Rating:
    value = entry.number("value")
    if value is not None and value not in (1, 2, 3, 4, 5):
        entry.notes.wrong(
            entry.get("value"),
            f"the rating {value:g} is none it can be",
            "give 1 (contradicts) to 5 (supports), or nothing where it does not apply",
        )
        value = None
    return Rating(
        item=entry.id("item"),
        hypothesis=entry.id("hypothesis"),
        rater=entry.id("rater"),
        value=None if value is None else int(value),
        source=entry.source(),
    )


def _assumption(entry: Entry) -> Assumption:
    return Assumption(
        entry.id(), entry.words("words", needed=True), entry.ids("bears_on"), entry.source()
    )


def source_at_top(entry: Entry) -> Source | None:
    """Basis, author and day that a file gives for all of its entries; None where it gives none."""
    basis = entry.choice("basis", ("derived", "analyst"))
    author, as_of = entry.text("author"), entry.day("as_of")
    if not basis:
        if author or as_of:
            entry.notes.wrong(
                entry.node,
                f"{entry.node.file} has an author or day without a basis",
                "say basis: analyst beside it",
            )
        return None
    return Source(basis, author, as_of, (), None, entry.node.file, entry.node.line)


KINDS: Final[Mapping[str, tuple[str, Build]]] = {
    "issues": ("issue", _issue),
    "positions": ("position", _position),
    "proposals": ("proposal", _proposal),
    "motives": ("motive", _motive),
    "ledger": ("ledger entry", _ledger),
    "scenarios": ("scenario", _scenario),
    "hypotheses": ("hypothesis", _hypothesis),
    "items": ("item", _item),
    "ratings": ("rating", _rating),
    "assumptions": ("assumption", _assumption),
}
"""Key at the top of a file -> what one of its entries is called, and how it is read."""
