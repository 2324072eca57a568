from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from legation.encoder import Encoder, Thresholds, load_encoder
from legation.encoder.encoder import BEFORE, DATA, WINDOW, pairs, verify, windows
from legation.encoder.pieces import Cutter
from legation.encoder.propose import Calibration
from legation.errors import CheckError
from legation.model.codes import EVENT_TYPES
from legation.model.span import Span

SHIPPED = (DATA / "encoder.onnx").exists()
CUTTER = Cutter(
    ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "制裁", "对", "美国"],
    [0.0, 0.0, 0.0, 0.0, -1.0, -3.0, -3.0, -3.0],
    {},
)


class Session:
    """Marks every piece 制裁 as the beginning of a SANCTION."""

    def run(self, _: object, given: dict[str, Any]) -> list[Any]:
        ids = given["ids"]
        out = np.zeros((*ids.shape, 3 + len(EVENT_TYPES)), np.float32)
        out[..., 0] = 5
        out[ids == 5, 1] = 15
        out[ids == 5, 3 + EVENT_TYPES.index("SANCTION")] = 9
        return [out]


def test_propose_gives_offsets_of_the_sentence_alone() -> None:
    encoder = Encoder(Session(), CUTTER, Calibration())
    found = encoder.propose([("美国制裁", "对美国制裁"), ("", "美国")])
    assert [[(p.start, p.end, p.type) for p in row] for row in found] == [
        [(3, 5, "SANCTION")],
        [],
    ]


def test_propose_reads_traditional_as_simplified() -> None:
    encoder = Encoder(Session(), CUTTER, Calibration())
    assert [(p.start, p.end) for p in encoder.propose([("", "對美國制裁")])[0]] == [(3, 5)]


def test_thresholds_are_those_of_the_language() -> None:
    own = Thresholds(keep=0.1, retype=0.9, add=0.5)
    encoder = Encoder(Session(), CUTTER, Calibration(), {"zh": own})
    assert encoder.thresholds("zh-Hant-TW") == own
    assert encoder.thresholds("en") == Thresholds()


def test_propose_nothing() -> None:
    encoder = Encoder(Session(), CUTTER, Calibration())
    assert encoder.propose([]) == []
    assert encoder.propose([("", "")]) == [[]]


def test_long_sentence_is_read_in_windows() -> None:
    encoder = Encoder(Session(), CUTTER, Calibration())
    text = "对" * (WINDOW + 10) + "制裁"
    assert [(p.start, p.end) for p in encoder.propose([("", text)])[0]] == [
        (len(text) - 2, len(text))
    ]


def test_pairs_give_each_sentence_the_one_before() -> None:
    text = "甲國抗議。 乙國道歉。"
    assert pairs(text, [Span(0, 5), Span(6, 11)]) == [
        ("", "甲國抗議。"),
        ("甲國抗議。", "乙國道歉。"),
    ]
    assert pairs(text, []) == []


def test_windows_cover_every_piece_once() -> None:
    found = windows(range(500), range(2 * WINDOW + 7))
    assert [window.count for window in found] == [WINDOW, WINDOW, 7]
    assert all(len(window.ids) <= WINDOW + BEFORE + 3 for window in found)


def test_load_without_a_model_is_none(tmp_path: Path) -> None:
    assert load_encoder(tmp_path) is None


def test_load_of_a_damaged_model_tells_the_file(tmp_path: Path) -> None:
    for name in ("encoder.onnx", "pieces.json"):
        (tmp_path / name).write_bytes(b"x")
    right = hashlib.sha256(b"x").hexdigest()
    stored = {"labels": EVENT_TYPES, "sha256": {"pieces.json": right, "encoder.onnx": "0" * 64}}
    (tmp_path / "manifest.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(CheckError, match=r"encoder\.onnx.*reinstall"):
        load_encoder(tmp_path)


def test_load_of_other_labels_tells_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"x")
    (tmp_path / "manifest.json").write_text(
        json.dumps({"labels": ["YIELD"], "sha256": {}}), encoding="utf-8"
    )
    with pytest.raises(CheckError, match="train"):
        load_encoder(tmp_path)


@pytest.mark.skipif(not SHIPPED, reason="the model file is not part of this checkout")
def test_shipped_files_are_those_of_the_manifest() -> None:
    assert all(good for _, good, _ in verify())


@pytest.mark.skipif(not SHIPPED, reason="the model file is not part of this checkout")
@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("歐盟宣布制裁兩家白俄羅斯銀行。", "制裁", "SANCTION"),
        ("欧盟宣布制裁两家白俄罗斯银行。", "制裁", "SANCTION"),
        ("The European Union sanctioned two Belarusian banks.", "sanctioned", "SANCTION"),
        ("法軍空襲了北部的叛軍營地。", "空襲", "ASSAULT"),
        ("法军空袭了北部的叛军营地。", "空袭", "ASSAULT"),
        ("French jets bombed a rebel camp in the north.", "bombed", "ASSAULT"),
    ],
)
def test_shipped_model_finds_plain_triggers(text: str, trigger: str, kind: str) -> None:
    encoder = load_encoder()
    assert encoder is not None
    at = text.index(trigger)
    found = [
        p for p in encoder.propose([("", text)])[0] if p.start < at + len(trigger) and at < p.end
    ]
    assert [p.type for p in found] == [kind]


@pytest.mark.skipif(not SHIPPED, reason="the model file is not part of this checkout")
def test_shipped_model_gives_the_same_in_any_company() -> None:
    encoder = load_encoder()
    assert encoder is not None
    one = ("", "Lisbon recalled its envoy.")
    others = [("", "葡萄牙召回大使，並要求對方在三天之內就此事提出書面說明。"), one]
    assert encoder.propose([one])[0] == encoder.propose(others)[1]
