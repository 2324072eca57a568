"""The format of annotated articles: what it yields, and what it refuses with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.errors import LexiconError
from legation.evaluation.goldtext import GoldArticle, read_gold, read_gold_folder

HEAD = "# id: a\n# language: zh-Hant-TW\n# published: 2020-01-02\n\n"
ARTICLE = (
    HEAD
    + "= [日本|JPN]{e1:制裁}[伊朗|IRN]\n"
    + "  e1 SANCTION discontinue | JPN > IRN | actual | 2020-01-01\n"
    + "[兩國|JPN,IRN]{e1:會談}，[他|P:ann-lee]說：「結束。」\n"
    + "  e1 CONSULT visit,third-party | JPN.GOV,IRN > - | planned | 2020-01~ | O:afp<experts"
    + " | place=OMN alt=AGREE,SUPPORT optional q=3 USD q=- 人\n"
    + "  c1 說 | P:ann-lee | direct\n"
    + "\n"
    + "第二段有 \\[括號\\]。\n"
)


def parse(tmp_path: Path, source: str) -> GoldArticle:
    path = tmp_path / "one.gold"
    path.write_text(source, encoding="utf-8")
    return read_gold(path)


def test_text_and_sentences(tmp_path: Path) -> None:
    article = parse(tmp_path, ARTICLE)
    assert article.text == "日本制裁伊朗\n\n兩國會談，他說：「結束。」\n\n第二段有 [括號]。"
    cuts = [article.text[a:b] for a, b in article.sentences]
    assert cuts == ["日本制裁伊朗", "兩國會談，他說：「結束。」", "第二段有 [括號]。"]
    assert (article.id, article.language) == ("a", "zh-Hant-TW")


def test_mentions_cut_their_words(tmp_path: Path) -> None:
    article = parse(tmp_path, ARTICLE)
    found = {article.text[m.start : m.end]: m.actors for m in article.mentions}
    assert found == {
        "日本": ("JPN",),
        "伊朗": ("IRN",),
        "兩國": ("JPN", "IRN"),
        "他": ("P:ann-lee",),
    }


def test_events(tmp_path: Path) -> None:
    first, second = parse(tmp_path, ARTICLE).events
    assert (first.type, first.modes, first.date) == ("SANCTION", ("discontinue",), "2020-01-01")
    assert (first.actors, first.recipients, first.attribution) == (("JPN",), ("IRN",), ())
    assert (first.optional, first.place, first.alternatives) == (False, None, ())
    assert (second.actors, second.recipients) == (("JPN.GOV", "IRN"), ())
    assert second.attribution == ("O:afp", "experts")
    assert (second.place, second.alternatives) == ("OMN", ("AGREE", "SUPPORT"))
    assert second.optional
    assert second.quantities[0] == (3.0, "USD")
    assert second.quantities[1][0] is None


def test_claims(tmp_path: Path) -> None:
    article = parse(tmp_path, ARTICLE)
    (claim,) = article.claims
    assert article.text[claim.start : claim.end] == "說"
    assert (claim.speaker, claim.form) == ("P:ann-lee", "direct")


def test_english_sentences_are_parted_by_a_blank(tmp_path: Path) -> None:
    article = parse(tmp_path, "# id: a\n# language: en\n\nOne came.\nTwo left.\n\nThree stayed.\n")
    assert article.text == "One came. Two left.\n\nThree stayed."


def test_one_trigger_may_hold_two_events(tmp_path: Path) -> None:
    line = "  e1 ASSAULT | RUS > UKR | actual | {}\n"
    source = HEAD + "[俄|RUS]{e1:攻}[烏|UKR]。\n" + line.format(2014) + line.format(2022)
    first, second = parse(tmp_path, source).events
    assert (first.start, first.end) == (second.start, second.end)
    assert [first.date, second.date] == ["2014", "2022"]


SENTENCE = "[日本|JPN]{e1:制裁}[伊朗|IRN]。\n"
EVENT = "  e1 SANCTION | JPN > IRN | actual\n"
FAULTS = [
    ("# language: en\n\nOne.\n", r"no `# id:` line"),
    ("# id: a\n\nOne.\n", r"no `# language:` line"),
    (HEAD + SENTENCE, r"triggers without a line"),
    (HEAD + SENTENCE + EVENT.replace("SANCTION", "SANKTION"), r":6: 'SANKTION' is no PLOVER type"),
    (HEAD + SENTENCE + EVENT.replace("SANCTION", "SANCTION seize"), r"\['seize'\] are no modes"),
    (HEAD + SENTENCE + EVENT.replace("actual", "real"), r"'real' is no status"),
    (HEAD + SENTENCE + EVENT.replace(">", "-"), r"an event line is"),
    (HEAD + SENTENCE + EVENT.replace("e1", "e2"), r"e2 marks nothing"),
    (HEAD + SENTENCE + EVENT.replace("JPN", "Japan"), r"'Japan' is no actor id"),
    (HEAD + SENTENCE + EVENT.rstrip() + " | 1/2/2020\n", r"'1/2/2020' is no EDTF"),
    (HEAD + SENTENCE + EVENT + "  c1 說 | JPN\n", r"the cue '說' does not stand"),
    (HEAD + SENTENCE + EVENT + "  c1 制裁 | JPN | loud\n", r"'loud' must be direct or indirect"),
    (HEAD + SENTENCE + EVENT + "  x1 制裁\n", r"'x1' is neither"),
    (HEAD + "[日本|JPN]{e1:制裁。\n", r"trigger e1 is not closed"),
    (HEAD + "{e1:制{e2:裁}}。\n", r"e2 begins inside trigger e1"),
    (HEAD + "日本]制裁。\n", r"a bracket that belongs to no"),
    (HEAD + "[日本|Japan]來。\n", r"one.gold:5: 'Japan' is no actor id"),
]


@pytest.mark.parametrize(("source", "message"), FAULTS)
def test_faults_name_the_place(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message) as raised:
        parse(tmp_path, source)
    assert str(raised.value).startswith("one.gold:")


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.gold", "a.gold"):
        text = HEAD.replace("id: a", f"id: {name}") + "一。\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no article", encoding="utf-8")
    assert [article.id for article in read_gold_folder(tmp_path)] == ["a.gold", "b/z.gold"]
