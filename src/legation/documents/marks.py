"""What the look of one line tells: captions, credits, bylines, headers, noise."""

from __future__ import annotations

import re
from functools import lru_cache

from legation.documents.dates import find_date
from legation.documents.tables import cues, fold_text

_LAST_BRACKET = re.compile(
    r"[\[（(【〔]([^\[\]（）()【】〔〕]{1,80})[\]）)】〕]\s*(?:1[0-4]\d{5})?\s*$"
)
_FIRST_BRACKET = re.compile(r"\s*[\[（(【]([^\[\]（）()【】]{1,80})[\]）)】]")
_PARTS = re.compile(r"[/／,，|｜、;；]|\bvia\b|\s-\s")
_BARE_CREDIT = re.compile(
    r"(?:\b(?:REUTERS|AFP|AP Photo|EPA|Getty Images|Xinhua)\s?/\s?[A-Z][\w .'’-]{1,40}"
    r"|(?:^|[\s　。])(?:圖|图|攝影|摄影|照片|圖片|图片)[／/：:]\s?[^\s，。]{2,24})$"
)
_CLAUSE = r"(?:^|[，,。；;：:、（(\[【\s　])"
_REPORTER = re.compile(
    r"(?:記者|记者|編譯|编译|特派員|特派员|通訊員|通讯员)[^，。；：]{2,24}[／/][^，。；]{2,14}(?:報導|報道|报导|报道|電|电)$"
)
_BYLINE = re.compile(r"By (?:[A-Z][\w.'’-]*|and|in|,|&|\s)+(?:\s?[|,]\s?[A-Z][\w .]+)?$")
_LABEL = re.compile(r"\s*(?P<label>[^:：／/]{1,16}?)\s*[:：／/]\s*(?P<value>\S.*?)\s*$")
_SENTENCE = re.compile(r"[。！？!?；;]|[a-z)]\.\s")
_CLOSERS = "」』”’）)】]〉》\"'"
_LIST_MARK = re.compile(r"(?:[-*•·–—]\s*)?\d{1,3}[.)、]?")
_CLOCK = re.compile(
    r"^[T ,，　]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?"
)
_LEAD_LABEL = re.compile(r"^[\W_]*(?:(?P<label>[^\d:：]{1,20}?)\s*[:：]?\s*)?$")


def units(text: str) -> float:
    """Length as a reader sees it: a Han character is 1, everything else one half."""
    return sum(1.0 if char >= "\u2e80" else 0.5 for char in text)


def ending(text: str) -> str:
    """The last character before closing quotes and brackets; empty for none."""
    return text.rstrip().rstrip(_CLOSERS).rstrip()[-1:]


def has_sentences(text: str) -> bool:
    """Whether `text` holds the end of a sentence."""
    return bool(_SENTENCE.search(text + " "))


def is_noise(line: str) -> bool:
    """Rules, list marks, share buttons, notes on rights, links to other pieces."""
    if not any(char.isalnum() for char in line):
        return True
    if _LIST_MARK.fullmatch(line.strip()):
        return True
    if units(line) > 60:
        return False
    fold = fold_text(line).strip()
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", fold)
    return bare in cues("noise", "line") or _starts(fold, cues("noise", "start"))


def is_related(line: str) -> bool:
    """Whether the line heads a list of links to other articles."""
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", fold_text(line))
    return bare in cues("related", "line")


def is_byline(line: str) -> bool:
    """Who wrote, edited or helped to report: a line with a credit and nothing else."""
    if units(line) > 60 or "。" in line:
        return False
    fold = fold_text(line).strip()
    if _starts(fold, cues("credit", "start")) or _BYLINE.fullmatch(line.strip()):
        return True
    if _REPORTER.search(line.strip()):
        return True
    found = label_of(line)
    if found and found[0] == "credit" and units(found[2]) <= 24:
        return not has_sentences(found[2])  # 記者：… is also how an interview prints a question
    short = units(fold) <= 30 and "，" not in fold
    return short and fold.rstrip("）)】]").endswith(cues("credit", "end"))


def label_of(line: str) -> tuple[str, str, str] | None:
    """Kind (header or credit), folded label and value of a `label: value` line."""
    match = _LABEL.match(line)
    if not match or units(line) > 80:
        return None
    label = re.sub(r"^[\W_]+|[\W_]+$", "", fold_text(match["label"]))
    for kind in ("header", "credit"):
        if label in cues(kind, "label"):
            return kind, label, match["value"].strip()
    return None


def is_date_line(line: str) -> bool:
    """Whether the line gives a full date and nothing that could be a sentence or a headline."""
    found = find_date(line) if units(line) <= 60 else None
    if not found or "。" in line:
        return False
    _, start, end = found
    lead = _LEAD_LABEL.match(line[:start])
    if not lead:
        return False
    label = fold_text((lead["label"] or "").strip())
    rest = _CLOCK.sub("", line[end:])
    known = not label or label in cues("header", "label")
    apart = not rest.strip() or rest != line[end:] or rest[0] in " \t　|｜/／·,，（("
    return known and apart and units(rest) <= 30


def is_caption_like(line: str) -> bool:
    """Whether words of the line itself say that it stands under a picture."""
    if units(line) > 220:
        return False
    fold = fold_text(line).strip()
    if _clause_pattern().search(fold) or _starts(fold, cues("caption", "start")):
        return True
    return fold.rstrip("。.").endswith(cues("caption", "end")) or bool(_BARE_CREDIT.search(line))


@lru_cache(maxsize=1)
def _clause_pattern() -> re.Pattern[str]:
    return re.compile(_CLAUSE + "(?:" + "|".join(map(re.escape, cues("caption", "clause"))) + ")")


def credit_at_end(line: str) -> tuple[str, int] | None:
    """Kind (photo, agency or tail) and start of a bracketed credit that ends the line."""
    match = _LAST_BRACKET.search(line)
    kind = bracket_kind(match[1]) if match else None
    if match and kind == "photo" and match[0][0] not in "[【" and units(match[1]) > 30:
        return None
    return (kind, match.start()) if match and kind else None


def credit_at_start(line: str) -> int:
    """End of the bracketed photo credit that opens the line; 0 if none does."""
    match = _FIRST_BRACKET.match(line)
    return match.end() if match and bracket_kind(match[1]) == "photo" else 0


def bracket_kind(inside: str) -> str | None:
    """What a bracket's content credits: photo, agency, tail (editors, the end); else None."""
    fold = fold_text(inside).strip()
    parts = {part.strip() for part in _PARTS.split(fold)}
    if parts & set(cues("photo", "part")) or _starts(fold, cues("photo", "start")):
        return "photo"
    if len(parts) < 4 and units(fold) <= 24 and fold.endswith(cues("photo", "end")):
        return "photo"
    if parts & set(cues("agency", "part")):
        return "photo" if len(parts) > 1 else "agency"
    return "tail" if _is_tail(fold) else None


def _is_tail(fold: str) -> bool:
    if "，" in fold or units(fold) > 30:
        return False
    for cue in cues("credit", "tail"):
        rest = fold.removeprefix(cue)
        if not rest or (
            rest != fold and (rest[0] in "：:／/ " or (cue == "记者" and len(rest) <= 5))
        ):
            return True
    return False


def _starts(fold: str, options: tuple[str, ...]) -> bool:
    """Whether `fold` begins with one of `options`, as a whole word where that is English."""
    for option in options:
        if fold.startswith(option):
            after = fold[len(option) : len(option) + 1]
            if not (
                option[-1].isascii()
                and option[-1].isalpha()
                and after.isascii()
                and after.isalpha()
            ):
                return True
    return False
