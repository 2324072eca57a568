"""What is listed, and how much of it is right: the reader and the sample corpus are needed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.analysis.told import Told, dossier_of

from legation import read
from legation.analysis.contradictions import contradictions, find_pairs, merged
from legation.analysis.pairs import KINDS
from legation.dossier import Dossier
from legation.errors import UsageError

CORPUS = Path(__file__).parents[2] / "corpus"
FLOOR = 0.9
"""Precision on the sample corpus, pairs that nobody judged counted as wrong."""


def _texts() -> tuple[Told, Told]:
    yes = Told("yes", "France escorted ships in May. Peru accused Chile of lying.", "en", "Alpha")
    yes.event("escorted", "AID", ("FRA.MIL", "LBY.GOV"), "2025-05")
    yes.claim("accused", "PER.GOV", "Chile of lying", ("CHL",))
    no = Told("no", "France has not given any help. It is denied in Santiago.", "en", "Beta")
    no.event("given", "AID", ("FRA.GOV", "LBY"), "2025-05", "denied")
    return yes, no


def test_every_pair_opens_to_its_sentences(tmp_path: Path) -> None:
    with dossier_of(tmp_path, _texts()) as dossier:
        (row,) = contradictions(dossier).rows()
        shown = {dossier.evidence(name).text for name in row["evidence"]}
    assert shown == {row["one_sentence"], row["other_sentence"]}
    assert (row["kind"], row["one_source"], row["other_source"]) == ("done or not", "Beta", "Alpha")
    assert (row["one_who"], row["other_whom"]) == (["FRA.GOV"], ["LBY.GOV"])
    assert 0 < row["score"] <= 1


@pytest.mark.parametrize(("actor", "found"), [("FRA", 1), ("LBY.GOV", 1), ("PER", 0)])
def test_actor_takes_in_the_bodies_of_a_country(actor: str, found: int, tmp_path: Path) -> None:
    with dossier_of(tmp_path, _texts()) as dossier:
        assert len(contradictions(dossier, actor)) == found


@pytest.mark.parametrize("kind", KINDS)
def test_kind_keeps_its_own(kind: str, tmp_path: Path) -> None:
    with dossier_of(tmp_path, _texts()) as dossier:
        assert len(contradictions(dossier, kind=kind)) == (kind == "done or not")


def test_nothing_is_apart_and_a_limit_cuts(tmp_path: Path) -> None:
    with dossier_of(tmp_path, _texts()) as dossier:
        assert len(contradictions(dossier, apart=True)) == 0
        assert len(contradictions(dossier, limit=0)) == 0


@pytest.mark.parametrize(("wrong", "says"), [({"kind": "lie"}, "denial"), ({"limit": -1}, "-1")])
def test_what_makes_no_sense_is_refused(wrong: dict[str, str], says: str, tmp_path: Path) -> None:
    with dossier_of(tmp_path, _texts()) as dossier, pytest.raises(UsageError, match=says):
        contradictions(dossier, **wrong)  # type: ignore[arg-type]


def test_one_dispute_is_one_row_with_all_its_records(tmp_path: Path) -> None:
    told = Told("one", "Peru said Chile struck a pier, Chile denied striking it.", "en", "Alpha")
    told.event("struck", "ASSAULT", ("CHL", "PER"), "2025-05", by=("PER.GOV",))
    told.event("striking", "ASSAULT", ("CHL", "PER"), "2025-05", "denied", by=("CHL.GOV",))
    told.events[1] = told.events[1].__class__(
        **{name: getattr(told.events[1], name) for name in told.events[1].__slots__}
        | {"frame": told.events[0].frame}
    )
    told.claim("said", "PER.GOV", "Chile struck a pier", ("CHL",))
    told.claim("denied", "CHL.GOV", "striking it", kind="denial", answers="said")
    with dossier_of(tmp_path, (told,)) as dossier:
        assert [pair.kind for pair in find_pairs(dossier)] == ["denial", "done or not"]
        (row,) = contradictions(dossier).rows()
    assert row["kind"] == "denial"
    assert len(row["evidence"]) == 4


def test_precision_on_the_sample_corpus_stays_above_its_floor(tmp_path: Path) -> None:
    lines = (CORPUS / "gold" / "contradictions.tsv").read_text(encoding="utf-8").splitlines()
    judged = {
        (row["kind"], row["one"], row["one_start"], row["other"], row["other_start"]): row
        for row in csv.DictReader((x for x in lines if x[0] != "#"), delimiter="\t")
        if row["corpus"] == "sample"
    }
    read(CORPUS / "sample", into=tmp_path / "sample.duckdb")
    with Dossier.open(tmp_path / "sample.duckdb") as dossier:
        listed = [pair for pair in merged(find_pairs(dossier)) if not pair.apart]
    assert len(listed) >= 10
    keys = [
        (
            p.kind,
            p.one.document,
            str(p.one.sentence_start),
            p.other.document,
            str(p.other.sentence_start),
        )
        for p in listed
    ]
    right = [key for key in keys if key in judged and judged[key]["verdict"] == "right"]
    missing = [key for key in keys if key not in judged]
    assert len(right) / len(keys) >= FLOOR, f"judge these in contradictions.tsv: {missing}"
