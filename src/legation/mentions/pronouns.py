"""Pronouns and definite noun phrases: whom they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.mentions.context import Context
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
# A country with this share of what a document names is one of its two parties.
_PAIR_SHARE = 0.18
_CLOSE = '」』”"'


class Pronouns:
    """Resolves pronouns and phrases such as 兩國, the country, from the context so far."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def resolve(self, span: Span) -> Mention | None:
        """The mention of a pronoun or definite phrase; None where nothing tells whom it means."""
        text = span.cut(self.context.folded)
        lower = text.lower()
        number, sentence = self.context.sentence(span)
        if sentence.kind in ("title", "heading") and len(text) == 1:
            return None
        if text in _PAIRS:
            return Mention(span, _PAIRS[text], "nominal", "a pair by name", _PAIRS[text])
        if lower in ("我", "我们", "咱们", "we", "us", "our", "i", "my"):
            return self._speaker(span, number, plural=lower not in ("我", "i", "my"))
        if lower in (
            "he",
            "him",
            "his",
            "himself",
            "she",
            "her",
            "hers",
            "herself",
            "他",
            "她",
            "本人",
        ):
            return self._person(span, number)
        if re.match(r"双方|.*两国|.*两个国家|两军|两人|二人|两大盟友|both |the two |三国", lower):
            people = bool(re.match(r"两人|二人|.*leaders", lower))
            return self._pair(span, number, people)
        if re.match(r"该国|本国|the country|the nation|this country", lower):
            return self._country(span, number)
        if lower == "我国":
            home = _HOME.get(self.context.draft.document.region or "")
            return (
                Mention(span, (home,), "nominal", "the outlet's own side", (home,))
                if home
                else None
            )
        if re.match(r"(?:该|这|the |this )", lower):
            return self._group(span, number)
        if lower in ("它们", "他们", "她们", "they", "them", "their", "themselves"):
            return self._several(span, number)
        if lower in ("it", "its", "itself"):
            return self._thing(span, number, lower)
        if lower in (
            "对方",
            "后者",
            "前者",
            "各方",
            "这些国家",
            "这些组织",
            "这些网络",
            "这些集团",
        ):
            return self._last(span, number) if lower == "后者" else None
        return self._own(span, number)

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
        if self._behind_quote(span, number):
            rows = rows[1:]  # 「…，」他说: nobody that the quotation names
        for row in rows:
            people = [m for m in row if len(m.actors) == 1 and m.actors[0].startswith("P:")]
            subjects = [m for m in people if self.context.is_subject(m)]
            people.sort(key=lambda m: not _SPEAKS.match(self.context.folded, m.span.end))
            if people:
                chosen = subjects[-1] if subjects else people[0]
                words = chosen.span.cut(self.context.draft.document.text)
                return self._made(span, [chosen], f"person: {words}", "pronoun")
        return None

    def _behind_quote(self, span: Span, number: int) -> bool:
        start = self.context.draft.sentences[number].span.start
        before = self.context.folded[start : span.start].rstrip()
        return before.endswith(("」", "”", '"', "』")) or "」，" in before[-2:]

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
        for row in self.context.candidates(span, number):
            states = [
                m for m in row if any(":" not in a for a in m.actors) and self.context.countries(m)
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

    def _three(self, span: Span, number: int) -> Mention | None:
        """三國: three countries named in one sentence before, else the document's first three."""
        for row in self.context.candidates(span, number)[:3]:
            named = [m for m in row if not self._is_place(m)]
            codes = tuple(dict.fromkeys(c for m in named for c in self.context.countries(m)))
            if len(codes) == 3:
                return Mention(span, codes, "nominal", "the three named together before", codes)
        codes = tuple(country for country, _ in self.context.shares.most_common(3))
        if len(codes) < 3:
            return None
        return Mention(span, codes, "nominal", "the three the document speaks of", codes)

    def _pair(self, span: Span, number: int, people: bool) -> Mention | None:
        """兩國, both leaders: two named together, else the document's pair, else the last two."""
        rows = self.context.candidates(span, number)
        if people:
            return self._two_people(span, rows)
        if span.cut(self.context.folded) == "三国":
            return self._three(span, number)
        for row in rows[:3]:
            joined = self._joined([m for m in row if not self._is_place(m)])
            codes = tuple(dict.fromkeys(c for m in joined for c in self.context.countries(m)))
            if len(codes) == 2:
                return Mention(span, codes, "nominal", "the two named together before", codes)
        main = self.context.shares.most_common(2)
        total = sum(self.context.shares.values())
        if len(main) == 2 and main[1][1] >= _PAIR_SHARE * total:
            codes = tuple(country for country, _ in main)
            return Mention(span, codes, "nominal", "the two the document speaks of", codes)
        seen = [c for row in rows for m in reversed(row) for c in self.context.countries(m)]
        codes = tuple(dict.fromkeys(seen))[:2]
        if len(codes) < 2:
            return None
        return Mention(span, codes, "nominal", "the two named before", codes)

    def _two_people(self, span: Span, rows: Sequence[Sequence[Mention]]) -> Mention | None:
        found: dict[str, str] = {}
        for row in rows:
            for mention in reversed(row):
                for actor, role in zip(
                    mention.actors, mention.roles or mention.actors, strict=True
                ):
                    if actor.startswith("P:"):
                        found.setdefault(actor, role)
        if len(found) < 2:
            return None
        actors, roles = tuple(found)[:2], tuple(found.values())[:2]
        return Mention(span, actors, "nominal", "the two persons named before", roles)

    def _is_place(self, mention: Mention) -> bool:
        """Whether a country is only where something happens: 在加拿大和梵蒂冈密会."""
        before = self.context.folded[max(0, mention.span.start - 3) : mention.span.start]
        return mention.kind == "place" or before.endswith(("在", "于", "in ", "at "))

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

    def _joined(self, row: Sequence[Mention]) -> list[Mention]:
        for second in range(len(row) - 1, 0, -1):
            first, last = row[second - 1], row[second]
            between = self.context.folded[first.span.end : last.span.start].strip()
            apart = self.context.countries(first)[:1] != self.context.countries(last)[:1]
            if apart and between in ("和", "与", "及", "、", "以及", "同", "", "and"):
                return [first, last]
        return []

    def _opponent(self, span: Span, number: int) -> Mention | None:
        """对方: the last country named that is not the subject of the clause."""
        comma = max(self.context.folded.rfind(mark, 0, span.start) for mark in "，,；。")
        clause = [m for m in self.context.within(number, span.start) if m.span.start > comma]
        own = self.context.countries(clause[0])[:1] if clause else []
        for row in self.context.candidates(span, number):
            for mention in reversed(row):
                codes = self.context.countries(mention)[:1]
                if codes and codes != own and mention not in clause[:1]:
                    if not own and row and codes == self.context.countries(row[0])[:1]:
                        continue  # no subject here: the one of the sentence goes on
                    return self._made(span, [mention], "the other side", "nominal")
        return None

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
                return self._made(span, [speaker], "the speaker", "pronoun")
        return None
