from __future__ import annotations

from pathlib import Path

import pytest
from tests.situation.crisis import Crisis, crisis_of, ids

from legation.model.document import Language
from legation.situation.ledger_draft import LedgerDraft, draft_ledger

LANGUAGES: tuple[Language, ...] = ("zh-Hant-TW", "zh-Hans", "en")
# text and its party (or parties) per language, then actor, arena, sign, horizon and size
Case = tuple[tuple[str, str, str], tuple[str, str, str], tuple[str, str, str | None, bool]]
CASES: dict[str, Case] = {
    "subject loses": (
        (
            "加蓬的聲譽嚴重受損。",
            "加蓬的声誉严重受损。",
            "Gabon suffered a heavy blow to its prestige.",
        ),
        ("加蓬", "加蓬", "Gabon"),
        ("reputation", "loss", None, True),
    ),
    "subject gains, in the long run": (
        (
            "長遠來看，加蓬的出口將從停戰中獲利。",
            "长远来看，加蓬的出口将从停战中获利。",
            "Gabon stands to gain from the truce in trade in the long run.",
        ),
        ("加蓬", "加蓬", "Gabon"),
        ("economy", "gain", "long", False),
    ),
    "blow to": (
        (
            "停產對加蓬的經濟造成沉重打擊。",
            "停产对加蓬的经济造成沉重打击。",
            "The halt was a blow to Gabon and its economy.",
        ),
        ("加蓬", "加蓬", "Gabon"),
        ("economy", "loss", None, False),
    ),
    "brings gains": (
        (
            "停戰給加蓬帶來外交紅利。",
            "停战给加蓬带来外交红利。",
            "The truce was a win for Gabon in diplomacy.",
        ),
        ("加蓬", "加蓬", "Gabon"),
        ("diplomacy", "gain", None, False),
    ),
    "weakens": (
        (
            "停戰削弱了加蓬在世界上的影響力。",
            "停战削弱了加蓬在世界上的影响力。",
            "The truce weakened Gabon's influence in the world.",
        ),
        ("加蓬", "加蓬", "Gabon"),
        ("influence, world", "loss", None, False),
    ),
    "risk": (
        (
            "加蓬不會冒再受制裁的風險。",
            "加蓬不会冒再受制裁的风险。",
            "Gabon will not risk further sanctions.",
        ),
        ("加蓬", "加蓬", "Gabon"),
        ("economy", "loss", None, False),
    ),
}


def drafted(folder: Path, text: str, language: Language, *parties: tuple[str, str]) -> LedgerDraft:
    told = Crisis("told", text, language, "The Ledger", "2026-01-06")
    for words, actor in parties:
        told.mention(words, actor)
    with crisis_of(folder, told) as dossier:
        return draft_ledger(dossier)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("number", range(3), ids=LANGUAGES)
def test_gain_or_loss_is_read_with_its_arena(name: str, number: int, tmp_path: Path) -> None:
    texts, parties, (arena, sign, horizon, sized) = CASES[name]
    found = drafted(tmp_path, texts[number], LANGUAGES[number], (parties[number], "GAB.GOV"))

    (entry,) = found.entries
    assert (entry.actor, entry.arena, entry.sign) == ("GAB", arena, sign)
    assert (entry.horizon, entry.asserter) == (horizon, "The Ledger")
    assert entry.source.basis == "extracted"
    assert entry.source.as_of == "2026-01-06"
    assert entry.size is not None or not sized
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("text", "language", "party"),
    [
        ("加蓬的聲譽並未受損。", "zh-Hant-TW", "加蓬"),
        ("加蓬的声誉并未受损。", "zh-Hans", "加蓬"),
        ("Gabon never suffered a blow to its prestige.", "en", "Gabon"),
    ],
)
def test_denied_loss_is_no_entry_and_no_gain(
    text: str, language: Language, party: str, tmp_path: Path
) -> None:
    found = drafted(tmp_path, text, language, (party, "GAB"))

    assert found.entries == ()
    (row,) = found.table()
    assert row["reason"].startswith("denied: ")
    assert row["evidence"]


@pytest.mark.parametrize(
    ("text", "language", "party", "reason"),
    [
        ("加蓬因此得利。", "zh-Hant-TW", "加蓬", "names no arena"),
        ("作為「加蓬」盟友的聲譽受損。", "zh-Hant-TW", "加蓬", "does not say who"),
        ("The economy suffered a blow.", "en", None, "does not say who"),
    ],
)
def test_what_gives_no_entry_is_said(
    text: str, language: Language, party: str | None, reason: str, tmp_path: Path
) -> None:
    found = drafted(tmp_path, text, language, *([(party, "GAB")] if party else []))

    assert found.entries == ()
    assert reason in found.left_out[0].reason


def test_hedged_gain_keeps_its_doubt_and_its_asserter(tmp_path: Path) -> None:
    text = "法國說，停戰可能給加蓬帶來外交紅利。"
    told = Crisis("told", text, "zh-Hant-TW", published="2026-01")
    told.mention("加蓬", "GAB").mention("法國", "FRA")
    told.claim("說", "FRA.GOV", "停戰可能給加蓬帶來外交紅利")
    with crisis_of(tmp_path, told) as dossier:
        (entry,) = draft_ledger(dossier).entries
        records = {*ids(dossier, "claims").values(), *ids(dossier, "sentences").values()}

    assert entry.asserter == "FRA.GOV"
    assert entry.source.note == "told as: 可能"
    assert set(entry.source.evidence) <= records
    assert entry.source.as_of is None


def test_country_that_the_clause_is_set_in_is_an_arena(tmp_path: Path) -> None:
    found = drafted(tmp_path, "加蓬在法國失分。", "zh-Hant-TW", ("加蓬", "GAB"), ("法國", "FRA"))

    assert [(one.actor, one.arena) for one in found.entries] == [("GAB", "FRA")]
