"""Everything that means somebody named elsewhere: bodies, titles, pronouns, in text order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.lexicons.actors import ActorLexicon
from legation.mentions.bodies import Bodies
from legation.mentions.context import Context
from legation.mentions.matcher import Match
from legation.mentions.pronouns import Pronouns
from legation.model.mention import Mention
from legation.model.reading import Draft
from legation.model.span import Span

_PRONOUN_ZH = re.compile(
    r"两岸|两韩|朝韩|"
    r"我们|咱们|(?<!其)他们|她们|它们|(?<![尤极与何甚如])其(?!中|他|它|实|次|余|间|一|二|三|所)|自己|自身|本人|我(?!国|军|方|党|们)|(?<![其吉])他(?!国|们|人|日)|她(?!们)|它(?!们)|"
    r"双方|(?:这|该|上述)?两国|这?两个国家|[三四五六]国(?!演义|时|志)|该国|本国|我国|两人|二人|后者|前者|对方|两军|"
    r"(?:该|这个|这一)(?:组织|集团|政权|团体|政党|公司|机构|部门|政府|武装|国家|党|联盟|网络)|这些(?:国家|组织|网络|集团)|两大盟友|各方"
)
_PRONOUN_EN = re.compile(
    r"\b(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself|[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|[Ii]ts|[Ii]tself|[Ii]t|[Tt]hey|[Tt]hem|[Tt]heir|[Tt]hemselves|"
    r"[Ww]e|[Uu]s|[Oo]ur|I|[Mm]y|"
    r"[Bb]oth (?:sides|countries|nations|governments|leaders)|"
    r"[Tt]he two (?:sides|countries|nations|leaders|governments)|"
    r"[Tt]he (?:three|four|five|six) (?:countries|nations|governments|states)|"
    r"[Tt]he (?:country|nation|regime|group|cartel|organi[sz]ation|company|bloc|alliance|"
    r"network|militia)|[Tt]his (?:country|group|network|regime)|"
    r"(?<=[Tt]he )(?:Council|Commission|Fund|Front|Movement|Alliance|Forum|League|Bank|Agency|"
    r"Union)(?! (?:of|for|[A-Z])))\b"
)


def resolve_anaphora(
    draft: Draft, named: Sequence[Mention], bare: Sequence[Match], lexicon: ActorLexicon
) -> list[Mention]:
    """`named` plus bare bodies and titles and pronouns, each with what it stands for; sorted."""
    context = Context(draft, named)
    bodies, pronouns = Bodies(context, lexicon), Pronouns(context, lexicon)
    for span, match in sorted(
        [*_pronouns(draft), *((match.span, match) for match in bare)],
        key=lambda entry: (entry[0].start, -entry[0].end),
    ):
        if any(span.overlaps(m.span) for m in context.near(span)):
            continue
        mention = bodies.resolve(span, match) if match is not None else pronouns.resolve(span)
        if mention is not None:
            context.add(mention)
    return context.mentions


def _pronouns(draft: Draft) -> list[tuple[Span, Match | None]]:
    return [
        (Span(found.start(), found.end()), None)
        for sentence in draft.sentences
        if sentence.kind not in ("header", "noise", "credit")
        for found in (_PRONOUN_EN if sentence.language == "en" else _PRONOUN_ZH).finditer(
            draft.folded, sentence.span.start, sentence.span.end
        )
    ]
