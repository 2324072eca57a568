"""Records to rows: ids, quotes, and the refusal of any span that does not lie in the text."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any, Final

from legation.errors import DossierError, SpanError
from legation.model.codes import QUAD_CLASS, intensity
from legation.model.document import Document, Sentence
from legation.model.edtf import day_range
from legation.model.mention import Mention
from legation.model.quantity import Quantity
from legation.model.reading import Reading
from legation.model.records import Cause, Claim, Event, Scenario, Tie
from legation.model.span import Span

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by table name."""

ID_LENGTH: Final = 16


def rows_of(reading: Reading) -> Rows:
    """Rows of every table of records for one reading, sorted by start and id, without repeats.

    Raises:
        SpanError: a span is empty or lies outside the text, a mention index has no mention, or
            the text is not the one its `sha256` names.
        DossierError: a date is not EDTF.
    """
    return _Rows(reading).build()


def record_id(sha256: str, kind: str, start: int, end: int, key: Iterable[Any]) -> str:
    """The id of a record: the same for the same text, span and key fields, whoever reads it."""
    content = json.dumps([sha256, kind, start, end, *key], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()[:ID_LENGTH]


class _Rows:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self.text = reading.document.text
        _check_text(self.document)
        self.sentences = sorted({(s.span.start, s.span.end): s for s in reading.sentences}.items())
        self.starts = [start for (start, _), _ in self.sentences]
        self.mention_ids = tuple(self._mention_id(mention) for mention in reading.mentions)

    def build(self) -> Rows:
        found = self.reading
        return {
            "documents": [self._document()],
            "sentences": _settled(map(self._sentence, found.sentences)),
            "mentions": _settled(map(self._mention, found.mentions)),
            "events": _settled(map(self._event, found.events)),
            "claims": _settled(map(self._claim, found.claims)),
            "ties": _settled(map(self._tie, found.ties)),
            "causes": _settled(map(self._cause, found.causes)),
            "scenarios": _settled(map(self._scenario, found.scenarios)),
        }

    def _document(self) -> Row:
        document = self.document
        try:
            day_range(document.published)
        except DossierError as error:
            raise DossierError(f"{document.id}: published: {error}") from error
        return {
            "id": record_id(document.sha256, "document", 0, len(self.text), [document.id]),
            "document": document.id,
            "path": document.path,
            "sha256": document.sha256,
            "title": document.title,
            "outlet": document.outlet,
            "url": document.url,
            "published": document.published,
            "languages": list(document.languages),
            "characters": len(self.text),
            "origin": self.reading.reader,
            "region": document.region,
            "text": self.text,
        }

    def _base(self, kind: str, span: Span, key: Iterable[Any]) -> Row:
        quote = self._cut(span, kind)
        return {
            "id": record_id(self.document.sha256, kind, span.start, span.end, key),
            "document": self.document.id,
            "start": span.start,
            "end": span.end,
            "quote": quote,
            "origin": self.reading.reader,
        }

    def _cut(self, span: Span, what: str) -> str:
        if not 0 <= span.start < span.end <= len(self.text):
            raise SpanError(
                f"{self.document.id}: {what} at {span.start}-{span.end} does not lie in the text "
                f"of {len(self.text)} characters; offsets must be code points of the stored text"
            )
        return span.cut(self.text)

    def _ends(self, name: str, span: Span | None, what: str) -> Row:
        if span is None:
            return {f"{name}_start": None, f"{name}_end": None}
        self._cut(span, f"{name} of {what}")
        return {f"{name}_start": span.start, f"{name}_end": span.end}

    def _sentence_id(self, sentence: Sentence) -> str:
        span = sentence.span
        return record_id(
            self.document.sha256, "sentence", span.start, span.end, _sentence_key(sentence)
        )

    def _mention_id(self, mention: Mention) -> str:
        span = mention.span
        return record_id(
            self.document.sha256, "mention", span.start, span.end, _mention_key(mention)
        )

    def _in_sentence(self, span: Span, what: str) -> Row:
        self._cut(span, f"sentence of {what}")
        index = bisect_right(self.starts, span.start) - 1
        holder = self.sentences[index][1] if index >= 0 else None
        held = holder is not None and holder.span.holds(span)
        return {
            "sentence": [span.start, span.end],
            "sentence_id": self._sentence_id(holder) if holder is not None and held else None,
        }

    def _mentions(self, indexes: Iterable[int], what: str) -> list[str]:
        found = []
        for index in indexes:
            if not 0 <= index < len(self.mention_ids):
                raise SpanError(
                    f"{self.document.id}: {what} names mention {index} of "
                    f"{len(self.mention_ids)}; indexes must be those of the reading's mentions"
                )
            found.append(self.mention_ids[index])
        return found

    def _days(self, edtf: str | None, what: str, name: str) -> Row:
        try:
            first, last = day_range(edtf)
        except DossierError as error:
            raise DossierError(f"{self.document.id}: {what}: {error}") from error
        return {f"{name}_first": first, f"{name}_last": last}

    def _number(self, value: float | None, what: str) -> float | None:
        if value is not None and not isfinite(value):
            raise DossierError(f"{self.document.id}: {what}: {value} is no number; use None")
        return value

    def _sentence(self, sentence: Sentence) -> Row:
        return {
            **self._base("sentence", sentence.span, _sentence_key(sentence)),
            "language": sentence.language,
            "kind": sentence.kind,
            "paragraph": sentence.paragraph,
        }

    def _mention(self, mention: Mention) -> Row:
        return {
            **self._base("mention", mention.span, _mention_key(mention)),
            "actors": list(mention.actors),
            "kind": mention.kind,
            "basis": mention.basis,
            "roles": list(mention.roles),
        }

    def _event(self, event: Event) -> Row:
        what = f"event at {event.span.start}-{event.span.end}"
        row = self._base("event", event.span, _event_key(event))
        return {
            **row,
            "trigger": row["quote"],
            "type": event.type,
            "plover_type": event.plover_type,
            "modes": list(event.modes),
            "contexts": list(event.contexts),
            "actors": list(event.actors),
            "recipients": list(event.recipients),
            "actor_mentions": self._mentions(event.actor_mentions, what),
            "recipient_mentions": self._mentions(event.recipient_mentions, what),
            "date": event.date,
            **self._days(event.date, what, "date"),
            "place": event.place,
            "status": event.status,
            "attribution": list(event.attribution),
            "attribution_countries": _parallel(event.attribution_countries, len(event.attribution)),
            "quantities": [self._quantity(quantity, what) for quantity in event.quantities],
            **self._in_sentence(event.sentence, what),
            "quad_class": QUAD_CLASS[event.type],
            "intensity": intensity(event.type, event.modes),
            "frame": event.frame,
            "reasons": [{"field": name, "reason": reason} for name, reason in event.reasons],
            "confidence": event.confidence,
        }

    def _quantity(self, quantity: Quantity, what: str) -> Row:
        return {
            "value": self._number(quantity.value, what),
            "unit": quantity.unit,
            "bound": quantity.bound,
            "text": self._cut(quantity.span, f"quantity of {what}"),
            "start": quantity.span.start,
            "end": quantity.span.end,
            "of": quantity.of,
            "from_value": self._number(quantity.from_value, what),
            **self._ends("same_as", quantity.same_as, what),
        }

    def _claim(self, claim: Claim) -> Row:
        what = f"claim at {claim.span.start}-{claim.span.end}"
        key = [claim.speaker, claim.form, claim.kind, _ends_key(claim.content), *claim.about]
        row = self._base("claim", claim.span, [*key, "chain", *claim.chain])
        said_by = () if claim.speaker_mention is None else (claim.speaker_mention,)
        return {
            **row,
            "cue": row["quote"],
            "speaker": claim.speaker,
            "speaker_mention": next(iter(self._mentions(said_by, what)), None),
            "form": claim.form,
            "kind": claim.kind,
            **self._ends("content", claim.content, what),
            "about": list(claim.about),
            "chain": list(claim.chain),
            **self._in_sentence(claim.sentence, what),
            **self._ends("answers", claim.answers, what),
        }

    def _tie(self, tie: Tie) -> Row:
        what = f"tie at {tie.span.start}-{tie.span.end}"
        key = [tie.source, tie.target, tie.channel, tie.value, tie.unit, tie.period]
        return {
            **self._base("tie", tie.span, [*key, *tie.attribution]),
            "from": tie.source,
            "to": tie.target,
            "channel": tie.channel,
            "undirected": tie.undirected,
            "value": self._number(tie.value, what),
            "unit": tie.unit,
            "bound": tie.bound,
            "period": tie.period,
            "period_text": tie.period_text,
            **self._days(tie.period, what, "period"),
            "denominator": tie.denominator,
            "attribution": list(tie.attribution),
            **self._in_sentence(tie.sentence, what),
        }

    def _cause(self, cause: Cause) -> Row:
        what = f"cause at {cause.span.start}-{cause.span.end}"
        key = [_ends_key(cause.effect), _ends_key(cause.cause), cause.layer, cause.motive_actor]
        return {
            **self._base("cause", cause.span, [*key, cause.negated, *cause.attributed_to]),
            **self._ends("effect", cause.effect, what),
            **self._ends("cause", cause.cause, what),
            "layer": cause.layer,
            "motive_actor": cause.motive_actor,
            "attributed_to": list(cause.attributed_to),
            "negated": cause.negated,
            **self._in_sentence(cause.sentence, what),
        }

    def _scenario(self, scenario: Scenario) -> Row:
        what = f"scenario at {scenario.span.start}-{scenario.span.end}"
        key = [_ends_key(scenario.condition), _ends_key(scenario.outcome), scenario.likelihood]
        return {
            **self._base("scenario", scenario.span, [*key, *scenario.attributed_to]),
            **self._ends("condition", scenario.condition, what),
            **self._ends("outcome", scenario.outcome, what),
            "likelihood": scenario.likelihood,
            "band": scenario.band,
            "attributed_to": list(scenario.attributed_to),
            "tree": scenario.tree,
            "realised": scenario.realised,
            **self._in_sentence(scenario.sentence, what),
        }


def _check_text(document: Document) -> None:
    try:
        found = hashlib.sha256(document.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise SpanError(
            f"{document.id}: half of a surrogate pair at character {error.start}; "
            "decode the text again, as UTF-16 if it is that"
        ) from error
    if found != document.sha256:
        raise SpanError(
            f"{document.id}: the text has sha256 {found[:16]}…, its document says "
            f"{document.sha256[:16]}…; the text was altered after it was stored, read it again"
        )


def _sentence_key(sentence: Sentence) -> list[Any]:
    return [sentence.kind]


def _mention_key(mention: Mention) -> list[Any]:
    return [mention.kind, *mention.actors]


def _event_key(event: Event) -> list[Any]:
    return [
        event.type,
        list(event.modes),
        list(event.actors),
        list(event.recipients),
        event.date,
        event.place,
        event.status,
        list(event.attribution),
    ]


def _parallel(countries: Sequence[str | None], length: int) -> list[str | None]:
    """Countries, one for each source; None, unknown, where the reading has none."""
    return [*countries, *[None] * length][:length]


def _ends_key(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _settled(rows: Iterable[Row]) -> list[Row]:
    """Rows by start and id. Of two under one id, which differ in minor fields only, one stays.

    Which one does not depend on the order in which they came.
    """
    kept: dict[str, Row] = {}
    for row in rows:
        other = kept.get(row["id"])
        if other is None or _canonical(row) < _canonical(other):
            kept[row["id"]] = row
    return sorted(kept.values(), key=lambda row: (row["start"], row["id"]))


def _canonical(row: Row) -> str:
    return json.dumps(row, ensure_ascii=True, sort_keys=True, default=str)
