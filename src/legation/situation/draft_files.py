"""A draft as YAML files: what was found with its ids, what is open as blanks, sentences beside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from legation.analysis.proposals import Stage
from legation.errors import UsageError
from legation.situation.draft import Draft, Offer, Quote, Stance, StatedVeto
from legation.situation.fields import PLAIN

_PLAIN: Final = re.compile(r"[A-Za-z][\w.:-]*[\w]", re.ASCII)
_RESERVED: Final = frozenset(["true", "false", "null", "yes", "no", "on", "off"])
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
_LONG: Final = 300
"""Characters of a sentence that a comment shows."""
_UNCHANGED: Final = "unchanged"
_HEAD: Final = """\
# Drafted from a dossier: exploratory, to be judged before anything is computed on it.
# What is blank was not given by any text. `legation evidence ID` shows the sentence behind an id.
"""


def draft_files(draft: Draft, dossier: str) -> Mapping[str, str]:
    """Name of file -> its text. `dossier` names where the evidence lies."""
    name = slug(draft.question)
    return {
        "situation.yaml": "\n".join(_issue(draft, name, dossier)) + "\n",
        "positions.yaml": "\n".join(_positions(draft, name)) + "\n",
        "proposals.yaml": "\n".join(_proposals(draft, name)) + "\n",
    }


def write_draft(files: Mapping[str, str], folder: Path | str) -> tuple[Path, ...]:
    """Write files into a folder that holds no situation yet; their paths.

    Raises:
        UsageError: the folder holds YAML already, or cannot be written to.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.glob("*.y*ml"))):
        raise UsageError(f"{folder} is there already; a draft overwrites nothing: name another")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder} cannot be written to: {error.strerror}") from error
    return tuple(folder / name for name in files)


def slug(text: str) -> str:
    """An id from words: no spaces and none of the signs that mean something in paths and YAML."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-_") or "issue"


def _issue(draft: Draft, name: str, dossier: str) -> Iterator[str]:
    yield _HEAD.rstrip()
    yield "# Give a number as 6 or [5, 8]; in an extracted entry as"
    yield "# {value: [5, 8], basis: analyst, author: …, as_of: …}, since no text gives it."
    yield f"# Evidence: {_comment(Path(dossier).name)}. Looked at proposals of:"
    pairs = [f"{one} to {other}" for one, other in draft.pairs]
    yield f"# {_comment(', '.join(pairs))}."
    yield from (f"# {line}" for line in left_out(draft))
    yield f"situation:\n  id: {_scalar(name)}\n  title: {_scalar(draft.question)}"
    yield f"issues:\n  - id: {_scalar(name)}\n    question: {_scalar(draft.question)}"
    yield "    basis: derived"
    yield "    scale:  # two numbers, as in [0, 100]: only an analyst can say what is measured"
    yield "    ends:  # what the low end and the high end mean"
    yield f"    status_quo:  # an option: {_UNCHANGED}, if that is what holds"
    yield "    reversion:  # what comes about without agreement, if it is not the status quo"
    yield "    rule:  # unanimity, majority or two thirds"
    yield "    options:"
    yield f"      - id: {_UNCHANGED}"
    yield "        label: {en: Nothing changes, zh-Hant: 一切照舊, zh-Hans: 一切照旧}"
    yield "        anchor:\n        basis: derived"
    for offer in draft.offers:
        yield from _option(offer)
    yield "    vetoes:" if draft.vetoes else "    vetoes:  # no text states one"
    for veto in draft.vetoes:
        yield from _veto(veto)


def left_out(draft: Draft) -> Iterator[str]:
    """What was found and is not in the draft, with counts."""
    if draft.passed:
        yield f"{draft.passed} proposals have none of the words asked for."
    if draft.loose:
        shown = " ".join(name[:8] for name in draft.loose)
        yield f"{len(draft.loose)} reports of steps are of no proposal and no actor's: {shown}"
    if draft.vetoes_unnamed:
        yield f"{draft.vetoes_unnamed} sentences state a veto of nobody who is known."


def _option(offer: Offer) -> Iterator[str]:
    one = offer.proposal
    yield f"      # Offered by {_comment(one.proposer)} to {_comment(one.addressee)}:"
    yield from _beside(offer.quotes, "      ")
    yield f"      - id: {offer.name}"
    yield f"        label: {_words(one.words, offer.quotes)}"
    yield "        anchor:  # its place on the scale"
    yield f"        basis: extracted\n        evidence: {_list(one.id for one in offer.quotes)}"


def _veto(veto: StatedVeto) -> Iterator[str]:
    yield from _beside([veto.quote], "      ")
    yield f"      - actor: {_scalar(veto.actor)}"
    yield f"        ground: {_scalar(veto.quote.text)}"
    yield f"        note: {_scalar(f'stated by the words: {veto.words}')}"
    yield f"        basis: extracted\n        evidence: {_list([veto.quote.id])}"


def _positions(draft: Draft, name: str) -> Iterator[str]:
    yield f"{_HEAD}positions:"
    for stance in draft.stances:
        yield from _position(stance, name)


def _position(stance: Stance, name: str) -> Iterator[str]:
    quotes = (*stance.acts, *stance.said)
    if stance.acts:
        yield "  # Does:"
        yield from _beside(stance.acts, "  ")
    if stance.said:
        yield "  # Says:"
        yield from _beside(stance.said, "  ")
    if stance.more:
        yield f"  # {stance.more} more statements; `legation claims` lists them."
    yield f"  - actor: {_scalar(stance.actor)}\n    issue: {_scalar(name)}"
    yield "    place:  # from what it does and says: a number, or [low, high]"
    yield "    capability:  # no text gives it"
    count, told = stance.share
    hint = f"{count} of its {told} acts and statements, in {stance.articles} articles"
    yield f"    salience:  # 0 to 1; a hint, derived, to be judged: {hint}"
    if quotes:
        ids = _list(dict.fromkeys(one.id for one in quotes))
        yield f"    basis: extracted\n    evidence: {ids}"
    else:
        yield "    basis: derived\n    note: the offers are addressed to it, and it answers none"


def _proposals(draft: Draft, name: str) -> Iterator[str]:
    yield f"{_HEAD}proposals:"
    for offer in draft.offers:
        one = offer.proposal
        yield f"  - id: {_scalar(f'{offer.name}-history')}\n    issue: {_scalar(name)}"
        yield f"    giver: {_scalar(one.proposer)}\n    receiver: {_scalar(one.addressee)}"
        yield f"    option: {offer.name}\n    basis: extracted"
        yield f"    evidence: {_list(quote.id for quote in offer.quotes)}\n    history:"
        for stage in one.stages:
            yield from _step(stage)


def _step(stage: Stage) -> Iterator[str]:
    for name, text in zip(stage.evidence, stage.sentences, strict=True):
        yield f"      # {name[:8]}: {_comment(text)}"
    yield f"      - step: {stage.step}"
    yield f"        date: {_date(stage)}".rstrip()
    yield f"        trigger: {_scalar(stage.trigger) if stage.trigger else ''}".rstrip()
    notes = [*dict.fromkeys(stage.reasons), *([stage.breaks] if stage.breaks else [])]
    yield f"        note: {_scalar('; '.join(notes))}"
    yield f"        basis: extracted\n        evidence: {_list(dict.fromkeys(stage.evidence))}"


def _date(stage: Stage) -> str:
    first, last = stage.first_day, stage.last_day
    if first is None and last is None:
        return ""
    if first == last:
        return str(first)
    if first is not None and last is not None and first > last:
        return ""  # two tellings bound it against each other; their ids show how
    return f"{first or '..'}/{last or '..'}"


def _beside(quotes: Sequence[Quote], indent: str) -> Iterator[str]:
    for one in quotes:
        yield f"{indent}# {one.id[:8]} in {_comment(one.document)}: {_comment(one.text)}"


def _words(text: str, quotes: Sequence[Quote]) -> str:
    """A text under its language, where its sentence has one that files know."""
    tag = next((one.language for one in quotes if one.text == text), None) or PLAIN
    for language in ("zh-Hant", "zh-Hans", "en"):
        if tag == language or tag.startswith(f"{language}-"):
            return f"{{{language}: {_scalar(text)}}}"
    return _scalar(text)


def _list(names: Iterable[str]) -> str:
    return f"[{', '.join(map(_scalar, names))}]"


def _scalar(text: str) -> str:
    """A text as YAML that reads back as the same."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: json.dumps(found.group())[1:-1], quoted)


def _comment(text: str) -> str:
    """A text in one line that cannot end a comment."""
    flat = " ".join(_UNSEEN.sub(" ", text).split())
    return flat if len(flat) <= _LONG else f"{flat[:_LONG]}…"
