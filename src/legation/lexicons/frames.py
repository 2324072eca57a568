"""Verb and noun frames, compiled from resources/frames/*.tsv by tools/build_lexicons.py."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from legation.model.codes import EventType
from legation.model.frame import Frame, Roles


@dataclass(frozen=True)
class FrameLexicon:
    """The frames of one language, and the light verbs that lend nouns their arguments.

    `light` maps a light verb (lemma, or Simplified characters) to "act" (its subject acts:
    launch, 發動) or "receive" (its subject is acted upon: suffer, 遭受).
    """

    language: Literal["zh", "en"]
    frames: tuple[Frame, ...]
    light: Mapping[str, str]

    @cached_property
    def by_trigger(self) -> Mapping[str, tuple[Frame, ...]]:
        """Frames of a whole trigger; those with a condition first, then as in the file."""
        found: defaultdict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            found[frame.trigger].append(frame)
        return {
            trigger: tuple(sorted(frames, key=lambda frame: not frame.needs))
            for trigger, frames in found.items()
        }

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[Frame, ...]]:
        found: defaultdict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            found[frame.trigger.split(" ", 1)[0]].append(frame)
        return {word: tuple(frames) for word, frames in found.items()}

    @cached_property
    def _usual_roles(self) -> Mapping[tuple[str, EventType], Roles]:
        """The roles that most frames of a part of speech and type have."""
        counts: defaultdict[tuple[str, EventType], Counter[Roles]] = defaultdict(Counter)
        for frame in self.frames:
            counts[frame.pos, frame.type][frame.roles] += 1
        return {key: max(sorted(found), key=found.__getitem__) for key, found in counts.items()}

    def borrowed(self, trigger: str, pos: Literal["v", "n"], kind: EventType) -> Frame:
        """A frame for a trigger that is in no frame, with the roles that are usual for its type."""
        return Frame(
            id=f"{self.language}/~/{pos}/{kind}",
            language=self.language,
            trigger=trigger,
            pos=pos,
            type=kind,
            mode=None,
            roles=self._usual_roles.get((pos, kind), "act"),
        )

    def candidates(self, lemma: str) -> tuple[Frame, ...]:
        """Frames whose trigger begins with the word `lemma`; in the order of the file."""
        return self._by_first_word.get(lemma, ())


@cache
def load_frames(language: Literal["zh", "en"]) -> FrameLexicon:
    """The compiled frames of one language."""
    path = resources.files("legation.lexicons") / "data" / f"frames_{language}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    frames = tuple(_frame(language, row) for row in data["frames"])
    return FrameLexicon(language, frames, data["light"])


def _frame(language: Literal["zh", "en"], row: list[Any]) -> Frame:
    trigger, pos, kind, mode, roles, needs, blocks, contexts, region, status = row
    return Frame(
        id="/".join(filter(None, (language, trigger, pos, kind, mode, "+".join(needs[:2])))),
        language=language,
        trigger=trigger,
        pos=pos,
        type=kind,
        mode=mode or None,
        roles=roles,
        needs=tuple(needs),
        blocks=tuple(blocks),
        contexts=tuple(contexts),
        region=region or None,
        status=status or None,
    )
