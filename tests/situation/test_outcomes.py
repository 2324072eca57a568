from __future__ import annotations

from pathlib import Path

import pytest
from tests.situation.folders import MORE, load

from legation.situation.files import SituationError
from legation.situation.outcomes import Outcome, enter_outcome, read_outcomes

ISSUE = "{issue: release, option: half, date: 2026-03-02, source: decree 14, author: lin}"
SCENARIO = "{scenario: leaf, occurred: false, date: 2026-03-05, source: 聯合聲明, author: lin}"


def written(path: Path, *entries: str, name: str = "outcomes.yaml") -> tuple[Outcome, ...]:
    situation = load(path, more=MORE).checked()
    (path / "runs").mkdir(exist_ok=True)
    text = "outcomes:\n" + "".join(f"  - {entry}\n" for entry in entries)
    (path / "runs" / name).write_text(text, encoding="utf-8")
    return read_outcomes(path, situation)


def test_outcomes_are_read_by_date_with_their_place(tmp_path: Path) -> None:
    scenario, issue = written(tmp_path, ISSUE.replace("03-02", "03-09"), SCENARIO)
    assert (issue.about, issue.name, issue.option, issue.words) == (
        "issue",
        "release",
        "half",
        "half",
    )
    assert (scenario.occurred, scenario.words) == (False, "did not occur")
    assert scenario.source == "聯合聲明"
    assert (issue.file, issue.line, scenario.line) == ("runs/outcomes.yaml", 2, 3)


def test_json_does_too(tmp_path: Path) -> None:
    situation = load(tmp_path, more=MORE).checked()
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "outcomes.json").write_text(
        '{"outcomes": [{"issue": "release", "number": 6.5, "date": "2026-03-02",'
        ' "source": "法令", "author": "lin", "evidence": ["ab12"]}]}',
        encoding="utf-8",
    )
    (found,) = read_outcomes(tmp_path, situation)
    assert (found.number, found.words, found.evidence) == (6.5, "6.5", ("ab12",))


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_outcomes(tmp_path, load(tmp_path).checked()) == ()


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (ISSUE.replace("release", "relaese"), "'relaese' is no issue here; did you mean release?"),
        (ISSUE.replace("half", "hlaf"), "'hlaf' is no option here; did you mean half?; other"),
        (ISSUE.replace("option: half", "number: 12"), "12 is off the scale of release, 0 to 10"),
        (ISSUE.replace("option: half, ", ""), "release has no outcome; give an option or a number"),
        (ISSUE.replace("date: 2026-03-02, ", ""), "an outcome has no date"),
        (ISSUE.replace("2026-03-02", "2026-03"), "'2026-03' is no day"),
        (ISSUE.replace(", author: lin", ""), "an outcome has no author"),
        (ISSUE.replace("source: decree 14, ", ""), "an outcome has no source"),
        (ISSUE.replace("option", "opton"), "did you mean option?"),
        (ISSUE.replace("issue: release", "occurred: true"), "of one issue or of one scenario"),
        (ISSUE.replace("{", "{scenario: leaf, "), "of one issue or of one scenario"),
        (SCENARIO.replace("leaf", "leef"), "'leef' is no scenario here; did you mean leaf?"),
        (SCENARIO.replace("occurred: false, ", ""), "give only occurred: true or false"),
        (SCENARIO.replace("false", "maybe"), "occurred of an outcome is 'maybe'"),
    ],
)
def test_a_bad_outcome_is_named_with_file_line_and_remedy(
    tmp_path: Path, entry: str, says: str
) -> None:
    with pytest.raises(SituationError) as refused:
        written(tmp_path, SCENARIO.replace("leaf", "root"), entry)
    assert says in str(refused.value)
    assert "runs/outcomes.yaml:3: " in str(refused.value)


def test_two_outcomes_of_one_thing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SituationError, match=r"has its outcome in runs/outcomes.yaml:2 already"):
        written(tmp_path, ISSUE, ISSUE.replace("half", "most"))


def test_an_entered_outcome_is_added_to_the_file(tmp_path: Path) -> None:
    situation = load(tmp_path, more=MORE).checked()
    first = {"issue": "release", "option": "half", "date": "2026-03-02"}
    signed = {"source": "法令第十四號: 放一半", "author": "lin"}
    path = enter_outcome(tmp_path, situation, {**first, **signed, "evidence": ("ab", "cd")})
    second = {"scenario": "leaf", "occurred": True, "date": "2026-03-01", **signed}
    assert enter_outcome(tmp_path, situation, second) == path
    leaf, release = read_outcomes(tmp_path, situation)
    assert (leaf.occurred, release.option, release.evidence) == (True, "half", ("ab", "cd"))
    assert release.source == signed["source"]


def test_a_bad_outcome_is_not_entered(tmp_path: Path) -> None:
    situation = load(tmp_path).checked()
    with pytest.raises(SituationError, match="is no option here"):
        enter_outcome(
            tmp_path,
            situation,
            {"issue": "release", "option": "all", "date": "2026-03-02", "source": "s"},
        )
    assert not (tmp_path / "runs").exists()
