from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import lines, run

import legation.cli.doctor


def test_status_counts(dossier: str) -> None:
    (found,) = lines(run("status", dossier, "--json"))
    assert found["counts"]["documents"] == 2
    assert found["statuses"] == {"actual": 1}
    assert found["failures"][0]["path"].endswith("void.txt")
    text = run("status", dossier).stdout
    assert "1 actual" in text
    assert "void.txt" in text


def test_events_show_status_and_attribution(dossier: str) -> None:
    result = run("events", dossier, "--dyad", "FRA:VEN")
    assert result.exit_code == 0
    for word in ("FRA", "VEN.GOV", "COERCE arrest", "actual", "O:afp ← experts", "逮捕", "2026-01"):
        assert word in result.stdout
    assert result.stderr == "1 report of an event\n"


def test_events_filter_and_give_json(dossier: str) -> None:
    (row,) = lines(run("--json", "events", dossier, "--actor", "FRA", "--since", "2026"))
    assert (row["date_first"], row["date_last"]) == ("2026-01-01", "2026-01-31")
    assert run("events", dossier, "--json", "--status", "planned").stdout == ""
    assert run("events", dossier, "--type", "WAR").exit_code == 2


def test_quiet_leaves_results_only(dossier: str) -> None:
    assert run("events", dossier, "--quiet").stderr == ""


def test_evidence_marks_characters_and_gives_reasons(dossier: str) -> None:
    (row,) = lines(run("events", dossier, "--json"))
    text = run("evidence", dossier, row["id"][:10]).stdout
    assert "法國警方上週>>逮捕<<一名官員。" in text
    assert "says so: O:afp (FRA) ← experts" in text
    assert "actor 法國 is FRA: name, lexicon" in text
    assert "no marker of another status" in text
    (found,) = lines(run("evidence", dossier, row["id"], "--json"))
    assert found["text"][found["marks"][-1]["start"] :].startswith("逮捕")
    assert run("evidence", dossier, "0" * 16).exit_code == 2


def test_status_and_evidence_show_what_people_decided(dossier: str) -> None:
    (row,) = lines(run("events", dossier, "--json"))
    change = ("--field", "status", "--to", "denied", "--reason", "taken back")
    assert run("correct", dossier, row["id"], *change, "--who", "Lin").exit_code == 0
    text = run("evidence", dossier, row["id"]).stdout
    assert "change status: actual -> denied (taken back): holds" in text
    assert run("correct", dossier, row["id"], "--reject", "--who", "Lin").exit_code == 0
    assert "reject: holds" in run("evidence", dossier, row["id"]).stdout
    (found,) = lines(run("status", dossier, "--json"))
    assert (found["rejected"], found["corrections"]) == ({"events": 1}, {"SAME": 2})
    assert found["counts"]["events"] == 0
    text = run("status", dossier).stdout
    assert "corrections   2: 2 SAME" in text
    assert "rejected      1 events" in text


def test_brief_is_markdown_or_json(dossier: str, tmp_path: Path) -> None:
    text = run("brief", dossier).stdout
    assert text.startswith("# Brief\n")
    assert "FRA → VEN" in text
    rows = lines(run("brief", dossier, "--json"))
    assert all(row["ids"] for row in rows)
    target = tmp_path / "brief.md"
    result = run("brief", dossier, "--output", str(target))
    assert (result.stdout, target.read_text(encoding="utf-8")) == ("", text)


def test_export_writes_files(dossier: str, tmp_path: Path) -> None:
    result = run("export", dossier, str(tmp_path / "out"), "--json")
    assert {Path(row["file"]).name: row["rows"] for row in lines(result)}["events.jsonl"] == 1
    assert (tmp_path / "out" / "scenarios.jsonl").exists()
    wrong = run("export", dossier, str(tmp_path / "out"), "--format", "xls")
    assert wrong.exit_code == 2
    assert "known are jsonl" in wrong.stderr


def test_doctor_checks_and_rebuilds_a_dossier(dossier: str) -> None:
    assert run("doctor", dossier).exit_code == 0
    Path(dossier).write_bytes(b"damaged")
    assert run("doctor", dossier).exit_code == 1
    result = run("doctor", dossier, "--rebuild", "--json")
    assert result.exit_code == 0
    assert all(row["ok"] for row in lines(result))


def test_doctor_finds_lost_parts(dossier: str) -> None:
    shutil.rmtree(Path(dossier).with_suffix(".parts"))
    result = run("doctor", dossier, "--json")
    assert result.exit_code == 5
    assert [row["name"] for row in lines(result) if not row["ok"]] == ["parts"]


def test_doctor_rebuild_needs_a_dossier() -> None:
    assert run("doctor", "--rebuild").exit_code == 2


class _Models:
    """Stands for the module of the models."""

    def __init__(self, ok: bool) -> None:
        self.ok = ok

    def verify(self) -> list[tuple[str, bool, str]]:
        """One model."""
        return [("segmenter", self.ok, "sha256 compared")]


@pytest.mark.parametrize(("ok", "code"), [(True, 0), (False, 5)])
def test_doctor_checks_the_installation(
    monkeypatch: pytest.MonkeyPatch, ok: bool, code: int
) -> None:
    models: Any = _Models(ok)
    monkeypatch.setattr(legation.cli.doctor, "import_module", lambda name: models)
    result = run("doctor", "--json")
    found = {row["name"]: row["ok"] for row in lines(result)}
    assert found["segmenter"] is ok
    assert found["duckdb"]
    assert result.exit_code == code


def test_doctor_reports_models_it_cannot_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(legation.cli.doctor, "import_module", none)
    result = run("doctor")
    assert result.exit_code == 5
    assert "WRONG models: cannot be checked" in result.stdout
