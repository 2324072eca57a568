"""Pronouns and definite noun phrases: whom they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from legation.lexicons.actors import ActorLexicon
from legation.mentions.binding import antecedents, others_only
from legation.mentions.body_words import UNLESS_USED
from legation.mentions.context import Context
from legation.mentions.pairs import Pairs
from legation.model.mention import Mention, MentionKind
from legation.model.span import Span

_HOME = {"TW": "TWN", "HK": "CHN", "CN": "CHN"}
_PAIRS = {"两岸": ("CHN", "TWN"), "两韩": ("KOR", "PRK"), "朝韩": ("PRK", "KOR")}
_EXPLETIVE = re.compile(
    r"\s+(?:is|was|has been|would be|will be|may be|seems|appears|remains|takes|took)\b"
)
_SPEAKS = re.compile(
    r"(?:[（(][^）)]*[）)])?.{0,6}?(?:说|表示|指出|称|认为|强调|透露)|"
    r",? (?:said|says|told|added|warned)"
)
_SEVERAL = re.compile(
    r"双方|.*两国|.*两个国家|两军|两人|二人|两大盟友|[三四五六]国|"
    r"both |the (?:two|three|four|five|six) "
)
_SPEAKERS = frozenset(("我", "我们", "咱们", "we", "us", "our", "i", "my"))
_PERSONS = frozenset(
    ("he", "him", "his", "himself", "she", "her", "hers", "herself", "他", "她", "本人")
)
_THEY = frozenset(("它们", "他们", "她们", "they", "them", "their", "themselves"))
# Words that mean an actor, but hardly ever one that can be told.
_NOBODY = frozenset(("对方", "前者", "各方", "这些国家", "这些组织", "这些网络", "这些集团"))
_CLOSE = '」』”"'


class Pronouns:
    """Resolves pronouns and phrases such as 兩國, the country, from the context so far."""

    def __init__(self, context: Context, lexicon: ActorLexicon) -> None:
        self.context = context
        self.pairs = Pairs(context, lexicon)

    def resolve(self, span: Span) -> Mention | None:
        """The mention of a pronoun or definite phrase; None where nothing tells whom it means."""
        text = span.cut(self.context.folded)
        lower = text.lower()
        number, sentence = self.context.sentence(span)
        if sentence.kind in ("title", "heading") and len(text) == 1:
            return None
        if text in _PAIRS:
            return Mention(span, _PAIRS[text], "nominal", "a pair by name", _PAIRS[text])
        if lower in _NOBODY or (lower.endswith(("self", "selves")) and self._stresses(span)):
            return None
        if lower in _SPEAKERS:
            return self._speaker(span, number, plural=lower not in ("我", "i", "my"))
        if lower in _PERSONS:
            return self._person(span, number)
        if lower in _THEY:
            return self._several(span, number)
        if lower in ("it", "its", "itself"):
            return self._thing(span, number, lower)
        return self._phrase(span, number, lower)

    def _phrase(self, span: Span, number: int, lower: str) -> Mention | None:
        """What a definite phrase means: 兩國, the country, 該組織, 後者, 自己."""
        if _SEVERAL.match(lower):
            return self.pairs.resolve(span, number)
        if re.match(r"该国|本国|the country|the nation|this country", lower):
            return self._country(span, number)
        if lower == "我国":
            home = _HOME.get(self.context.draft.document.region or "")
            why = "the outlet's own side"
            return Mention(span, (home,), "nominal", why, (home,)) if home else None
        if re.match(r"(?:该|这|the |this )", lower):
            return self._group(span, number)
        if lower == "后者":
            return self._last(span, number)
        if lower.isascii():
            return self._short(span)
        return self._own(span, number)

    def _short(self, span: Span) -> Mention | None:
        """The Fund, the Front: the body named in full before whose name ends in the word."""
        folded = self.context.folded
        for mention in reversed(self.context.mentions):
            name = mention.span.cut(folded)
            if mention.span.end <= span.start and name.endswith(" " + span.cut(folded)):
                return self._made(span, [mention], f"short for {name}", "org")
        return None

    def _stresses(self, span: Span) -> bool:
        """Whether "itself" only stresses the noun before it: the party itself."""
        token = self.context.token(span)
        return token is not None and token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN")

    def _made(
        self, span: Span, mentions: Sequence[Mention], basis: str, kind: MentionKind
    ) -> Mention | None:
        pairs = {
            actor: role
            for m in mentions
            for actor, role in zip(m.actors, m.roles or m.actors, strict=True)
        }
        if not pairs:
            return None
        return Mention(span, tuple(pairs), kind, basis, tuple(pairs.values()))

    def _person(self, span: Span, number: int) -> Mention | None:
        """He, 他: the last person before that is a subject, else the first one; by sentence."""
        rows = self.context.candidates(span, number)
        quoted = self._quotation_before(span, number)
        rows[0] = [m for m in rows[0] if not quoted <= m.span.start]
        bound = [group[0] for group in antecedents(self.context, span) if len(group) == 1]
        first = [m for m in bound if m.span.start < quoted][:1]
        ranks = [first, self._last_part(rows[0], span), *rows]
        barred = {a for m in others_only(self.context, span, number) for a in m.actors}
        chosen = self._one_person(ranks, barred) or self._one_person(ranks, set())
        if chosen is None:
            return None
        words = chosen.span.cut(self.context.draft.document.text)
        return self._made(span, [chosen], f"person: {words}", "pronoun")

    def _one_person(self, ranks: Sequence[Sequence[Mention]], barred: Set[str]) -> Mention | None:
        for row in ranks:
            people = [m for m in row if len(m.actors) == 1 and m.actors[0].startswith("P:")]
            people = [m for m in people if m.actors[0] not in barred]
            subjects = [m for m in people if self.context.is_subject(m)]
            if subjects:
                return subjects[-1]
            speaking = (m for m in people if _SPEAKS.match(self.context.folded, m.span.end))
            if people:
                return next(speaking, people[0])
        return None

    def _last_part(self, row: Sequence[Mention], span: Span) -> list[Mention]:
        """Those named since the last semicolon: 甲退出了；乙说他 means the second."""
        start = self.context.folded.rfind("；", 0, span.start)
        return [m for m in row if m.span.start > start >= 0]

    def _quotation_before(self, span: Span, number: int) -> int:
        """Where the quotation right before a span begins; nobody named from there on is meant.

        The end of the sentence if there is none.
        """
        sentence = self.context.draft.sentences[number].span
        before = self.context.folded[sentence.start : span.start].rstrip()
        if not (before.endswith(("」", "”", '"', "』")) or "」，" in before[-2:]):
            return sentence.end
        opening = max(before.rfind(mark, 0, len(before) - 2) for mark in '「“『"')
        return sentence.start + max(0, opening)

    def _own(self, span: Span, number: int) -> Mention | None:
        """其, 自己, its: what the clause is about, else the subject of the sentence before."""
        for row in self.context.candidates(span, number):
            usable = [m for m in row if m.kind not in ("place", "source")]
            if usable:
                chosen = (
                    usable[0]
                    if span.cut(self.context.folded) != "其"
                    else self._nearest_subject(usable, span)
                )
                return self._made(
                    span,
                    [chosen],
                    f"of {chosen.span.cut(self.context.draft.document.text)}",
                    "pronoun",
                )
        return None

    def _thing(self, span: Span, number: int, lower: str) -> Mention | None:
        """It, its: the last subject before that is a state, a body or a group, never a person.

        As an object the word means things far more often than actors.
        """
        token = self.context.token(span)
        if lower == "it" and (
            _EXPLETIVE.match(self.context.folded, span.end)
            or (token is not None and token.dep_ not in ("nsubj", "nsubjpass"))
        ):
            return None
        for group in antecedents(self.context, span):
            if len(group) == 1 and self._is_singular(group[0]):
                words = group[0].span.cut(self.context.draft.document.text)
                return self._made(span, group, f"of {words}", "pronoun")
        for row in self.context.candidates(span, number)[:2]:
            usable = [m for m in row if self._is_singular(m)]
            subjects = [m for m in usable if self.context.is_subject(m)]
            if subjects:
                chosen = subjects[-1]
                words = chosen.span.cut(self.context.draft.document.text)
                return self._made(span, [chosen], f"of {words}", "pronoun")
            if lower != "it" and usable:
                words = usable[0].span.cut(self.context.draft.document.text)
                return self._made(span, usable[:1], f"of {words}", "pronoun")
        return None

    def _is_singular(self, mention: Mention) -> bool:
        """Whether a mention can be called "it"."""
        if len(mention.actors) != 1 or mention.kind in ("place", "source", "collective"):
            return False
        actor = mention.actors[0]
        if actor.startswith(("P:", "G:")) or actor.endswith((".CVL", ".REF")):
            return False
        token = self.context.token(mention.span)
        return token is None or token.tag_ not in ("NNS", "NNPS")

    def _nearest_subject(self, usable: Sequence[Mention], span: Span) -> Mention:
        """The first mention of the piece before the last comma, else of the sentence."""
        comma = max(
            self.context.folded.rfind(mark, usable[0].span.start, span.start) for mark in "，,；"
        )
        own = [m for m in usable if m.span.start > comma >= 0]
        return own[0] if own else usable[0]

    def _country(self, span: Span, number: int) -> Mention | None:
        barred = others_only(self.context, span, number)
        for row in self.context.candidates(span, number):
            states = [
                m
                for m in row
                if any(":" not in a for a in m.actors)
                and self.context.countries(m)
                and m not in barred
            ]
            if states:
                code = self.context.countries(states[-1])[0]
                return Mention(
                    span,
                    (code,),
                    "nominal",
                    f"country: {states[-1].span.cut(self.context.draft.document.text)}",
                    (code,),
                )
        return None

    def _group(self, span: Span, number: int) -> Mention | None:
        text = span.cut(self.context.folded).lower()
        state = re.search(r"政权|政府|国家|regime", text)
        for row in self.context.candidates(span, number):
            groups = [
                m
                for m in row
                if (
                    self.context.countries(m)
                    if state
                    else any(a.startswith(("O:", "IGO:")) for a in m.actors)
                )
            ]
            if groups:
                last = groups[-1]
                if state:
                    code = f"{self.context.countries(last)[0]}.GOV"
                    return Mention(
                        span,
                        (code,),
                        "nominal",
                        f"of {last.span.cut(self.context.draft.document.text)}",
                        (code,),
                    )
                return self._made(
                    span,
                    [last],
                    f"group: {last.span.cut(self.context.draft.document.text)}",
                    "nominal",
                )
        return None

    def _several(self, span: Span, number: int) -> Mention | None:
        for group in antecedents(self.context, span):
            if len(group) > 1 or self._is_plural(group[0]):
                words = group[0].span.cut(self.context.draft.document.text)
                return self._made(span, group, f"of {words}", "pronoun")
        for row in self.context.candidates(span, number):
            plural = [
                m for m in row if len(m.actors) > 1 or m.kind in ("org", "collective", "source")
            ]
            joined = self._joined(row)
            if joined:
                return self._made(span, joined, "those named together before", "pronoun")
            if plural:
                return self._made(
                    span,
                    plural[:1],
                    f"of {plural[0].span.cut(self.context.draft.document.text)}",
                    "pronoun",
                )
        return None

    def _is_plural(self, mention: Mention) -> bool:
        """Whether a mention can be called "they": several, or a noun in the plural."""
        token = self.context.token(mention.span)
        plural = token is not None and token.tag_ in ("NNS", "NNPS")
        return len(mention.actors) > 1 or (plural and mention.kind not in ("place", "name"))

    def _joined(self, row: Sequence[Mention]) -> list[Mention]:
        for second in range(len(row) - 1, 0, -1):
            first, last = row[second - 1], row[second]
            between = self.context.folded[first.span.end : last.span.start].strip()
            apart = self.context.countries(first)[:1] != self.context.countries(last)[:1]
            if apart and between in ("和", "与", "及", "、", "以及", "同", "", "and"):
                return [first, last]
        return []

    def _last(self, span: Span, number: int) -> Mention | None:
        for row in self.context.candidates(span, number):
            if row:
                return self._made(
                    span,
                    row[-1:],
                    f"of {row[-1].span.cut(self.context.draft.document.text)}",
                    "nominal",
                )
        return None

    def _speaker(self, span: Span, number: int, plural: bool) -> Mention | None:
        """我, 我们 in a quotation: who speaks, behind the quotation or before it."""
        last = number
        while (
            last + 1 < len(self.context.draft.sentences)
            and self.context.draft.sentences[last + 1].paragraph
            == self.context.draft.sentences[number].paragraph
        ):
            last += 1
        end = self.context.draft.sentences[last].span.end
        close = min(
            (at for mark in _CLOSE if (at := self.context.folded.find(mark, span.end, end)) >= 0),
            default=-1,
        )
        behind = [
            m
            for m in self.context.mentions
            if close >= 0
            and m.span.end <= min(end, close + 40)
            and m.span.start > close
            and any(a.startswith("P:") for a in m.actors)
        ]
        rows = [behind[:1], *self.context.candidates(span, number)]
        for row in rows:
            people = [m for m in row if any(a.startswith("P:") for a in m.actors)]
            if people:
                speaker = people[0]
                role = (speaker.roles or speaker.actors)[0]
                if plural and ":" not in role:
                    role = f"{role[:3]}.GOV" if not role.endswith((".OPP", ".REB")) else role
                    return Mention(span, (role,), "pronoun", "the speaker's side", (role,))
                english = span.cut(self.context.folded).isascii()
                why = f"{UNLESS_USED} the speaker" if english else "the speaker"
                return self._made(span, [speaker], why, "pronoun")
        return None
