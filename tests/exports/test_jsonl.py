from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.dossier.readings import STORIES, Story, reading

from legation.dossier import Dossier
from legation.exports import FORMATS, export_jsonl

_COMMON = ["id", "document", "start", "end", "quote", "origin"]
_FIELDS = {
    "documents": "id document path sha256 title outlet url published languages characters origin",
    "sentences": "language kind paragraph",
    "mentions": "actors kind basis",
    "events": (
        "trigger type plover_type modes contexts actors recipients actor_mentions "
        "recipient_mentions date place status attribution attribution_countries quantities "
        "sentence quad_class intensity confidence"
    ),
    "claims": "cue speaker form kind content_start content_end about chain sentence "
    "answers_start answers_end",
    "ties": "from to channel undirected value unit bound period period_text attribution",
    "causes": (
        "effect_start effect_end cause_start cause_end layer motive_actor attributed_to negated"
    ),
    "scenarios": (
        "condition_start condition_end outcome_start outcome_end likelihood band attributed_to "
        "realised"
    ),
}


def _export(tmp_path: Path, story: Story) -> dict[str, list[dict[str, object]]]:
    with Dossier.open(tmp_path / "news", write=True) as dossier:
        dossier.add([reading(story=story)])
        export_jsonl(dossier, tmp_path / "out")
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (tmp_path / "out").iterdir()
    }


@pytest.mark.parametrize("story", STORIES)
def test_fields_are_those_of_the_contract(tmp_path: Path, story: Story) -> None:
    found = _export(tmp_path, story)
    assert set(found) == set(_FIELDS)
    for table, fields in _FIELDS.items():
        names = fields.split() if table == "documents" else [*_COMMON, *fields.split()]
        assert list(found[table][0]) == names


def test_values_are_plain_json(tmp_path: Path) -> None:
    story = STORIES[0]
    arrest, aid = _export(tmp_path, story)["events"]
    assert arrest["quote"] == arrest["trigger"] == story.arrest
    assert arrest["sentence"] == [0, len(story.text)]
    assert (arrest["date"], aid["date"]) == ("2025-12", None)
    start = story.text.index(story.euros)
    assert aid["quantities"] == [
        {
            "value": 3e7,
            "unit": "EUR",
            "bound": "about",
            "text": story.euros,
            "start": start,
            "end": start + len(story.euros),
        }
    ]


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    _export(tmp_path, STORIES[0])
    written = (tmp_path / "out" / "sentences.jsonl").read_bytes()
    assert STORIES[0].text.encode() in written
    assert written.endswith(b"}\n")


def test_the_list_of_formats() -> None:
    assert [entry.name for entry in FORMATS] == ["jsonl"]
