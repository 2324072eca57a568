"""Whether what an English trigger names happened: status with a reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from legation.clauses.english_cues import Modality, load_modality
from legation.clauses.english_signals import NONE, Signal, Signals
from legation.clauses.english_subjects import governing_cue
from legation.clauses.english_tense import by_tense
from legation.clauses.english_tree import Tree
from legation.clauses.english_triggers import Hit
from legation.model.codes import Status

_ORDER: Final[tuple[Status, ...]] = (
    *("denied", "conditional", "proposed", "planned", "ongoing", "actual"),
)
_DEEP: Final = 6
_TAKES_PLACE: Final = frozenset(
    {
        *("begin", "start", "continue", "resume", "occur", "happen", "take", "follow", "erupt"),
        *("break", "unfold", "proceed", "end", "come", "go", "loom", "last", "persist", "be"),
    }
)
# "do not think that X will": the negation belongs to what is thought.
_RAISING: Final = frozenset(
    {"think", "believe", "expect", "see", "suppose", "intend", "plan", "want", "anticipate", "mean"}
)
_SIGNS: Final = frozenset(
    {
        *("sign", "evidence", "indication", "proof", "hint", "suggestion", "question", "reason"),
        *("plan", "intention", "chance", "prospect", "need", "talk", "possibility", "desire"),
        *("intent", "interest", "willingness", "appetite", "decision", "agreement", "trace"),
        *("basis", "justification", "way", "commitment", "promise", "word", "point", "case"),
    }
)
# Prepositions before a gerund that make it a complement of what stands before them.
_COMPLEMENT: Final = frozenset({"of", "from", "to", "about", "on", "for", "in", "into", "against"})
_ENABLING: Final = frozenset({"allow", "permit", "let", "enable", "force", "make", "cause", "help"})
# With a purpose behind it such a verb is an act of its own: "pushed them out to free the road".
_PUSHING: Final = frozenset({"push", "press", "back", "need", "send", "deploy", "order"})
_PROVIDED: Final = frozenset({"provided", "providing", "supposing"})
# To stop what goes on is not to deny that it was.
_STOPS: Final = frozenset({"stop", "end", "halt", "cease"})
_MAIN_TIME: Final = frozenset(
    {"when", "after", "before", "as", "since", "while", "because", "although", "though", "until"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step up from a clause: the governor, and how the clause hangs on it."""

    head: int
    relation: str


class Standing:
    """Judges the status of the triggers of one sentence. `headline`: a title, whose present tense
    tells of the past."""

    def __init__(self, tree: Tree, *, headline: bool) -> None:
        self._tree = tree
        self._headline = headline
        self._cues = load_modality()
        self._signals = Signals(tree)

    def of(self, hit: Hit) -> Signal:
        """The status and its reason; the strongest of all signals at and above the trigger."""
        signals = self._noun(hit) if hit.noun else self._without_idiom(hit)
        frame = hit.frame
        stated = next((status for status in _ORDER if status == frame.status), None)
        if stated is not None and not any(status == "denied" for status, _ in signals):
            return stated, f"the frame of {frame.trigger!r} says so"
        if self._in_condition(hit):
            return "conditional", "a condition"
        strongest = min(signals, key=lambda signal: _ORDER.index(signal[0]), default=None)
        if strongest is not None and strongest[0] != "actual":
            return strongest
        told = by_tense(self._tree, hit, headline=self._headline, plain=not signals)
        if told is not None:
            return told
        return "actual", signals[0][1] if signals else "nothing in the sentence says otherwise"

    def _without_idiom(self, hit: Hit) -> list[Signal]:
        """The signals of a verb without a negation that belongs to its trigger: "vote no"."""
        words = {self._tree.words[token] for token in hit.tokens} & NONE
        inside = {f"{word} {self._tree.words[hit.token]}" for word in words}
        inside |= {f"no {self._tree.words[token]}" for token in hit.tokens if "no" in words}
        return [signal for signal in self._clause(hit.token, 0) if signal[1] not in inside]

    def _in_condition(self, hit: Hit) -> bool:
        """ "if the army does not leave": not a denial, a condition."""
        tree, verb = self._tree, hit.verb
        while verb is not None and tree.deps[verb] == "conj" and tree.kid(verb, "mark") is None:
            verb = tree.heads[verb]  # "if X leaves and Y follows"
        return verb is not None and self._signals.is_condition(verb)

    # --- nouns -----------------------------------------------------------------------------

    def _noun(self, hit: Hit) -> list[Signal]:
        tree, noun = self._tree, hit.token
        found = [signal for token in hit.tokens for signal in self._signals.modifiers(token)]
        if hit.light is not None:
            return found + self._clause(hit.light.verb, 0)
        return found + self._above_noun(noun, 0) + self._negated_object(noun, tree.heads[noun])

    def _above_noun(self, noun: int, deep: int) -> list[Signal]:
        """What the verb, noun or preposition above a noun makes of it."""
        tree = self._tree
        head, dep = tree.heads[noun], tree.deps[noun]
        if deep > _DEEP or head == noun:
            return []
        if dep == "conj" and tree.pos[head] in ("NOUN", "PROPN"):
            return self._above_noun(head, deep + 1)
        found = governing_cue(tree, noun)
        if found is not None:
            if tree.lemmas[found[0]] in _STOPS:
                return []
            return self._from_cue(found[0], found[1], deep)
        if dep == "pobj":
            return self._under_preposition(noun, head, deep)
        if dep in ("nsubj", "nsubjpass", "attr"):
            return self._happens(noun, head, deep)
        return []

    def _under_preposition(self, noun: int, preposition: int, deep: int) -> list[Signal]:
        tree = self._tree
        phrase = self._preposition_phrase(preposition)
        cue = self._cues.get((phrase, "p"))
        if cue is not None:
            return [(cue.status, phrase)]
        head = tree.heads[preposition]
        if tree.pos[head] not in ("NOUN", "PROPN", "ADJ") or tree.words[preposition] not in (
            *("of", "for", "to", "on", "against"),
        ):
            return []
        cue = self._signals.cue(head, "n" if tree.pos[head] != "ADJ" else "a")
        own = self._signals.modifiers(head) if tree.lemmas[head] in _SIGNS else []
        if tree.lemmas[head] in _SIGNS and self._denies_existence(head):
            own.append(("denied", f"no {tree.words[head]} of it"))
        if cue is None or (tree.words[preposition] in ("on", "against", "to") and own == []):
            return own
        return [*own, (cue.status, f"{tree.words[head]} {tree.words[preposition]}")]

    def _preposition_phrase(self, preposition: int) -> str:
        """ "in the event of" for its last word, else the word itself."""
        tree, words = self._tree, self._tree.words
        for start in range(max(0, preposition - 3), preposition):
            phrase = " ".join(words[start : preposition + 1])
            if (phrase, "p") in self._cues:
                return phrase
        return tree.words[preposition]

    def _happens(self, noun: int, verb: int, deep: int) -> list[Signal]:
        """A noun as subject of a verb of taking place, or of being likely."""
        tree = self._tree
        adjective = tree.kid(verb, "acomp", "attr")
        if adjective is not None and adjective != noun:
            cue = self._signals.cue(adjective, "a")
            if cue is not None:
                return [(cue.status, f"{tree.words[adjective]}"), *self._signals.own(verb)]
        if any(tree.words[kid] in ("any", "a", "an") for kid in tree.all_kids(noun, "det")):
            modal = [why for found, why in self._signals.auxiliaries(verb) if found != "ongoing"]
            if modal:
                return [("conditional", f"any {tree.words[noun]}, {modal[0]}")]
        if tree.lemmas[verb] not in _TAKES_PLACE:
            return self._negated_object(noun, verb)
        return self._clause(verb, deep + 1)

    def _negated_object(self, noun: int, verb: int) -> list[Signal]:
        """ "did not hold any talks": a negated verb with an object of free choice."""
        tree = self._tree
        if tree.deps[noun] not in ("dobj", "nsubjpass") or tree.pos[verb] not in ("VERB", "AUX"):
            return []
        free = any(tree.words[kid] in ("any", "either") for kid in tree.all_kids(noun, "det"))
        return [("denied", reason) for _, reason in self._signals.negation(verb)] if free else []

    # --- clauses ---------------------------------------------------------------------------

    def _clause(self, verb: int, deep: int) -> list[Signal]:
        """Signals of the clause of a verb and of everything it is a complement of."""
        if deep > _DEEP:
            return []
        found = self._signals.own(verb)
        step = self._step(verb)
        return found + self._climb(verb, step, deep) if step is not None else found

    # --- upwards ---------------------------------------------------------------------------

    def _step(self, verb: int) -> Step | None:
        """How the clause of a verb hangs on what is above it; None for a clause of its own."""
        tree = self._tree
        head, dep = tree.heads[verb], tree.deps[verb]
        if head == verb:
            return None
        if dep in ("xcomp", "ccomp", "csubj", "oprd"):
            return Step(head, "complement")
        if dep == "pcomp":
            return Step(head, "gerund")
        if dep == "acl":
            if not tree.is_infinitive(verb):
                cue = self._signals.cue(head, "n")
                told = tree.kid(verb, "mark") is not None and (
                    cue is None or cue.status != "denied"  # "a failure that X will examine"
                )
                return Step(head, "complement") if told else None
            return Step(head, "complement")
        if dep == "advcl":
            marked = any(
                tree.words[kid] in _MAIN_TIME for kid in tree.all_kids(verb, "mark", "advmod")
            )
            if marked or self._signals.is_condition(verb):
                return None
            return Step(head, "purpose" if tree.is_infinitive(verb) else "adjunct")
        if dep == "conj" and tree.pos[head] in ("VERB", "AUX"):
            return Step(head, "conj")
        return None

    def _climb(self, verb: int, step: Step, deep: int) -> list[Signal]:
        tree, head = self._tree, step.head
        if step.relation == "conj":
            return self._shared(verb, head, deep)
        if step.relation == "gerund":
            return self._gerund(head, deep)
        if tree.pos[head] in ("NOUN", "PROPN", "PRON"):
            return self._noun_complement(head, deep)
        if tree.pos[head] == "ADJ":
            return self._adjective_complement(head, deep)
        adjective = tree.kid(head, "acomp")
        if adjective is not None and tree.lemmas[head] in ("be", "seem", "appear", "remain"):
            return self._adjective_complement(adjective, deep)
        cue = self._verb_cue(head, verb)
        apart = step.relation == "adjunct" and verb != head + 1
        if apart or (step.relation == "purpose" and tree.lemmas[head] in _PUSHING):
            cue = None
        if cue is not None:
            return self._from_cue(head, cue, deep)
        negated = self._signals.negation(head)
        subject = tree.kid(head, "nsubjpass", "nsubj")
        no_sign = subject is not None and tree.lemmas[subject] in _SIGNS
        if negated and (tree.lemmas[head] in _RAISING or no_sign):
            return [("denied", f"far negation: {negated[0][1]}")]
        if self._is_yet(head, verb):
            return [("denied", "has yet to")]
        return self._uncued(verb, step, deep, negated=bool(negated))

    def _uncued(self, verb: int, step: Step, deep: int, *, negated: bool) -> list[Signal]:
        """What a governor that is no cue itself passes on."""
        tree, head = self._tree, step.head
        if tree.lemmas[head] == "be" and tree.is_infinitive(verb) and not negated:
            return [("planned", f"{tree.words[head]} to"), *self._clause(head, deep + 1)]
        if tree.words[head] in _PROVIDED and tree.kid(head, "nsubj", "aux") is None:
            return [("conditional", f"{tree.words[head]} that")]
        if step.relation in ("purpose", "adjunct"):
            return [signal for signal in self._clause(head, deep + 1) if signal[0] != "ongoing"]
        if tree.is_infinitive(verb) or tree.tags[verb] == "VBG":
            return self._clause(head, deep + 1)
        if self._is_asked(verb):
            return [("conditional", "whether it will")]
        return self._reported(head, deep)

    def _is_asked(self, verb: int) -> bool:
        """ "would not say whether X will come": nothing is said of its coming."""
        return any(self._tree.words[kid] == "whether" for kid in self._tree.kids[verb])

    def _reported(self, head: int, deep: int) -> list[Signal]:
        """Above a that-clause only a cue or a denial of the telling counts."""
        step = self._step(head)
        if step is None or step.relation not in ("complement", "gerund"):
            return []
        return [signal for signal in self._climb(head, step, deep + 1) if signal[0] in ("denied",)]

    def _verb_cue(self, head: int, verb: int) -> Modality | None:
        """The cue of a governing verb, the particle counted in; "going to" is a future."""
        tree = self._tree
        if tree.words[head] == "going" and tree.is_infinitive(verb):
            return Modality("going to", "planned", "v", "subject")
        for kid in tree.kids[head]:
            if tree.deps[kid] in ("prt", "prep", "advmod") and kid < verb:
                cue = self._cues.get((f"{tree.lemmas[head]} {tree.words[kid]}", "v"))
                if cue is not None:
                    return cue
        if verb < head and tree.deps[verb] == "ccomp":
            return None  # "X has attacked Y, a charge Z denies": no complement of denying
        cue = self._cues.get((tree.lemmas[head], "v"))
        if tree.lemmas[head] == "tell" and tree.tags[verb] == "VBG":
            return None  # "told of militiamen burning villages": an account, no order
        progressive = any(tree.lemmas[kid] == "be" for kid in tree.all_kids(verb, "aux"))
        finite = not tree.is_infinitive(verb) and (tree.tags[verb] != "VBG" or progressive)
        if cue is None or not finite:
            return cue
        helpers = {tree.words[kid] for kid in tree.all_kids(verb, "aux")}
        if cue.status == "proposed":
            # "asked that X leave": a finite clause is asked for only in the subjunctive.
            return cue if tree.tags[verb] == "VB" and helpers <= {"should", "do"} else None
        return cue if cue.status in ("denied", "conditional") else None

    def _from_cue(self, head: int, cue: Modality, deep: int) -> list[Signal]:
        """A cue's status, turned round if the cue itself is negated, and what stands above."""
        tree = self._tree
        negated = self._signals.negation(head)
        above = [signal for signal in self._clause(head, deep + 1) if signal[0] != "ongoing"]
        if cue.status == "denied":
            if negated:
                status: Status = "conditional" if "out" in cue.cue else "actual"
                return [(status, f"{negated[0][1]} undoes {cue.cue}")]
            return [("denied", f"{tree.words[head]} to or from it"), *above]
        if negated and cue.status == "actual" and cue.control == "object":
            # "did not condemn the attack": it happened all the same
            return [("denied", negated[0][1])] if cue.cue in _ENABLING else []
        if negated:
            return [("denied", f"far negation: {negated[0][1]}")]
        permitted = cue.cue in ("allow", "permit", "let") and bool(self._signals.auxiliaries(head))
        if permitted:
            return [("proposed", f"could be allowed: {tree.words[head]}")]
        if cue.status == "proposed":
            return [("proposed", f"complement of {tree.words[head]}")]
        return [(cue.status, f"complement of {tree.words[head]}"), *above]

    def _gerund(self, preposition: int, deep: int) -> list[Signal]:
        tree = self._tree
        phrase = self._preposition_phrase(preposition)
        cue = self._cues.get((phrase, "p")) or self._cues.get((f"{phrase} of", "p"))
        if cue is not None:
            return [(cue.status, phrase)]
        head = tree.heads[preposition]
        if tree.pos[head] in ("NOUN", "PROPN"):
            return self._noun_complement(head, deep)
        if tree.pos[head] == "ADJ":
            return self._adjective_complement(head, deep)
        joined = self._cues.get((f"{tree.lemmas[head]} {tree.words[preposition]}", "v"))
        plain = None if tree.lemmas[head] == "tell" else self._cues.get((tree.lemmas[head], "v"))
        cue = joined or (plain if tree.words[preposition] in _COMPLEMENT else None)
        if cue is not None:
            return self._from_cue(head, cue, deep)
        if tree.words[preposition] in ("by", "through"):
            return [signal for signal in self._clause(head, deep + 1) if signal[0] != "ongoing"]
        return []

    def _noun_complement(self, noun: int, deep: int) -> list[Signal]:
        """ "a plan to attack", "no sign that X will attack"."""
        tree = self._tree
        cue = self._signals.cue(noun, "n")
        if self._denies_existence(noun):
            return [("denied", f"no {tree.words[noun]}")]
        if cue is not None:
            return [(cue.status, f"{tree.words[noun]} to"), *self._above_noun(noun, deep + 1)]
        found = governing_cue(tree, noun)
        return self._from_cue(found[0], found[1], deep) if found is not None else []

    def _denies_existence(self, noun: int) -> bool:
        """Whether the noun is said not to be there: "no sign", "has not shown any intention"."""
        tree = self._tree
        if any(status == "denied" for status, _ in self._signals.modifiers(noun)):
            return True
        head = tree.heads[noun]
        return (
            tree.lemmas[noun] in _SIGNS
            and tree.deps[noun] in ("dobj", "attr", "nsubjpass")
            and bool(self._signals.negation(head))
        )

    def _adjective_complement(self, adjective: int, deep: int) -> list[Signal]:
        tree = self._tree
        cue = self._signals.cue(adjective, "a")
        head = tree.heads[adjective]
        verbal = head != adjective and tree.pos[head] in ("VERB", "AUX")
        negated = (self._signals.negation(head) if verbal else []) + self._signals.negation(
            adjective
        )
        if negated and (cue is None or cue.status != "denied"):
            return [("denied", f"far negation: {negated[0][1]}")]
        found: list[Signal] = []
        if cue is not None:
            found.append((cue.status, f"{tree.words[adjective]} to"))
        if verbal:
            found += [signal for signal in self._clause(head, deep + 1) if signal[0] != "ongoing"]
        return found

    def _is_yet(self, head: int, verb: int) -> bool:
        tree = self._tree
        return tree.lemmas[head] in ("have", "be") and any(
            tree.words[kid] == "yet" and kid < verb for kid in tree.kids[head]
        )

    def _shared(self, verb: int, first: int, deep: int) -> list[Signal]:
        """What the first of two coordinated verbs passes on: "will visit X and meet Y"."""
        tree = self._tree
        own_subject = tree.kid(verb, "nsubj", "nsubjpass") is not None
        own_helper = tree.kid(verb, "aux", "auxpass") is not None
        if own_subject or tree.tags[verb] != tree.tags[first]:
            return []
        if tree.tags[verb] in ("VBD", "VBZ", "VBP"):
            step = self._step(first)
            return self._climb(first, step, deep + 1) if step is not None else []
        if own_helper and not tree.is_infinitive(verb):
            return []
        return self._clause(first, deep + 1)
