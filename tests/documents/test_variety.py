"""Language, script, wording and side."""

from __future__ import annotations

import pytest

from legation.documents import document_from_text
from legation.documents.tables import cues, outlets, wordings
from legation.documents.variety import (
    is_chinese,
    outlet_region,
    region_named,
    script_of,
    wording_region,
)


@pytest.mark.parametrize(
    ("text", "script"),
    [("國會討論關稅", "Hant"), ("国会讨论关税", "Hans"), ("Parliament", None), ("台北", None)],
)
def test_script_of(text: str, script: str | None) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("川普說，飛彈已部署到義大利。", "TW"),
        ("特朗普說，導彈已部署到意大利。", "HK"),
        ("特朗普说，导弹已部署到意大利。", "CN"),
        ("川普说，飞弹已部署到义大利。", "TW"),
        ("特朗普（又譯川普）說，導彈（飛彈）已部署。", "HK"),
        ("總統說，談判破裂。", None),
        ("川普和普京討論導彈與飛彈。", None),
    ],
)
def test_wording_region_is_apart_from_script(text: str, region: str | None) -> None:
    assert wording_region(text, script_of(text) or "Hant") == region


@pytest.mark.parametrize(
    ("text", "tag", "region"),
    [
        ("川普說，飛彈已部署到義大利。", "zh-Hant-TW", "TW"),
        ("特朗普說，導彈已部署到意大利。", "zh-Hant-HK", "HK"),
        ("總統說，談判破裂，雙方互相指責。", "zh-Hant", None),
        ("川普说，飞弹已部署到义大利。", "zh-Hans", "TW"),
        ("The president said that the talks had failed.", "en", None),
    ],
)
def test_document_has_language_and_region(text: str, tag: str, region: str | None) -> None:
    document = document_from_text(text, id="x")
    assert document.languages == (tag,)
    assert document.region == region


def test_document_may_be_half_chinese_half_english() -> None:
    text = "總統說，談判破裂，雙方互相指責。\n\nThe president said that talks failed.\n\n- 1\n"
    tags = [block.language for block in document_from_text(text, id="x").blocks]
    assert tags == ["zh-Hant", "en", "en"]


def test_outlet_goes_before_wording() -> None:
    text = "川普說，飛彈已部署到義大利。"
    assert document_from_text(text, id="x", outlet="明報").region == "HK"
    assert document_from_text(text, id="x", outlet="BBC中文").region is None
    assert document_from_text(text, id="x", url="https://a.example.cn/b").region == "CN"
    assert document_from_text(text, id="x", region="Hong Kong").region == "HK"


@pytest.mark.parametrize(
    ("name", "url", "region", "known"),
    [
        ("中央通讯社", None, "TW", True),
        (None, "https://www.hk01.com/article/1", "HK", True),
        ("Global Times", None, "CN", True),
        ("Reuters", None, None, True),
        ("An Unknown Paper", None, None, False),
        (None, "http://[broken", None, False),
    ],
)
def test_outlet_region(name: str | None, url: str | None, region: str | None, known: bool) -> None:
    assert outlet_region(name, url) == (region, known)


@pytest.mark.parametrize(
    ("name", "region"),
    [("zh-TW", "TW"), ("zh-Hant-HK", "HK"), ("China", "CN"), ("香港", "HK"), ("fr", None)],
)
def test_region_named(name: str, region: str | None) -> None:
    assert region_named(name) == region


def test_is_chinese_allows_for_foreign_names() -> None:
    assert is_chinese("外長 Jonathan Doe-Smith 辭職後離開首都")
    assert not is_chinese("The Taiwan Affairs Office (國台辦) said so on Monday.")
    assert not is_chinese("- 1")


def test_tables_are_well_formed() -> None:
    names = [outlet.name for outlet in outlets()]
    assert len(names) == len(set(names))
    assert all(wording.regions for wording in wordings())
    assert {"TW", "HK", "CN"} == set().union(*(wording.regions for wording in wordings()))
    assert cues("caption", "clause")
    assert cues("noise", "line")
