from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.runner import FakeReader, lines, run

import legation.cli.read
from legation.cli.read import load_documents, origin_of
from legation.dossier import Dossier
from legation.errors import CheckError
from legation.model.document import Document


def test_reading_lists_what_failed_and_keeps_it(
    reader: FakeReader, articles: Path, tmp_path: Path
) -> None:
    path = str(tmp_path / "news")
    result = run("read", str(articles), "--into", path)
    assert result.exit_code == 3
    assert "2 documents added" in result.stdout
    assert "void.txt" in result.stderr
    with Dossier.open(path) as dossier:
        (failure,) = dossier.status().failures
        assert failure.path.endswith("void.txt")
        assert len(dossier.events()) == 1


def test_json_has_failures_and_summary_on_standard_output(
    reader: FakeReader, articles: Path, tmp_path: Path
) -> None:
    result = run("read", str(articles), "--into", str(tmp_path / "news"), "--json")
    failure, summary = lines(result)
    assert failure["failure"]["path"].endswith("void.txt")
    assert summary["summary"]["added"] == 2
    assert summary["summary"]["sentences"] == 2


def test_reading_again_reads_nothing(dossier: str, reader: FakeReader, articles: Path) -> None:
    before = reader.seen
    result = run("read", str(articles), "--into", dossier, "--resume", "--json")
    assert reader.seen == before
    assert lines(result)[-1]["summary"]["unchanged"] == 2


def test_a_new_version_reads_again(dossier: str, reader: FakeReader, articles: Path) -> None:
    reader.version = "2"
    result = run("read", str(articles / "one.txt"), "--into", dossier, "--json")
    assert result.exit_code == 0
    assert lines(result)[-1]["summary"]["replaced"] == 1
    with Dossier.open(dossier) as opened:
        assert opened.status().readers == ("fake@1", "fake@2")


def test_a_reading_that_breaks_the_rules_is_a_failure(
    reader: FakeReader, articles: Path, tmp_path: Path
) -> None:
    reader.broken = True
    result = run("read", str(articles), "--into", str(tmp_path / "news"), "--json")
    assert result.exit_code == 3
    assert [list(line) for line in lines(result)] == [["failure"], ["failure"], ["summary"]]
    assert lines(result)[-1]["summary"]["added"] == 1


def test_standard_input_is_read(reader: FakeReader, tmp_path: Path) -> None:
    path = str(tmp_path / "news")
    result = run("read", "-", "--into", path, "--json", stdin="法國逮捕兩人。\n".encode())
    assert result.exit_code == 0
    assert lines(result)[-1]["summary"]["added"] == 1
    again = run("read", "-", "--into", path, "--json", stdin="法國再逮捕一人。\n".encode())
    assert again.exit_code == 3
    assert "belongs to another text" in lines(again)[0]["failure"]["reason"]


def test_resume_needs_a_dossier(reader: FakeReader, articles: Path, tmp_path: Path) -> None:
    result = run("read", str(articles), "--into", str(tmp_path / "none"), "--resume")
    assert result.exit_code == 2
    assert not (tmp_path / "none.parts").exists()


def test_max_bytes_refuses_large_inputs(reader: FakeReader, articles: Path, tmp_path: Path) -> None:
    result = run(
        "read", str(articles / "one.txt"), "--into", str(tmp_path / "n"), "--max-bytes", "5"
    )
    assert result.exit_code == 3


def test_a_locked_dossier_is_code_4(dossier: str, reader: FakeReader, articles: Path) -> None:
    with Dossier.open(dossier, write=True):
        result = run("read", str(articles), "--into", dossier, "--json")
    assert result.exit_code == 4
    assert json.loads(result.stderr.splitlines()[-1])["error"]["kind"] == "LockedError"


def test_no_reader_is_a_failed_check(
    monkeypatch: pytest.MonkeyPatch, articles: Path, tmp_path: Path
) -> None:
    def none(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(legation.cli.read, "import_module", none)
    result = run("read", str(articles), "--into", str(tmp_path / "news"))
    assert result.exit_code == CheckError.exit_code
    assert "no reader can be loaded" in result.stderr
    assert not (tmp_path / "news.parts").exists()


def test_documents_come_as_they_are_read(articles: Path) -> None:
    found = list(load_documents((str(articles),), None))
    assert [item.id for item in found if isinstance(item, Document)] == ["one", "two"]


@pytest.mark.parametrize(("version", "origin"), [("abc", "fake@abc"), ("fake@abc", "fake@abc")])
def test_origin_names_reader_and_version(version: str, origin: str) -> None:
    assert origin_of(FakeReader(version=version)) == origin
