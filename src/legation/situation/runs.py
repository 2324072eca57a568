"""Runs: what was computed from which inputs, saved so that it can be had again bit for bit.

A run is a JSON file in the folder `runs` of its situation. It holds its inputs whole, so that it
can be replayed after the files have changed, and it is never written over.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from legation.errors import UsageError
from legation.situation.checks import sources
from legation.situation.files import RUNS, Loaded, load_content
from legation.situation.hashes import sha256_of
from legation.situation.models import (
    METHODS,
    Method,
    Outputs,
    Settings,
    pick_issue,
    pick_methods,
    refuse_blanks,
)
from legation.situation.records import Basis, Issue, Situation

LABEL: Final[Mapping[str, str]] = {
    "en": "exploratory: what follows from stated judgements, no forecast and no finding",
    "zh-Hant": "探索性質：由所列判斷推得，並非預測，亦非結論",
    "zh-Hans": "探索性质：由所列判断推得，并非预测，亦非结论",
}
"""Stands on every page of output."""
_BASES: Final[tuple[Basis, ...]] = ("extracted", "derived", "analyst")


_TYPES: Final[Mapping[str, type]] = {
    **dict.fromkeys(("situation", "issue", "package", "created", "inputs_sha256"), str),
    **dict.fromkeys(("left_out", "inputs", "changes", "basis", "outputs"), dict),
    **dict.fromkeys(("seed", "draws"), int),
    "methods": list,
}
"""Field of a saved run -> what it is in JSON."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run saves. `created`: UTC to the second; `changes`: made in memory, path -> value.

    `left_out`: methods that do not fit the issue, with the reason. `outputs` by method, as JSON.
    """

    situation: str
    issue: str
    methods: tuple[str, ...]
    left_out: Mapping[str, str]
    seed: int
    draws: int
    package: str
    created: str
    inputs_sha256: str
    inputs: Mapping[str, Any]
    changes: Mapping[str, str]
    basis: Mapping[str, int]
    outputs: Outputs

    @property
    def outputs_sha256(self) -> str:
        """Hash of the outputs as canonical JSON."""
        return sha256_of(self.outputs)

    def json(self) -> dict[str, Any]:
        """The run as its file has it."""
        kept = {name: getattr(self, name) for name in self.__slots__}
        return {"label": dict(LABEL), **kept, "outputs_sha256": self.outputs_sha256}


@dataclass(frozen=True, slots=True)
class Replay:
    """Whether a saved run gives the same again. `differs`: outputs that do not, by path.

    `inputs_kept`: whether the saved inputs have the saved hash. `package`: versions of legation,
    that of the run and this one.
    """

    same: bool
    inputs_kept: bool
    differs: tuple[str, ...]
    package: tuple[str, str]

    @property
    def reason(self) -> str:
        """What the replay shows, in words."""
        if not self.inputs_kept:
            return "the saved inputs are not those that were run: the file was changed"
        if self.same:
            return "every output is the same, bit for bit"
        then, now = self.package
        other = "" if then == now else f"; it was run by legation {then}, and this is {now}"
        return f"{len(self.differs)} outputs differ{other}"


def basis_counts(situation: Situation) -> dict[str, int]:
    """How many entries, nested ones and numbers too, are extracted, derived and judged."""
    counts = Counter(source.basis for _, source in sources(situation))
    return {basis: counts[basis] for basis in _BASES}


def run_situation(
    loaded: Loaded,
    issue: str | None = None,
    methods: Sequence[str] = (),
    settings: Settings | None = None,
    changes: Mapping[str, str] | None = None,
) -> Run:
    """Compute on one issue; `changes` says what was changed in memory before it was loaded.

    Raises:
        SituationError: the folder has problems, or blanks that a method needs.
        UsageError: no such issue or method, or numbers on which a method cannot work.
    """
    from legation import __version__

    settings = settings or Settings()
    situation = loaded.checked()
    picked = pick_issue(situation, issue)
    chosen = pick_methods(picked, methods)
    refuse_blanks(loaded, picked, chosen)
    return Run(
        situation=situation.name,
        issue=picked.id,
        methods=tuple(one.name for one in chosen),
        left_out=_left_out(picked, chosen),
        seed=settings.seed,
        draws=settings.draws,
        package=__version__,
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        inputs_sha256=situation.sha256,
        inputs=loaded.content,
        changes=dict(changes or {}),
        basis=basis_counts(situation),
        outputs=_outputs(situation, picked, chosen, settings),
    )


def _left_out(issue: Issue, chosen: Sequence[Method]) -> dict[str, str]:
    names = {one.name for one in chosen}
    left = {name: "not asked for" for name in METHODS if name not in names}
    if "winset" in left and not issue.vetoes:
        left["winset"] = "no veto player is named"
    if "challenge" in left:
        left["challenge"] = "a historical reference, run only when asked for by name"
    return left


def _outputs(
    situation: Situation, issue: Issue, methods: Sequence[Method], settings: Settings
) -> Outputs:
    computed: Outputs = {}
    for method in methods:
        computed |= method.compute(situation, issue, settings)
    # Through JSON and back, so that a run in memory equals the same run from its file.
    again: Outputs = json.loads(json.dumps(computed, allow_nan=False))
    return again


def save_run(run: Run, folder: Path | str) -> Path:
    """Write a run into the folder of its situation, under a name that is not taken; its path.

    Raises:
        UsageError: the folder cannot be written to.
    """
    text = json.dumps(run.json(), ensure_ascii=False, indent=1) + "\n"
    home = Path(folder) / RUNS
    stem = f"{run.created.replace(':', '').replace('-', '')}-{run.issue}-{run.outputs_sha256[:8]}"
    stem = "".join(one if one.isalnum() or one in "-_." else "_" for one in stem)
    try:
        home.mkdir(exist_ok=True)
        for number in range(1, 1000):
            path = home / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(text)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise UsageError(
            f"{home} cannot be written to: {error.strerror}; mend its rights"
        ) from error
    raise UsageError(f"{home} holds a thousand runs {stem}; move them elsewhere")


def read_run(path: Path | str) -> Run:
    """A saved run.

    Raises:
        UsageError: there is none, or the file is no run.
    """
    path = Path(path)
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no saved run: {error}; runs lie in {RUNS}/") from error
    fields: dict[str, Any] = dict(saved) if isinstance(saved, dict) else {}
    wrong = [name for name, kind in _TYPES.items() if not isinstance(fields.get(name), kind)]
    if wrong:
        raise UsageError(f"{path} is no saved run: {', '.join(wrong)} is missing or no such thing")
    kept = {name: fields[name] for name in _TYPES}
    return Run(**{**kept, "methods": tuple(map(str, fields["methods"]))})


def replay_run(run: Run) -> Replay:
    """Compute a saved run again from the inputs saved with it, and compare bit for bit.

    Raises:
        SituationError, UsageError: the saved inputs are no longer sound to this version.
    """
    from legation import __version__

    kept = sha256_of(run.inputs) == run.inputs_sha256
    loaded = load_content(run.inputs, f"{run.situation} as saved")
    settings = Settings(run.seed, run.draws)
    again = run_situation(loaded, run.issue, run.methods, settings)
    differs = tuple(_differs(run.outputs, again.outputs))
    return Replay(kept and not differs, kept, differs, (run.package, __version__))


def _differs(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    left, right = dict(flat(one)), dict(flat(other))
    for path in dict.fromkeys([*left, *right]):
        if path not in left or path not in right or sha256_of(left[path]) != sha256_of(right[path]):
            yield path


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value with its path; entries of lists of records go by what names them."""
    if isinstance(value, Mapping) and value:
        for key, one in value.items():
            yield from flat(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        met: Counter[str] = Counter()
        for number, one in enumerate(value):
            name = _named(one, number)
            met[name] += 1
            again = f"#{met[name]}" if met[name] > 1 else ""
            yield from flat(one, f"{path}.{name}{again}")
    else:
        yield path, value


def _named(record: Any, number: int) -> str:
    """What tells an entry of a list from the others: who or what it is about."""
    if isinstance(record, Mapping):
        keys = [key for key in ("option", "actor", "reversion", "input", "name") if key in record]
        named = [str(record[key]) for key in keys if isinstance(record[key], str)]
        if named:
            return "/".join(named)
    return str(number)
