"""Whether a Chinese clause says that a thing happened: one of six statuses, with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from legation.clauses.cues import read_cues
from legation.clauses.items import Item
from legation.clauses.phrases_zh import ATTITUDES, CONTROL, PIVOTS, TIME_ENDS
from legation.language.script import fold
from legation.model.codes import Status
from legation.model.reading import Draft


@dataclass(frozen=True, slots=True)
class Modal:
    """A cue: the status it gives, where it may stand, and its strength (2 wins over 1)."""

    text: str
    status: Status
    scope: str
    strength: int


def _load() -> tuple[Modal, ...]:
    rows = read_cues("modality_zh.tsv")
    modals = [
        Modal(fold(row["cue"]), row["status"], row["scope"], int(row["strength"]))  # type: ignore[arg-type]
        for row in rows
    ]
    return tuple(sorted(modals, key=lambda modal: -len(modal.text)))


MODALS: Final = _load()
_BY_SCOPE: Final = {
    scope: [modal for modal in MODALS if modal.scope == scope]
    for scope in ("near", "clause", "sentence", "after")
}
_PATTERN: Final = {
    scope: re.compile("|".join(re.escape(modal.text) for modal in modals))
    for scope, modals in _BY_SCOPE.items()
}
_OF: Final = {scope: {modal.text: modal for modal in modals} for scope, modals in _BY_SCOPE.items()}
_PRIORITY: Final = ("denied", "conditional", "proposed", "planned", "ongoing")
# 不仅 不断 不少 不久 不得不 … hold a 不 that negates nothing.
_NOT_NEGATIVE: Final = re.compile(
    r"不(?:仅|僅|但|只|断|斷|少|久|得不|同|论|过|料|满|惜|约而同|明|无|单|光|时|日|顾|畏|等|法)|无(?:人机|论|疑|线电|辜|故|罪|证|端|国界|数|异|家可归)|没(?:收|落|错)|未(?:来|婚|遂|知|成年|经)"
)


# What is ordered or decided is done; 仍拒绝 refuses as much as 拒绝 does.
_DECIDED: Final = frozenset({"下令", "决定", "仍"})
# 应邻国请求: at the request of, no 应 that demands; 正是: no 正 that lasts.
_INVITED: Final = re.compile(r"应[^，。；]{0,12}?(?:请求|邀请|要求|邀|请)|正是")


def judge_status(
    draft: Draft,
    items: Sequence[Item],
    piece: tuple[int, int],
    position: int,
    phrase_start: int,
    governed: bool,
) -> tuple[Status, str]:
    """Status of the trigger at `position`, and the words that decided it.

    `governed`: another verb stands above the trigger, so that it may be what a plan is about.
    """
    folded = draft.folded
    start, end = piece
    trigger = items[position]
    found: list[Modal] = []
    near_start = items[min(phrase_start, position)].start
    clause_start = items[start].start
    near = folded[near_start : trigger.start]
    found += _near(items, phrase_start, position, near_start, near)
    clause = folded[clause_start : trigger.start]
    found += _scan("clause", clause)
    found += _after(items, position, end, governed)
    if _PROPOSED_BY.search(folded[items[0].start : clause_start]):
        found.append(Modal("根据…提案", "proposed", "sentence", 3))
    found += _phrases(folded[items[0].start : trigger.start], clause, near)
    if _FOR_YEARS.search(folded[items[0].start : trigger.start]):
        found.append(Modal("过去…年", "ongoing", "sentence", 1))
    if not _is_time_clause(items, position, end):
        found += _conditional(draft, items, piece, position)
    if not found:
        found += _standing(folded, items, start, trigger)
    if not found:
        return "actual", "no sign to the contrary"
    if any(modal.text == "根据…协议" for modal in found):
        found = [modal for modal in found if modal.status in ("denied", "conditional")] or found
    best = max(found, key=lambda modal: (modal.strength, -_PRIORITY.index(modal.status)))
    return best.status, f"{best.text} ({best.scope})"


def _phrases(sentence: str, clause: str, near: str) -> list[Modal]:
    """Signs of more than one word, in the sentence, in the piece and in the verb phrase."""
    found = []
    if _AGREED.search(sentence):
        found.append(Modal("根据…协议", "planned", "sentence", 3))
    if (match := _WHETHER.search(near)) is not None:
        weighed = _WEIGHED.search(near[: match.start()])
        found.append(Modal("是否", "proposed" if weighed else "conditional", "near", 3))
    if (match := _LATER.search(clause)) is not None:
        found.append(Modal(match[0], "planned", "clause", 1))
    if (match := _REPEATED.search(clause)) is not None:
        found.append(Modal(match[0], "ongoing", "clause", 1))
    if (match := _UNABLE.search(clause)) is not None:
        found.append(Modal(match[0], "denied", "clause", 2))
    return found


_MODAL_TAILS: Final = frozenset(
    "会 能 愿 肯 敢 予 得 可 应 该 必 想 要 再 曾 准 许 有 是 在 于 被 获 打算 能够".split()
)
_STANDING: Final = re.compile(r"长期|不断|多年来|近年来|历来")
# 正在加大压力，要求……: goes on into a piece that only adds to it.
_GOING_ON: Final = re.compile(r"[^，；。](?:正在|一直|持续)[^，；。]*，$")
_SINCE: Final = re.compile(r"自[^。；]{1,24}(?:以来|至今)|以来，")
_DONE: Final = re.compile(r"已|曾|但|却|随后|\d月|\d日|去年|今年|上周|昨")
_AND: Final = re.compile(r"(?:甚至|并|或|且|而且|以及|再)")


def _standing(folded: str, items: Sequence[Item], start: int, trigger: Item) -> list[Modal]:
    """Since 2022, for years: what an earlier piece says of time holds for the pieces behind it."""
    before = folded[items[0].start : items[start].start]
    match = _SINCE.search(before) or _STANDING.search(before)
    own = folded[items[start].start : trigger.start]
    if match is None and items[start].mention is None and not _AND.match(own):
        match = _GOING_ON.search(before)
    if match is None or match.end() > trigger.start - items[0].start or _DONE.search(own):
        return []
    return [Modal(match[0], "ongoing", "sentence", 1)]


def _near(items: Sequence[Item], first: int, position: int, offset: int, near: str) -> list[Modal]:
    """Cues in the verb phrase; a negation only where nothing but attitudes stand behind it."""
    skip = [match.span() for match in _NOT_NEGATIVE.finditer(near)]
    skip += [match.span() for match in _INVITED.finditer(near + items[position].text)]
    found = []
    for match in _PATTERN["near"].finditer(near):
        modal = _OF["near"][match[0]]
        begin, finish = offset + match.start(), offset + match.end()
        if any(a <= match.start() < b for a, b in skip) or modal.text in _DECIDED:
            continue
        if len(modal.text) == 1 and not _is_word(items, first, position, begin, finish):
            continue
        if modal.text == "将" and any(i.start == begin and i.tag == "p" for i in items):
            continue  # 将某人列入名单: the object's marker, no future
        if not _reaches(items, first, position, finish, modal):
            continue
        found.append(modal)
    return found


def _is_word(items: Sequence[Item], first: int, position: int, begin: int, finish: int) -> bool:
    """Whether a cue of one character begins a word (and is no part of a longer one)."""
    for item in items[first:position]:
        if item.start <= begin < item.end:
            if item.start != begin:
                return False
            rest = item.text[finish - begin :]
            return not rest or rest in _MODAL_TAILS
    return False


def _reaches(items: Sequence[Item], first: int, position: int, finish: int, modal: Modal) -> bool:
    """Whether a cue still governs the trigger: no verb of another clause stands between."""
    for item in items[first:position]:
        if item.start < finish or not item.is_verb:
            continue
        text = item.text
        if modal.status == "denied":
            if text not in ATTITUDES and text not in CONTROL:
                return False
        elif text not in ATTITUDES and text not in CONTROL and text not in PIVOTS:
            return modal.status in ("conditional", "proposed")
    return True


def _scan(scope: str, text: str) -> list[Modal]:
    return [_OF[scope][match[0]] for match in _PATTERN[scope].finditer(text)]


_PROPOSED_BY: Final = re.compile(
    r"(?:根据|依据|按照|按)[^，。；]{0,14}(?:提案|提议|方案|草案|(?<!原定)计划|建议)"
)
_AGREED: Final = re.compile(
    r"(?:根据|依据|依照|按照|按)[^，。；]{0,14}(?:协议|协定|文本|备忘录|和约|框架|宣言|原定计划|路线图)|"
    r"(?:协议|协定|文件|声明|宣言|备忘录|和约|决议)(?:规定|订明|写明|约定)"
)
_WHETHER: Final = re.compile(r"是否|会否|能否|可否|要不要|该不该")
_WEIGHED: Final = re.compile(r"决定|讨论|商议|检讨|考虑|表决|研究|投票")
_LATER: Final = re.compile(
    r"明[天日早晚年]|后天|后日|下(?:周|个?月|星期|半年)|[本这]周末|今晚稍后|稍后将|"
    r"(?:定|订|预定|拟|将|计划)于|预定|预计|留待|打算|会[在就到于]"
)
_REPEATED: Final = re.compile(
    r"每[天日周月年]|每个?星期|屡次|屡遭|连日|尚在|仍被|仍遭|向来|一贯|一路|自始至终|始终"
)
_UNABLE: Final = re.compile(r"未能|无权|拒不|不容许|不会容许|没有奉命|无从")
_FOR_YEARS: Final = re.compile(
    r"(?:过去|近|最近|这)[^，。；]{1,4}年(?:里|来|间|以来)|多年来|长年|历年"
)


def _after(items: Sequence[Item], position: int, end: int, governed: bool) -> list[Modal]:
    """…的提议, …的风险 behind the trigger: what it heads is a plan or a chance.

    Only where the trigger cannot be the main verb: another verb governs it, or one follows the
    noun, whose subject the whole then is (部署无人机的设想将削弱主权).
    """
    for at in range(position + 1, end - 1):
        if items[at].text != "的":
            continue
        noun = items[at + 1].text
        follows = any(item.tag == "v" for item in items[at + 2 : end])
        if not governed and not follows:
            continue
        for modal in _BY_SCOPE["after"]:
            if noun == modal.text.removeprefix("的"):
                return [modal]
    return []


def _is_time_clause(items: Sequence[Item], position: int, end: int) -> bool:
    """当 … 时, … 前: what stands in an adverbial of time is as real as any."""
    return any(item.text in TIME_ENDS for item in items[position + 1 : end])


def _conditional(
    draft: Draft, items: Sequence[Item], piece: tuple[int, int], position: int
) -> list[Modal]:
    """如果/若 in this piece or in the pieces before it, up to the beginning of the sentence.

    The condition itself is conditional; what follows it is so only with a modal (则, 将, 会, 就) or
    when the condition stands in the piece right before.
    """
    folded = draft.folded
    start = piece[0]
    own = folded[items[start].start : items[position].start]
    found = _scan_words("sentence", own, items, start, position)
    if found:
        return found
    before = items[:start]
    if not before:
        return []
    text = folded[before[0].start : before[-1].end]
    earlier = _scan_words("sentence", text, items, 0, start)
    if not earlier:
        return []
    own_piece = folded[items[start].start : items[position].start]
    goes_on = _AND.match(own_piece) or re.search("会|将|可|能|就|则|便|愿|必", own_piece)
    return earlier[-1:] if goes_on else []


def _scan_words(scope: str, text: str, items: Sequence[Item], first: int, last: int) -> list[Modal]:
    """Cues of a scope that begin a word there."""
    offset = items[first].start
    starts = {item.start for item in items[first:last]}
    return [
        _OF[scope][match[0]]
        for match in _PATTERN[scope].finditer(text)
        if offset + match.start() in starts or match[0] in ("的话",)
    ]
