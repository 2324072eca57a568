"""A brief as a page or as a Word document; Markdown is in `legation.exports.brief`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from legation.dossier.table import visible
from legation.errors import UsageError
from legation.exports.brief import Brief, Line, Section

_FONTS: Final[Mapping[str, tuple[str, str]]] = {
    "zh-Hant": ("Microsoft JhengHei", "zh-TW"),
    "zh-Hans": ("Microsoft YaHei", "zh-CN"),
}
"""Script -> font for its characters, and the tag Word knows it by. Both come with Word."""
_LATIN: Final = "Calibri"
_STYLE: Final = """
body { font: 11pt/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; border-bottom: 1px solid; }
h3 { font-size: 1rem; }
code { font-size: .8em; color: #555; } li { margin: .35rem 0; }
:lang(zh-Hant) { font-family: "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", sans-serif; }
:lang(zh-Hans) { font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
@page { size: A4; margin: 18mm; }
"""


@dataclass(frozen=True, slots=True)
class Quotation(Line):
    """A line whose `text` ends with the words of a document, which are in `language` (BCP 47)."""

    quote: str
    language: str

    @property
    def lead(self) -> str:
        """What stands before the quoted words."""
        return self.text.removesuffix(self.quote)


def to_html(brief: Brief, title: str, language: str) -> str:
    """The brief as one HTML file without script or links to the network.

    What stands in documents is escaped; characters that hide or turn text are shown by number.
    """
    body = "\n".join(_section(section) for section in brief.sections)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{visible(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{visible(title)}</h1>\n<p>{visible(brief.remark)}</p>\n{body}\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    head = f"<h{section.level}>{visible(section.title)}</h{section.level}>"
    if not section.lines:
        return head
    return f"{head}\n<ul>\n{''.join(map(_line, section.lines))}</ul>"


def _line(line: Line) -> str:
    ids = " ".join(f"<code>{escape(name)}</code>" for name in line.ids)
    if isinstance(line, Quotation):
        quote = f'<q lang="{escape(line.language)}">{visible(line.quote)}</q>'
        return f"<li>{visible(line.lead)}{quote} {ids}</li>\n"
    return f"<li>{visible(line.text)} {ids}</li>\n"


def to_docx(brief: Brief, title: str, language: str) -> bytes:
    """The brief as a Word document; each quotation is set in a font of its own script.

    Raises:
        UsageError: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise UsageError(
            "python-docx is not installed; install it with `pip install python-docx`"
        ) from error
    made = docx.Document()
    made.core_properties.title = _legal(title)
    made.core_properties.author = "legation"
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"):
        _set_font(made.styles[style].element.get_or_add_rPr(), language)
    made.add_heading(_legal(title), 0)
    made.add_paragraph(_legal(brief.remark))
    for section in brief.sections:
        made.add_heading(_legal(section.title), max(1, section.level - 1))
        for line in section.lines:
            _paragraph(made.add_paragraph(style="List Bullet"), line, language)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _paragraph(paragraph: Any, line: Line, language: str) -> None:
    parts: Iterable[tuple[str, str]] = ((line.text, language),)
    if isinstance(line, Quotation):
        parts = ((line.lead, language), (line.quote, line.language))
    for text, tag in parts:
        run = paragraph.add_run(_legal(text))
        _set_font(run._element.get_or_add_rPr(), tag)
    run = paragraph.add_run(f" {' '.join(line.ids)}")
    run.font.size = paragraph.part.document.styles["Normal"].font.size
    run.font.name = "Consolas"
    run.font.subscript = False


def _set_font(properties: Any, language: str) -> None:
    """Latin and Chinese fonts of a run or style: Word takes the latter from w:eastAsia alone."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    chinese, tag = _FONTS[_script(language)]
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{name}"), font)
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)
    spoken.set(qn("w:eastAsia"), tag)


def _script(language: str) -> str:
    """The script of a tag: zh-Hant, zh-Hant-HK, zh-TW; what is not Traditional is Simplified."""
    parts = language.lower().split("-")
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"


def _legal(text: str) -> str:
    """Text that XML can hold: control characters become U+FFFD."""
    return "".join(sign if sign >= " " or sign in "\n\t" else "\ufffd" for sign in text)
