"""The draft (初稿) of an annual report: paragraphs of words, figures that nobody types, and gaps."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.models.report import Edition, Tables


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure in a sentence (数字): the key of the figure and what the reader sees, as 12条.

    A key that ends in ".change" is the comparison with last year, as 较上年增长5%; the part
    before the dot is the figure.
    """

    key: str
    text: str

    @property
    def figure(self) -> str:
        """The key of the figure whose value or change this tells."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Gap:
    """A marked gap (待补): what is missing and who can fill it in."""

    what: str
    who: str

    @property
    def text(self) -> str:
        """The mark as it stands in the text: 【待补：…（由…填写）】."""
        return f"【待补：{self.what}（由{self.who}填写）】"


Part = str | Chip | Gap
"""A piece of a paragraph: words, a figure, or a gap."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (段落) or sub-heading; its key stays the same when the log changes.

    The key is unique in the draft and begins with the chapter ("overview.publications").
    """

    key: str
    parts: tuple[Part, ...]
    heading: bool = False

    @property
    def text(self) -> str:
        """The paragraph as it is read, gaps as their marks."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Its figures in order."""
        return tuple(part for part in self.parts if isinstance(part, Chip))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Its gaps in order."""
        return tuple(part for part in self.parts if isinstance(part, Gap))


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One of the six sections (章节) with its title in the edition's wording.

    The tables of sections two to four stand beside, in Draft.tables; they come before
    the paragraphs of their section.
    """

    no: int
    title: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole draft of a year: title, preface, six sections, the statutory tables.

    agency is the full name; edition says by which format tables and sections are made.
    """

    year: int
    edition: Edition
    agency: str
    title: str
    preface: tuple[Paragraph, ...]
    sections: tuple[DraftSection, ...]
    tables: Tables

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, those of the preface first."""
        yield from self.preface
        for section in self.sections:
            yield from section.paragraphs

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap that is still open, in order."""
        return tuple(gap for paragraph in self.paragraphs for gap in paragraph.gaps)
