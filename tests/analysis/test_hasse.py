from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from legation.analysis.comparisons import OTHERS, Scope
from legation.analysis.hasse import lay_out, to_dot, to_mermaid, to_svg
from legation.analysis.ordering import Order

ORDER = Order(
    Scope("RUS", "energy", "size"),
    (),
    (("HUN", "CHN"), ("HUN", "IND"), (OTHERS, "HUN")),
    {OTHERS: 0, "HUN": 1, "CHN": 2, "IND": 2},
    (),
)
EMPTY = Order(Scope(None, None, "size"), (), (), {}, ())
_SVG = "{http://www.w3.org/2000/svg}"


def test_hasse_puts_the_greater_on_the_higher_level() -> None:
    hasse = lay_out(ORDER)

    levels = {node.name: node.level for node in hasse.nodes}
    assert all(levels[lower] < levels[higher] for lower, higher in hasse.edges)
    assert hasse.height == 3
    places = [(node.level, node.x) for node in hasse.nodes]
    assert len(set(places)) == len(places)
    assert all(0 < node.x < 1 for node in hasse.nodes)


def test_svg_says_in_words_what_it_draws() -> None:
    root = ElementTree.fromstring(to_svg(lay_out(ORDER, {"CHN": "中國 <China>"})))

    described = root.find(f"{_SVG}desc")
    assert described is not None
    assert described.text is not None
    assert "HUN is below 中國 <China>" in described.text
    assert "CHN" not in described.text
    assert root.attrib["role"] == "img"
    marks = {element.attrib["id"] for element in root if "id" in element.attrib}
    assert marks == set(root.attrib["aria-labelledby"].split())
    assert len(root.findall(f".//{_SVG}line")) == 3
    assert {text.text for text in root.iter(f"{_SVG}text")} == {
        "every other",
        "HUN",
        "IND",
        "中國 <China>",
    }


def test_svg_lines_run_upwards_to_the_greater() -> None:
    for line in ElementTree.fromstring(to_svg(lay_out(ORDER))).iter(f"{_SVG}line"):
        assert int(line.attrib["y2"]) < int(line.attrib["y1"])


def test_mermaid_and_dot_hold_every_party_and_line() -> None:
    hasse = lay_out(ORDER, {"CHN": 'the "first"'})

    assert to_mermaid(hasse).count(" --- ") == 3
    assert "the #quot;first#quot;" in to_mermaid(hasse)
    assert to_dot(hasse).count(" -> ") == 3
    assert r"the \"first\"" in to_dot(hasse)


@pytest.mark.parametrize("write", [to_svg, to_mermaid, to_dot])
def test_empty_order_is_drawn_as_one(write: object) -> None:
    hasse = lay_out(EMPTY)

    assert hasse.description == "Nothing is compared."
    assert callable(write)
    assert write(hasse)
