"""Chapters (章节模板) of the report: Jinja2 texts that name figures, read into paragraphs.

A chapter writes one sentence a line. A line `@name` begins a paragraph of that name, `### …`
is a sub-heading, and ⟨甲|乙|丙⟩ offers wordings of which the year chooses one.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.models.draft import Chip, Gap, Paragraph, Part
from assistant.models.report import Edition
from assistant.reporting.wording import day, ordinal, plain_words

# Private characters: no log, catalogue or agency can hold them once plain_words has seen it.
_OPEN, _NEXT, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_WORDINGS = re.compile("⟨([^⟨⟩]*)⟩")


def chapters_in(templates: Path) -> Environment:
    """The chapters of every edition under the templates' folder."""
    # Marked paragraphs leave here, not HTML: what turns them into HTML escapes them.
    chapters = Environment(  # noqa: S701
        loader=FileSystemLoader(templates / "report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    chapters.filters |= {"ordinal": ordinal, "day": day, "words": plain_words}
    chapters.globals |= {"gap": gap}
    return chapters


def chip(key: str, text: str) -> str:
    """The mark of a figure in a chapter's text."""
    return f"{_OPEN}chip{_NEXT}{key}{_NEXT}{text}{_CLOSE}"


def gap(what: str, who: str) -> str:
    """The mark of something that a person must write before the report can be signed."""
    return f"{_OPEN}gap{_NEXT}{plain_words(what)}{_NEXT}{plain_words(who)}{_CLOSE}"


def paragraphs_of(
    chapters: Environment,
    edition: Edition,
    chapter: str,
    context: Mapping[str, object],
    year: int,
) -> tuple[Paragraph, ...]:
    """The paragraphs of one chapter; those without a word are left out.

    Raises ValueError where two paragraphs have one key.
    """
    rendered = chapters.get_template(f"{edition.value}/{chapter}.md.j2").render(context)
    found = tuple(_paragraphs(rendered, chapter, year))
    if len({paragraph.key for paragraph in found}) < len(found):
        raise ValueError(f"two paragraphs of {chapter} have one key")
    return found


def _paragraphs(rendered: str, chapter: str, year: int) -> Iterator[Paragraph]:
    name, lines, headings = "begin", list[str](), 0
    for line in (*(line.strip() for line in rendered.splitlines()), "@"):
        if not line.startswith(("@", "###")):
            lines.append(line)
            continue
        if "".join(lines):
            yield _paragraph(f"{chapter}.{name}", "".join(lines), year)
        lines = []
        if line.startswith("###"):
            headings += 1
            heading = line.removeprefix("###").strip()
            yield Paragraph(f"{chapter}.heading-{headings}", (heading,), heading=True)
            name = f"under-{headings}"
        else:
            name = line.removeprefix("@").strip()


def _paragraph(key: str, marked: str, year: int) -> Paragraph:
    return Paragraph(key, tuple(_parts(_worded(marked, key, year))))


def _worded(marked: str, key: str, year: int) -> str:
    """The text with one wording of each group: the same for a year, another one the next year."""
    # Of the key alone all groups of a paragraph would step together; the place tells them apart.
    seed = crc32(key.encode())
    places = iter(range(len(marked)))

    def chosen(group: re.Match[str]) -> str:
        wordings = group[1].split("|")
        return wordings[(year + seed + next(places)) % len(wordings)]

    return _WORDINGS.sub(chosen, marked)


def _parts(marked: str) -> Iterator[Part]:
    end = 0
    for mark in _MARK.finditer(marked):
        if mark.start() > end:
            yield marked[end : mark.start()]
        kind, first, second = mark[1].split(_NEXT)
        yield Chip(first, second) if kind == "chip" else Gap(first, second)
        end = mark.end()
    if end < len(marked):
        yield marked[end:]
