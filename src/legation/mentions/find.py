"""Mentions of one document: names first, then bodies joined to their country, persons, anaphora."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from legation.lexicons.actors import ActorLexicon, Form, load_actors
from legation.mentions.anaphora import resolve_anaphora
from legation.mentions.bodies import UNLESS_USED
from legation.mentions.choose import Chooser
from legation.mentions.matcher import Match, load_matcher
from legation.mentions.persons import find_glosses, find_persons
from legation.model.document import Sentence
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

# Words that may stand between a country and the body that belongs to it.
_BETWEEN_ZH = re.compile(
    r"(?:的|前|现任|时任|新任|高级|资深|联邦|国家|中央|地方|多名|部分|一些|一名|一位|临时|代理|新|全国|最高|各级|武装|"
    r"驻外|安全|边境|执法|情报|反恐|移民|移民及|海军|空军|陆军|海岸|特种|主要|当地|民主|自由|保守|极右|左翼|右翼|执政|非法|跨国|大型){0,3}"
)
_BETWEEN_EN = re.compile(
    r"(?:['’]s?)? (?:(?:federal|senior|former|top|national|state|local|central|new|interim|"
    r"acting|armed|"
    r"several|some|two|three|elite|special|main|ruling|security|defence|defense|military|naval|air|"
    r"border|law enforcement|transitional|military-led|democratic|far-right|left-wing|right-wing|"
    r"pro-government|then|own|high-level|unidentified) ){0,2}"
)
_OF_EN = re.compile(r" (?:of|in|from) (?:the )?")
_SPEAKING = frozenset({"officials", "experts", "observers", "media"})
# Words for nobody in particular: parties only where something is done by or to them.
_VAGUE = frozenset(
    {
        "G:allies",
        "G:great-powers",
        "G:neighbours",
        "G:other-states",
        "G:international-community",
        "G:latin-america",
        "G:central-asia",
        "G:us-rivals",
    }
)
_AGENCIES = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})
_LITERAL_AFTER = re.compile(
    r"(?:的?(?:会晤|会面|会谈|举行|街头|机场|附近|近郊|郊外|出席|召开|签署|参加|发表|接受|会见|通电|郊区|市区|上空|港|举办|发生|遇|市|州|，|登))"
)
_STAY_ZH = re.compile(r"(?:在|于|从|到|至)$")
_GO_ZH = re.compile(
    r"(?:赴|抵达|抵|前往|飞往|飞抵|离开|返回|途经|位于|到访|首都|来到|访问|飞赴|专程到)$"
)
_LITERAL_BEFORE_EN = re.compile(
    r"\b(?:in|at|near|around|outside|inside|visited|visiting|visits|left|capital,?|"
    r"(?:travel\w*|fl[eyi]\w*|arriv\w*|went|go|goes|going|back|trip|visit|flight|head\w*|"
    r"return\w*|drove|came) (?:to|from|in|for))\s+$"
)


_UNION = re.compile(
    r"^(?:欧方|Europe|Europeans|European (?:leaders|governments|capitals)|欧洲(?:人|领导人|领袖)?)$"
)
_NETWORKS = frozenset({"O:x-platform", "O:meta", "O:tiktok", "O:bytedance", "O:telegram"})
_ON_NETWORK = re.compile(
    r"(?:在|于|透过|通过|经|到|用|封禁?|封锁|(?:on|via|through|over|to) )[了的其]?$"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A match that became a mention, with the match kept for joining."""

    mention: Mention
    match: Match


def find_mentions(draft: Draft, lexicon: ActorLexicon | None = None) -> list[Mention]:
    """All mentions of a draft with folded text, sentences, tokens and parses; sorted, disjoint."""
    return _Finder(draft, lexicon or load_actors()).run()


class _Finder:
    def __init__(self, draft: Draft, lexicon: ActorLexicon) -> None:
        self.draft, self.lexicon = draft, lexicon
        self.folded = draft.folded
        self.chooser = Chooser(draft, lexicon)

    def run(self) -> list[Mention]:
        matches = load_matcher().find(self.folded, self.draft.tokens)
        by_sentence = self._by_sentence(matches)
        named: list[Mention] = []
        bare: list[Match] = []
        for sentence, inside in zip(self.draft.sentences, by_sentence, strict=True):
            found, left = self._sentence(sentence, inside)
            named += found
            bare += left
        named = find_persons(self.draft, named, bare, self.lexicon)
        named = find_glosses(self.draft, sorted(named, key=lambda m: m.span), self.lexicon)
        return resolve_anaphora(self.draft, named, bare, self.lexicon)

    def _by_sentence(self, matches: list[Match]) -> list[list[Match]]:
        out: list[list[Match]] = [[] for _ in self.draft.sentences]
        at = 0
        for match in matches:
            while (
                at < len(self.draft.sentences)
                and self.draft.sentences[at].span.end <= match.span.start
            ):
                at += 1
            if at == len(self.draft.sentences):
                break
            if self.draft.sentences[at].span.holds(match.span):
                out[at].append(match)
        return out

    def _sentence(
        self, sentence: Sentence, matches: list[Match]
    ) -> tuple[list[Mention], list[Match]]:
        """Mentions of named actors in a sentence, and the bodies and titles left without one."""
        if sentence.kind in ("header", "noise"):
            return [], []
        english = sentence.language == "en"
        pieces: list[_Piece] = []
        bare: list[Match] = []
        for number, match in enumerate(matches):
            body = match.of_kind("body", "source")
            last = pieces[-1] if pieces else None
            if (
                body is not None
                and last is not None
                and self._joins(last, match, body, english)
                and not self._in_apposition(matches, number)
            ):
                pieces[-1] = self._join(last, match, body)
                continue
            if match.form.kind in ("body", "title", "source"):
                bare.append(match)
                continue
            mention = self._name(match, sentence)
            if mention is None:
                continue
            if last is not None and self._same_country(last, match, mention):
                span = Span(last.mention.span.start, mention.span.end)
                pieces[-1] = _Piece(replace(mention, span=span), match)
                continue
            if english and bare and self._country_behind(bare[-1], match, mention):
                mention = self._behind(bare.pop(), match, mention)
            pieces.append(_Piece(mention, match))
        return [piece.mention for piece in pieces], bare

    def _in_apposition(self, matches: list[Match], number: int) -> bool:
        """Whether a name follows the body at once: 领导人马杜罗, 通讯社塔斯社."""
        if number + 1 >= len(matches):
            return False
        match, following = matches[number], matches[number + 1]
        gap = self.folded[match.span.end : following.span.start]
        if not re.fullmatch(r" ?[「“《]?", gap):
            return False
        if following.form.kind in ("body", "title", "source"):
            return False
        named = following.form.entity.startswith(("P:", "O:"))
        nominal = not any(form.detail.startswith("org") for form in match.forms)
        return named and (nominal or following.form.entity.startswith("O:"))

    def _same_country(self, last: _Piece, match: Match, mention: Mention) -> bool:
        """美国中情局, U.S. Department of Justice: a country right before an agency of its own."""
        if last.match.form.kind not in ("name", "adjective", "abbreviation"):
            return False
        entity = self.lexicon.entities.get(match.form.entity)
        if entity is None or entity.kind != "organisation" or len(last.mention.actors) != 1:
            return False
        gap = self.folded[last.mention.span.end : match.span.start]
        return gap in ("", "的", " ", "'s ", "’s ") and entity.country == last.mention.actors[0]

    def _joins(self, last: _Piece, match: Match, body: Form, english: bool) -> bool:
        """Whether a body belongs to the name before it: 美国国防部, Maduro government."""
        if body.kind == "source" and (
            last.match.form.kind in ("metonym", "source") or body.entity not in _SPEAKING
        ):
            return False
        if last.match.form.kind in ("body", "source") and not any(
            form.detail.startswith("org") for form in last.match.forms
        ):
            return False
        gap = self.folded[last.mention.span.end : match.span.start]
        if english:
            return bool(_BETWEEN_EN.fullmatch(gap))
        if last.mention.kind == "abbreviation" or body.pattern == "suffix":
            return gap == ""
        if "的" in gap and last.mention.actors[0].startswith("P:"):
            return False
        if "的" in gap and _STAY_ZH.search(
            self.folded[max(0, last.mention.span.start - 2) : last.mention.span.start]
        ):
            return False  # 在巴黎的記者 are somebody else's
        return bool(_BETWEEN_ZH.fullmatch(gap))

    def _join(self, last: _Piece, match: Match, body: Form) -> _Piece:
        owner = last.mention
        span = Span(owner.span.start, match.span.end)
        actors = tuple(self._sector(actor, body) for actor in owner.actors)
        roles = tuple(self._sector(role, body) for role in (owner.roles or owner.actors))
        kind = "source" if body.kind == "source" else "org"
        if last.mention.kind == "abbreviation" and len(span) <= 2:
            kind = "abbreviation"
        actors = tuple(
            role if ":" not in role else actor for actor, role in zip(actors, roles, strict=True)
        )
        mention = Mention(span, actors, kind, f"{owner.basis} + {body.text}", roles)  # type: ignore[arg-type]
        return _Piece(mention, Match(span, match.forms))

    def _sector(self, actor: str, body: Form) -> str:
        """The id of an actor's body: USA + 国防部 is USA.MIL; a person's, his state's."""
        if actor.startswith("P:"):
            role = self.lexicon.role_on(actor, self.draft.document.published)
            country = role[:3] if role else None
            return f"{country}{body.role}" if country and body.role in (".GOV", ".MIL") else actor
        if ":" in actor:
            return actor
        if body.kind == "source":
            return f"{actor[:3]}.GOV" if body.entity == "officials" else actor[:3]
        return f"{actor[:3]}{_sector_for(body, actor[:3])}"

    def _country_behind(self, body: Match, match: Match, mention: Mention) -> bool:
        """the government of Venezuela, the Ministry of Defence of Russia."""
        if body.of_kind("body") is None or match.form.kind not in ("name",):
            return False
        if not mention.actors or ":" in mention.actors[0]:
            return False
        gap = self.folded[body.span.end : match.span.start]
        return bool(re.fullmatch(r" of (?:the )?", gap))

    def _behind(self, body: Match, match: Match, mention: Mention) -> Mention:
        form = body.of_kind("body")
        assert form is not None
        actors = tuple(self._sector(actor, form) for actor in mention.actors)
        span = Span(body.span.start, match.span.end)
        return Mention(span, actors, "org", f"{form.text} of {match.form.text}", actors)

    def _name(self, match: Match, sentence: Sentence) -> Mention | None:
        """The mention of a form that names somebody; None where it is none after all."""
        span = match.span
        media = self.chooser.media(match)
        if media is not None and (sentence.kind == "credit" or self._is_credit(span, sentence)):
            return Mention(span, (media.entity,), "credit", "credit", (media.entity,))
        if self._in_title_marks(span) or self._is_venue(match):
            return None
        form = self.chooser.pick(match, span)
        if form is None:
            return None
        return self._mention(form, span, sentence)

    def _mention(self, form: Form, span: Span, sentence: Sentence) -> Mention | None:
        if form.kind in ("metonym", "place"):
            return self._metonym(form, span, sentence)
        kind = {"name": "name", "org": "org", "adjective": "adjective"}.get(form.kind, form.kind)
        if form.kind == "name" and form.entity.startswith(("O:", "IGO:")):
            kind = "org"
        actor = form.entity
        if actor == "G:europe" and self.chooser.named("IGO:EU") and _UNION.search(form.text):
            actor = "IGO:EU"
        role = actor if actor != form.entity else form.role or form.entity
        if form.entity.startswith("P:"):
            role = self.lexicon.role_on(form.entity, self.draft.document.published) or form.entity
        elif form.entity.startswith("O:"):
            actor, role = self._national(form)
        elif form.kind == "adjective" or form.detail == "people":
            role = form.entity
        basis = f"lexicon: {form.text}"
        if form.kind == "collective" and (form.pattern == "place" or form.entity in _VAGUE):
            basis = f"{UNLESS_USED} {basis}"
        return Mention(span, (actor,), kind, basis, (role,))  # type: ignore[arg-type]

    def _national(self, form: Form) -> tuple[str, str]:
        """A national agency acts as its country's (the CIA is USA.SPY); others as themselves."""
        entity = self.lexicon.entity(form.entity)
        if entity.country and entity.sector in _AGENCIES and len(entity.country) == 3:
            national = f"{entity.country}.{entity.sector}"
            return national, national
        return form.entity, self.lexicon.role_on(form.entity, None) or form.entity

    def _metonym(self, form: Form, span: Span, sentence: Sentence) -> Mention:
        """A capital: the place in 在莫斯科会晤, else the government."""
        country = form.entity
        if form.kind == "metonym":
            role = form.role or f"{country}.GOV"
            return Mention(span, (role,), "metonym", f"seat: {form.text}", (role,))
        before = self.folded[max(0, span.start - 12) : span.start]
        after = self.folded[span.end : span.end + 6]
        english = sentence.language == "en"
        literal = (
            bool(_LITERAL_BEFORE_EN.search(before))
            if english
            else bool(_GO_ZH.search(before))
            or bool(_STAY_ZH.search(before) and _LITERAL_AFTER.match(after))
        )
        literal = literal or after.startswith((", D.C.", "市", "州", "机场", "街头"))
        if form.strength == "weak" or literal:
            return Mention(
                span, (country,), "place", f"capital as a place: {form.text}", (country,)
            )
        role = f"{country}.GOV"
        return Mention(
            span, (role,), "metonym", f"capital for its government: {form.text}", (role,)
        )

    def _is_venue(self, match: Match) -> bool:
        """Whether a network is only where somebody writes: 在推特上, on Facebook."""
        if match.form.entity not in _NETWORKS:
            return False
        before = self.folded[max(0, match.span.start - 6) : match.span.start]
        return bool(_ON_NETWORK.search(before))

    def _is_credit(self, span: Span, sentence: Sentence) -> bool:
        """Whether a caption's outlet stands in the bracket that closes it: [Getty Images]."""
        if sentence.kind != "caption":
            return False
        before = self.folded[sentence.span.start : span.start].rstrip()
        return bool(re.search(r"[\[（(][^\]）)]{0,40}$", before))

    def _in_title_marks(self, span: Span) -> bool:
        """Whether a span lies inside 《 》 with other words: part of a title, not an actor."""
        start = self.folded.rfind("《", max(0, span.start - 40), span.start)
        if start < 0:
            return False
        end = self.folded.find("》", start)
        return end >= span.end and (start + 1 != span.start or end != span.end)


def _sector_for(body: Form, country: str) -> str:
    """The sector of a body, with its leading dot; some bodies differ by country (海警: CHN MIL)."""
    for exception in body.detail.split(" ")[1:]:
        where, _, sector = exception.partition("=")
        if where == country:
            return f".{sector}"
    return body.role


def with_default_roles(mention: Mention) -> Mention:
    """The mention with roles that run parallel to its actors."""
    if len(mention.roles) == len(mention.actors):
        return mention
    return replace(mention, roles=mention.actors)
