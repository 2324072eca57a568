"""Write annotated articles in the format of `goldtext`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from legation.errors import SpanError
from legation.evaluation.goldtext import GoldArticle, GoldClaim, GoldEvent, GoldMention

_SIGNS: Final = "[]{}|\\"
_FIRST: Final = ("#", "=")
"""Signs that mean something at the beginning of a line alone."""


def write_gold(article: GoldArticle) -> str:
    """The article as a file; `read_gold` gives the same text, mentions and events for it.

    A claim comes back at the first place in its sentence where its cue stands.

    Raises SpanError where the format has no way to write a mention or an event: triggers that
    overlap each other, a trigger inside a mention, signs of the format inside a mention, or
    anything that is not inside one sentence.
    """
    lines = [f"# {name}: {value}" for name, value in article.metadata.items()]
    end = 0
    for place, span in enumerate(article.sentences):
        rest = article.text[span[1] :]
        title = rest == "\n\n" or (place == 0 and rest.startswith("\n\n"))
        if place == 0 or "\n\n" in article.text[end : span[0]]:
            lines.append("")
        lines += _sentence(article, span, title=title)
        end = span[1]
    _all_written(article)
    return "\n".join(lines) + "\n"


def _all_written(article: GoldArticle) -> None:
    for kind, items in (("mention", article.mentions), ("event", article.events)):
        for item in items:
            if not any(a <= item.start < item.end <= b for a, b in article.sentences):
                words = article.text[item.start : item.end]
                raise SpanError(f"{article.id}: the {kind} {words!r} is not inside one sentence")


def _sentence(article: GoldArticle, span: tuple[int, int], *, title: bool) -> Iterator[str]:
    events = [e for e in article.events if span[0] <= e.start < span[1]]
    mentions = [m for m in article.mentions if span[0] <= m.start < span[1]]
    claims = [c for c in article.claims if span[0] <= c.start < span[1]]
    triggers = _triggers(article, events)
    line = _Line(article.text, span).written(mentions, triggers)
    if title:
        yield f"= {line}"
    else:
        yield f"\\{line}" if line.startswith(_FIRST) else line
    for event in events:
        yield f"  {triggers[event.start, event.end]} {event_line(event)}"
    for number, claim in enumerate(claims, 1):
        yield f"  c{number} {_claim_line(article, claim)}"


def _triggers(article: GoldArticle, events: Sequence[GoldEvent]) -> dict[tuple[int, int], str]:
    """The names of the triggers; several events may share one."""
    spans = sorted({(event.start, event.end) for event in events})
    for (start, end), (following, _) in pairwise(spans):
        if following < end:
            raise SpanError(
                f"{article.id}: the trigger {article.text[start:end]!r} overlaps another; keep one"
            )
    return {span: f"e{number}" for number, span in enumerate(spans, 1)}


@dataclass(frozen=True, slots=True)
class _Line:
    """The characters of a sentence, and the marks put between them."""

    text: str
    span: tuple[int, int]

    def written(self, mentions: Sequence[GoldMention], triggers: dict[tuple[int, int], str]) -> str:
        before: dict[int, str] = {}
        after: dict[int, str] = {}
        for (start, end), name in triggers.items():
            before[start] = f"{{{name}:"
            after[end] = "}"
        for mention in mentions:
            self._check(mention, triggers)
            # a mention stands inside the trigger that begins or ends with it
            before[mention.start] = before.get(mention.start, "") + "["
            after[mention.end] = f"|{','.join(mention.actors)}]" + after.get(mention.end, "")
        first, last = self.span
        parts = []
        for at in range(first, last):
            parts += [after.get(at, ""), before.get(at, ""), _escaped(self.text[at])]
        return "".join([*parts, after.get(last, "")])

    def _check(self, mention: GoldMention, triggers: Iterable[tuple[int, int]]) -> None:
        words = self.text[mention.start : mention.end]
        if any(sign in words for sign in _SIGNS):
            raise SpanError(f"the mention {words!r} holds a sign of the format; leave it out")
        for start, end in triggers:
            apart = mention.end <= start or end <= mention.start
            if not apart and not (start <= mention.start and mention.end <= end):
                raise SpanError(f"the mention {words!r} and a trigger cross; shorten one")


def _escaped(sign: str) -> str:
    return f"\\{sign}" if sign in _SIGNS else sign


def event_line(event: GoldEvent) -> str:
    """What stands behind the name of an event's trigger; empty fields at the end are left out."""
    head = f"{event.type} {','.join(event.modes)}".rstrip()
    parties = f"{_ids(event.actors)} > {_ids(event.recipients)}"
    fields = [head, parties, event.status, event.date or "-", "<".join(event.attribution) or "-"]
    extra = " ".join(_extra(event))
    if extra:
        return " | ".join([*fields, extra])
    while fields[-1] == "-":
        fields.pop()
    return " | ".join(fields)


def _extra(event: GoldEvent) -> Iterator[str]:
    if event.optional:
        yield "optional"
    if event.place:
        yield f"place={event.place}"
    if event.alternatives:
        yield f"alt={','.join(event.alternatives)}"
    for value, unit in event.quantities:
        yield f"q={'-' if value is None else plain_number(value)} {unit}"


def plain_number(value: float) -> str:
    """A number without exponent or needless zeros, as the format takes it."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _ids(actors: tuple[str, ...]) -> str:
    return ",".join(actors) or "-"


def _claim_line(article: GoldArticle, claim: GoldClaim) -> str:
    return f"{article.text[claim.start : claim.end]} | {claim.speaker} | {claim.form}"
