"""What a reader must get right, one phenomenon a row, in Traditional, Simplified and English.

Each expected event is "TYPE actors>recipients status"; countries stand for their bodies, since the
sector depends on wording. A row passes if the events found are the events expected.
"""

from collections.abc import Callable, Iterator

import opencc
import pytest

from legation.model.reading import Reading
from legation.model.records import Event

ROWS: dict[str, tuple[str, str, list[str]]] = {
    "plain": (
        "日本制裁了俄羅斯。",
        "Japan sanctioned Russia.",
        ["SANCTION JPN>RUS actual"],
    ),
    "passive": (
        "三名記者週四被埃及警方逮捕。",
        "Three journalists were arrested by Egyptian police on Thursday.",
        ["COERCE EGY>EGY actual"],
    ),
    "target as subject": (
        "伊朗遭到以色列空襲。",
        "Iran was bombed by Israel.",
        ["ASSAULT ISR>IRN actual"],
    ),
    "receiver as subject": (
        "烏克蘭獲得波蘭提供的軍事援助。",
        "Ukraine received military aid from Poland.",
        ["AID POL>UKR actual"],
    ),
    "preposition before the verb": (
        "土耳其向希臘提出抗議。",
        "Turkey protested to Greece.",
        ["ACCUSE TUR>GRC actual"],
    ),
    "meeting": (
        "法國總統馬克宏與德國總理梅爾茨在柏林會晤。",
        "French President Emmanuel Macron met German Chancellor Friedrich Merz in Berlin.",
        ["CONSULT FRA>DEU actual"],
    ),
    "denied": (
        "南韓沒有向烏克蘭提供武器。",
        "South Korea has not provided weapons to Ukraine.",
        ["AID KOR>UKR denied"],
    ),
    "planned": (
        "德國將向烏克蘭提供防空飛彈。",
        "Germany will provide air-defence missiles to Ukraine.",
        ["AID DEU>UKR planned"],
    ),
    "conditional": (
        "如果伊朗封鎖海峽，美國可能攻擊伊朗。",
        "If Iran closes the strait, the United States may attack Iran.",
        ["ASSAULT USA>IRN conditional", "COERCE IRN>USA conditional"],
    ),
    "nothing to code: sport": (
        "巴西隊在決賽中擊敗了阿根廷隊，奪得冠軍。",
        "Brazil beat Argentina in the final and took the trophy.",
        [],
    ),
    "nothing to code: ties": (
        "智利與秘魯多年來保持密切關係。",
        "Chile and Peru have had close ties for years.",
        [],
    ),
}


def _cases() -> Iterator[tuple[str, str, str]]:
    simplify = opencc.OpenCC("tw2s").convert
    for name, (traditional, english, _) in ROWS.items():
        yield name, "Hant", traditional
        yield name, "Hans", simplify(traditional)
        yield name, "en", english


def _short(event: Event) -> str:
    sides = (event.actors, event.recipients)
    countries = [",".join(sorted({one[:3] for one in side})) for side in sides]
    return f"{event.type} {countries[0]}>{countries[1]} {event.status}"


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name, _, text in _cases()],
    ids=[f"{name}-{script}" for name, script, _ in _cases()],
)
def test_reader_reads(name: str, text: str, read_text: Callable[..., Reading]) -> None:
    events = read_text(text).events
    assert sorted({_short(event) for event in events}) == sorted(ROWS[name][2])
