from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.deeds import Act, Flow, Line, Saying, article, make

from legation.analysis.support import Act as Told
from legation.analysis.support import Support, support
from legation.dossier import Dossier
from legation.errors import UsageError

SALE = Line("2009年法國向馬利出售直升機。", (Act("出售", "COOPERATE", ("FRA",), ("MLI",), "2009"),))
LOAN = Line("法国贷款给马里。", flows=(Flow("贷款", "lending", "FRA", "MLI", "2011"),))
TROOPS = Line(
    "France sent troops to Mali in 2013.",
    (Act("sent troops", "MOBILIZE", ("FRA.MIL",), ("MLI",), "2013"),),
    flows=(Flow("troops", "troops", "FRA", "MLI", "2013"),),
)
PRAISE = Line("2024年法國聲援馬利。", (Act("聲援", "SUPPORT", ("FRA",), ("MLI",), "2024"),))
SPOKE = Line("France said it stands by Mali.", sayings=(Saying("said", "FRA.GOV"),))


def of(tmp_path: Path, *lines: Line, published: str | None = "2024-05-01") -> Support:
    path = make(tmp_path / "d", article("a", *lines, published=published))
    with Dossier.open(path) as dossier:
        return support(dossier, "FRA", "MLI")


def kinds(found: Support) -> list[str]:
    return [act.kind for act in found.acts]


def test_support_shows_deeds_turning_into_words(tmp_path: Path) -> None:
    found = of(tmp_path, SALE, LOAN, TROOPS, PRAISE, SPOKE)
    years = {row["year"]: row for row in found.years()}
    assert [years[year]["deeds"] for year in ("2009", "2011", "2013", "2024")] == [1, 1, 1, 0]
    assert (years["2024"]["words"], years["2024"]["statements"]) == (1, 1)
    assert years["2024"]["share"] == 0.0
    assert found.last_deed is not None
    assert found.last_deed.date == "2013"
    assert [act.type for act in found.after(found.last_deed, "word")] == ["SUPPORT"]
    assert found.turn.startswith("last deed 2013")
    assert "1 words, 1 statements" in found.turn
    assert found.share.value == 0.75


def test_support_keeps_each_act_with_its_sentence(tmp_path: Path) -> None:
    found = of(tmp_path, SALE)
    (row,) = found.table().rows()
    assert row["sentence"] == SALE.text
    assert row["evidence"] == [row["id"]]
    assert row["reason"] == "COOPERATE is material cooperation"


def test_support_counts_a_tie_in_the_sentence_of_a_deed_once(tmp_path: Path) -> None:
    found = of(tmp_path, TROOPS)
    assert kinds(found) == ["deed", "restated"]
    assert found.standing_ties == 1


def test_support_takes_forces_for_a_deed_only_where_the_giver_supplies(tmp_path: Path) -> None:
    against = Line("法國派兵到馬利。", (Act("派兵", "MOBILIZE", ("FRA",), ("MLI",), "2013"),))
    found = of(tmp_path, against)
    assert kinds(found) == ["move"]
    assert found.last_deed is None
    assert found.turn == "no deed whose end is dated"


def test_support_takes_what_goes_on_for_standing(tmp_path: Path) -> None:
    going = Line(
        "法国一直援助马里。", (Act("援助", "AID", ("FRA",), ("MLI",), "2024-05", "ongoing"),)
    )
    undated = Line("法国贷款给马里。", flows=(Flow("贷款", "lending", "FRA", "MLI"),))
    assert kinds(of(tmp_path, going, undated)) == ["standing", "standing"]


def test_support_does_not_take_what_is_asked_for_as_done(tmp_path: Path) -> None:
    asked = Line(
        "馬利請求法國提供雷達。",
        (
            Act("請求", "REQUEST", ("MLI",), ("FRA",), "2024-01"),
            Act("提供", "AID", ("FRA",), ("MLI",), "2024-01"),
        ),
    )
    found = of(tmp_path, asked)
    assert kinds(found) == ["asked"]
    assert found.share.value is None


def test_support_counts_denials_apart(tmp_path: Path) -> None:
    none = Line(
        "France gave Mali no aid.", (Act("gave", "AID", ("FRA",), ("MLI",), "2024", "denied"),)
    )
    found = of(tmp_path, none)
    assert kinds(found) == ["denial"]
    assert found.years().rows()[0]["denials"] == 1


def test_support_tells_apart_what_only_others_report(tmp_path: Path) -> None:
    rumour = Line(
        "Media say France armed Mali in 2025.",
        (Act("armed", "AID", ("FRA",), ("MLI",), "2025", "actual", ("media",)),),
    )
    found = of(tmp_path, SALE, rumour)
    assert found.last_deed is not None
    assert found.last_own is not None
    assert (found.last_deed.date, found.last_own.date) == ("2025", "2009")
    assert "1 deeds reported by others" in found.turn
    with_others = {row["year"]: row["deeds_by_others"] for row in found.years()}
    assert with_others == {"2009": 0, "2025": 1}


@pytest.mark.parametrize(
    ("date", "year"), [("2009-03", "2009"), ("2005/2012", "coarser"), (None, "undated")]
)
def test_support_puts_no_act_into_a_year_by_guess(
    tmp_path: Path, date: str | None, year: str
) -> None:
    line = Line("法国援助马里。", (Act("援助", "AID", ("FRA",), ("MLI",), date),))
    found = of(tmp_path, line)
    assert [row["year"] for row in found.years()] == [year]


def test_support_leaves_silence_and_trade_out(tmp_path: Path) -> None:
    silent = Line("法國未評論馬利。", sayings=(Saying("未評論", "FRA.GOV", "no_comment"),))
    trade = Line("Mali sells France gold.", flows=(Flow("sells", "trade", "FRA", "MLI", "2020"),))
    found = of(tmp_path, silent, trade)
    assert found.acts == ()
    assert found.standing_ties == 1


def test_support_takes_a_joint_act_as_one_of_both(tmp_path: Path) -> None:
    joint = Line(
        "法國與馬利聯合演習。", (Act("聯合演習", "COOPERATE", ("FRA", "MLI"), (), "2010"),)
    )
    assert kinds(of(tmp_path, joint)) == ["deed"]


def test_support_of_an_unknown_actor_suggests_one(tmp_path: Path) -> None:
    path = make(tmp_path / "d", article("a", SALE))
    with Dossier.open(path) as dossier, pytest.raises(UsageError, match="馬利共"):
        support(dossier, "FRA", "馬利共")


def test_act_without_a_date_has_no_year() -> None:
    act = Told("deed", "", "events", "1", "a", 0, "AID", None, None, None, (), "1", "", None)
    assert act.year == "undated"
    assert act.own
