"""Lines and what their job is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.documents import document_from_text
from legation.documents.outline import outline
from legation.errors import InputError

HANT = """某國宣布召回大使

記者王小美／台北報導

（中央社記者王小美台北3日電）某國外交部今天宣布召回駐鄰國大使，抗議鄰國扣押漁船。

▲某國外長步出會場。（路透社）

鄰國怎麼回應？

鄰國總統府稍後回應說，漁船闖入了禁航區，並呼籲雙方冷靜。發言人強調：

我們不會先動手

兩國代表下週將會談，討論釋放船員一事。（編輯：張大同）1150103

延伸閱讀：
漁船爭議的來龍去脈
"""
HANS = """某国宣布召回大使 抗议扣押渔船

2026-01-03 10:20 来源：新华社

新华社日内瓦1月3日电（记者李四）某国外交部3日宣布召回大使，抗议邻国扣押渔船。

资料图：某国外交部大楼。

谈判前景

“我们不会退让。”这位发言人说。双方代表下周将会谈。（完）

责任编辑：赵六
"""
ENGLISH = """Envoy recalled over trawler

By Jane Doe and John Roe

January 3, 2026

GENEVA (AP) — The ministry recalled its envoy after a neighbour seized a trawler.

A trawler lies at anchor off the coast, Jan. 2, 2026. (AP Photo/Jane Doe)

Talks ahead

The two sides will meet next week. "We will not give way," the spokesman said.

ADVERTISEMENT

Reporting by Jane Doe; Editing by John Roe
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.span.cut(text)) for piece in outline(text).pieces]


def test_outline_of_a_traditional_article() -> None:
    found = kinds(HANT)
    assert found[0] == ("title", "某國宣布召回大使")
    assert found[1][0] == "credit"
    assert found[2] == ("header", "（中央社記者王小美台北3日電）")
    assert found[4] == ("caption", "▲某國外長步出會場。（路透社）")
    assert found[5] == ("heading", "鄰國怎麼回應？")
    assert found[7] == ("body", "我們不會先動手")
    assert found[9] == ("credit", "（編輯：張大同）1150103")
    assert [kind for kind, _ in found[10:]] == ["noise", "noise"]


def test_outline_of_a_simplified_article() -> None:
    assert [kind for kind, _ in kinds(HANS)] == [
        "title",
        "header",
        "header",
        "body",
        "caption",
        "heading",
        "body",
        "credit",
        "credit",
    ]


def test_outline_of_an_english_article() -> None:
    assert [kind for kind, _ in kinds(ENGLISH)] == [
        "title",
        "credit",
        "header",
        "header",
        "body",
        "caption",
        "heading",
        "body",
        "noise",
        "credit",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (" date 2026-01-12 某國外長辭職。", ["header", "body"]),
        ("- 4 date 2026-01-12 某国外长辞职。", ["noise", "header", "body"]),
        (" date 2026-01-12 [Jane Doe/Getty Images]", ["header", "credit"]),
        ("date 2026-01-12 (Getty Images) The minister resigned.", ["header", "credit", "body"]),
        ("date 2026-13-45 某國外長辭職。", ["body"]),
        ("- 3", ["noise"]),
        ("***", ["noise"]),
        ("*編輯部補充報導", ["credit"]),
        ("* 某國外長昨天辭職，總統已經批准。", ["noise", "body"]),
        ("> 某國外長昨天辭職，總統已經批准。", ["noise", "body"]),
    ],
)
def test_outline_cuts_a_line_into_parts(line: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(line)] == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("總統在機場迎接來賓 [Getty Images]", "caption"),
        ("2026年1月2日，首都街頭，圖為示威者舉起標語。", "caption"),
        ("总统在机场迎接来宾。（新华社）", "caption"),
        ("資料照：總統在機場迎接來賓。", "caption"),
        ("FILE PHOTO: The president greets guests at the airport.", "caption"),
        ("The president greets guests at the airport. REUTERS/Jane Doe", "caption"),
        ("他企圖為自己辯護，但法院不予採信。", "body"),
        ("這份報告（共三百頁）於昨天公布，指出多項缺失（見附件）。", "body"),
        ("發言人隨後補充說：", "body"),
        ("總理赴港口視察 重申不會讓步：", "heading"),
        ("下一步是甚麼？", "heading"),
        ("那麼，這個國家的下一步會是甚麼？", "body"),
        ("Advertisement", "noise"),
        ("記者：發言人對此怎麼看？", "body"),
        ("What comes next?", "heading"),
    ],
)
def test_outline_of_a_line_within_body(line: str, kind: str) -> None:
    body = "外交部對此表示遺憾，並呼籲雙方保持克制，儘快恢復談判。"
    text = f"{body}\n\n{line}\n\n{body}\n\n{body}"
    assert kinds(text)[1] == (kind, line)


def test_outline_takes_a_signature_off_the_last_paragraph() -> None:
    text = "外交部對此表示遺憾。\n\n總統呼籲雙方克制，並儘快恢復談判。（路透社）"
    assert kinds(text)[-2:] == [
        ("body", "總統呼籲雙方克制，並儘快恢復談判。"),
        ("credit", "（路透社）"),
    ]


def test_outline_leaves_a_list_of_short_lines_in_the_body() -> None:
    body = "外交部列出以下幾點。"
    lines = ["釋放船員", "歸還漁船", "公開道歉", "賠償損失"]
    found = kinds("\n".join([body, *lines, body]))
    assert [kind for kind, _ in found] == ["body"] * 6


def test_outline_joins_wrapped_lines() -> None:
    one = "The ministry said on Monday that the talks, which had been\n"
    text = (one * 3 + "broken off, would go on.\n\n") * 3
    assert [piece.paragraph for piece in outline(text).pieces] == [1, 2, 3]


def test_outline_keeps_a_date_after_list_marks_for_the_next_item() -> None:
    text = "外交部對此表示遺憾。\n- 1\n- 2\n- 3 date 2026-01-12 The minister resigned.\n"
    found = outline(text)
    assert [piece.kind for piece in found.pieces][-3:] == ["noise", "header", "body"]
    assert found.header_date is None


LINES = st.one_of(
    st.sampled_from([*HANT.split("\n"), *HANS.split("\n"), *ENGLISH.split("\n"), "- 1", "# a"]),
    st.text(alphabet="ab 。，：（）[]#*->中電date2026-01\t\u3000\u200b\x85\u2028圖為", max_size=40),
    st.text(max_size=20),
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_blocks_hold_every_character_in_order(lines: list[str], newline: str) -> None:
    try:
        document = document_from_text(newline.join(lines), id="x")
    except InputError:
        return
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end
        assert not document.text[at : block.span.start].strip()
        part = block.span.cut(document.text)
        assert part == part.strip()
        at = block.span.end
    assert not document.text[at:].strip()
    paragraphs = [block.paragraph for block in document.blocks]
    assert paragraphs == sorted(paragraphs)
