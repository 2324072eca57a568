from __future__ import annotations

from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of, ids

from legation.situation.scenario_draft import draft_scenarios
from legation.situation.scenario_tree import build_forest

HANT = Crisis("hant", "專家說，若停火破裂，加蓬很可能求援，也或許退兵。", "zh-Hant-TW")
HANS = Crisis("hans", "专家说，若停火破裂，加蓬很可能求援，也或许退兵。", "zh-Hans")
ENGLISH = Crisis("en", "If the truce fails, Gabon will likely ask for help or perhaps withdraw.")
TEXTS = (
    (HANT, "若停火破裂", (("很可能", "求援"), ("或許", "退兵"))),
    (HANS, "若停火破裂", (("很可能", "求援"), ("或许", "退兵"))),
    (ENGLISH, "the truce fails", (("likely", "ask for help"), ("perhaps", "withdraw"))),
)
for text, condition, branches in TEXTS:
    for word, outcome in branches:
        text.scenario(word, outcome, condition, ("experts",), "tree-1")


@pytest.mark.parametrize(("text", "condition", "branches"), TEXTS, ids=["hant", "hans", "en"])
def test_branches_of_one_tree_get_a_root_with_their_condition(
    tmp_path: Path, text: Crisis, condition: str, branches: tuple[tuple[str, str], ...]
) -> None:
    with crisis_of(tmp_path, text) as dossier:
        drafted = draft_scenarios(dossier)
        records = ids(dossier, "scenarios")

    root, *rest = drafted
    assert list(root.outcome.values()) == [condition]
    assert root.source.evidence == tuple(records[word] for word, _ in branches)
    assert not root.exclusive
    assert [one.parent for one in rest] == [root.id, root.id]
    assert [(one.likelihood, *one.outcome.values()) for one in rest] == list(branches)
    for one in drafted:
        assert one.source.basis == "extracted"
        assert one.source.author is None
        assert (one.consequences, one.indicators) == ((), ())
    assert [one.band for one in (b.likelihood for b in build_forest(drafted).branches) if one] == [
        "55-80",
        None,
    ]


def test_script_is_kept_and_documents_can_be_asked_for_alone(tmp_path: Path) -> None:
    with crisis_of(tmp_path, HANT, HANS, ENGLISH) as dossier:
        alone = draft_scenarios(dossier, "hans")
        everything = draft_scenarios(dossier)

    assert {language for one in alone for language in one.outcome} == {"zh-Hans"}
    assert {language for one in everything for language in one.outcome} == {
        "zh-Hant",
        "zh-Hans",
        "en",
    }
    assert len(everything) == 9


def test_asserter_is_the_root_of_the_chain_or_the_outlet(tmp_path: Path) -> None:
    told = Crisis("told", "Gabon may leave. France could follow.", outlet="The Ledger")
    told.scenario("may", "leave", by=("O:afp", "GAB.GOV")).scenario("could", "follow")
    with crisis_of(tmp_path, told) as dossier:
        drafted = draft_scenarios(dossier)

    assert [(one.asserter, one.parent) for one in drafted] == [
        ("GAB.GOV", None),
        ("The Ledger", None),
    ]


def test_reprint_gives_each_scenario_once(tmp_path: Path) -> None:
    told = [Crisis(name, "Gabon may leave.").scenario("may", "leave") for name in ("a", "b")]
    with crisis_of(tmp_path, *told) as dossier:
        assert len(draft_scenarios(dossier)) == len(ids(dossier, "scenarios"))
