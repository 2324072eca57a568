import re

import pytest

from legation.errors import LexiconError
from legation.model.records import Channel
from legation.ties import rules
from legation.ties.rules import load_rules
from legation.ties.standing import load_signs

CHANNELS: set[Channel] = {
    "trade", "energy", "lending", "investment", "arms", "troops", "diplomacy", "sanctions",
    "territory", "membership", "ideology", "intelligence", "crime",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_load_rules_covers_every_channel(language: str) -> None:
    loaded = load_rules(language)
    named = {channel for rule in loaded.rules for channel in (rule.channel, rule.default)}
    assert named | {channel for channel, _ in loaded.channels} >= CHANNELS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_load_rules_gives_each_end_a_party_of_the_pattern(language: str) -> None:
    for rule in load_rules(language).rules:
        for role in (rule.source, rule.target):
            assert role in "SGTNHPW" or role in rule.pattern.groupindex, rule.name
        assert "cue" in rule.pattern.groupindex, rule.name


def test_load_rules_folds_chinese() -> None:
    assert all(not re.search("[國與對關]", rule.pattern.pattern) for rule in load_rules("zh").rules)


def test_load_signs_has_the_same_kinds_in_both_languages() -> None:
    assert set(load_signs("zh")) == set(load_signs("en")) == {
        "denied", "condition", "wanted", "standing",
    }  # fmt: skip


def test_read_rows_refuses_a_row_of_the_wrong_width(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def __truediv__(self, name: str) -> "Folder":
            return self

        def read_text(self, encoding: str) -> str:
            return "language\tname\twords\nzh\n"

    monkeypatch.setattr("legation.ties.rules.resources.files", lambda package: Folder())
    with pytest.raises(LexiconError, match="row 1"):
        list(rules.read_rows("sets.tsv"))
