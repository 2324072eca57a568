"""The examples of the docs: which blocks are run, what is shown of them, and how pages compare."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import doc_examples  # type: ignore[import-not-found]  # noqa: E402

PAGE = """# 搜尋

```console
$ legation status sample.duckdb
an old line
```

```sh
$ legation status sample.duckdb
```

```console
$ legation diff sample.duckdb other.duckdb
as it stands
```

```console
$ rm -rf sample.duckdb
```
"""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of two short articles in place of the project's; nothing else is changed."""
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "hant.txt").write_text("日本週四制裁俄羅斯。\n", encoding="utf-8")
    (folder / "en.txt").write_text("Japan sanctioned Russia on Thursday.\n", encoding="utf-8")
    monkeypatch.setattr(doc_examples, "SAMPLE", folder)
    return tmp_path


def page(folder: Path, *blocks: str) -> Path:
    path = folder / "page.md"
    path.write_text("".join(f"```console\n$ {b}\n```\n" for b in blocks), encoding="utf-8")
    return path


def test_only_console_blocks_of_legation_are_examples() -> None:
    assert doc_examples.commands(PAGE) == ["legation status sample.duckdb"]


def test_the_output_stands_under_the_command_and_all_else_stays() -> None:
    made = doc_examples.render(PAGE, lambda command: f"<{command}>")
    assert made == PAGE.replace("an old line", "<legation status sample.duckdb>")
    assert doc_examples.render(made, lambda command: f"<{command}>") == made


def test_a_block_may_hold_several_commands() -> None:
    first, second = "$ legation status sample.duckdb", "$ legation doctor sample.duckdb"
    block = "```console\n{}\n\n$ legation status other.duckdb\nas it stands\n\n{}\n```\n"
    made = doc_examples.render(block.format(f"{first}\nold\n", second), lambda _: "new\n\nlines")
    assert made == block.format(f"{first}\nnew\n\nlines", f"{second}\nnew\n\nlines")


def test_a_command_without_output_stands_alone() -> None:
    made = doc_examples.render(PAGE, lambda _: "")
    assert "$ legation status sample.duckdb\n```" in made


@pytest.mark.parametrize(
    ("command", "words", "lines"),
    [
        ("legation status a", ["status", "a"], None),
        ("legation search a 川普 '\"x y\"' | head -3", ["search", "a", "川普", '"x y"'], 3),
        ("legation search a 'a|b'", ["search", "a", "a|b"], None),
    ],
)
def test_a_command_is_split_as_a_shell_would(
    command: str, words: list[str], lines: int | None
) -> None:
    assert doc_examples.split(command) == (words, lines)


@pytest.mark.parametrize("tail", ["| sort", "> out.txt", "; rm x", "&& rm x", "| head -3 | sort"])
def test_what_needs_a_shell_is_refused(tail: str) -> None:
    with pytest.raises(doc_examples.ExampleError, match="only one"):
        doc_examples.split(f"legation status a {tail}")


def test_what_is_left_out_is_counted_and_versions_are_not_shown() -> None:
    ran = doc_examples.Ran("one  \ntwo\nread by rules@0123456789ab\n", "3 rows\n")
    assert doc_examples.shorten(ran, 1) == "one\n… 2 more lines\n3 rows"
    assert "rules@…" in doc_examples.shorten(ran, None)


def test_pages_are_written_and_then_agree(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = page(
        sample,
        "legation search sample.duckdb 制裁 | head -2",
        "legation search sample.duckdb kind:rumour",
        "legation search before.duckdb Japan",
        "legation search other.duckdb Japan",
    )
    assert doc_examples.main(["--check", str(path)]) == 5
    said = capsys.readouterr().err
    assert "+1 sentence" in said
    assert "another dossier: 1 commands" in said
    assert doc_examples.main([str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert "日本週四>>制裁<<俄羅斯。" in text
    assert "Error: " in text
    assert ">>Japan<< sanctioned Russia" in text
    assert text.endswith("$ legation search other.duckdb Japan\n```\n")
    assert doc_examples.main(["--check", str(path)]) == 0


def test_an_example_that_breaks_is_an_error(
    sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("legation.dossier.Dossier.status", broken)
    assert doc_examples.main([str(page(sample, "legation status sample.duckdb"))]) == 1
    assert "no such thing" in capsys.readouterr().err


def test_the_clock_of_a_page_is_always_the_same_and_todays_comes_back() -> None:
    from legation.dossier import runs

    shown = []
    for _ in range(2):
        with doc_examples.as_on_a_page():
            clock = vars(runs)["datetime"]
            shown.append((clock.now(UTC), clock.now(UTC)))
    assert shown[0] == shown[1]
    assert shown[0][0] < shown[0][1]
    assert vars(runs)["datetime"] is datetime
