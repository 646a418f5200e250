"""The draft as it stands (草稿全文): what the log gives, with what people wrote in its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.models.draft import Draft, Gap, Paragraph, Part
from assistant.models.signing import Author, Passage, PassageForm
from assistant.reporting.figures import Figure
from assistant.reporting.passages import parts_from, stored_form

_ENDS = "。；！？\n"


@dataclass(frozen=True, slots=True)
class DeskParagraph:
    """One paragraph on the desk: its section (0 is the preface), its words, whose they are.

    parts are empty where it is left out. passage is the latest version that somebody
    stored, or None. moved tells that the log gives something else than when it was
    written; orphaned, that the log gives nothing at this place any more.
    """

    key: str
    section: int
    parts: tuple[Part, ...]
    generated: tuple[Part, ...]
    heading: bool
    form: PassageForm
    passage: Passage | None
    moved: bool
    orphaned: bool

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Its open gaps in order."""
        return tuple(part for part in self.parts if isinstance(part, Gap))


@dataclass(frozen=True, slots=True)
class Whole:
    """The draft as it is read and exported, and the paragraphs as the desk shows them."""

    draft: Draft
    paragraphs: tuple[DeskParagraph, ...]

    def paragraph(self, key: str) -> DeskParagraph | None:
        """The paragraph with that key, or None."""
        return next((one for one in self.paragraphs if one.key == key), None)


def gap_key(paragraph: str, gap: Gap) -> str:
    """Under which key the text for a gap is kept."""
    return f"{paragraph}#{gap.what}"


def latest(passages: Iterable[Passage]) -> dict[str, Passage]:
    """The last version of each passage by its key."""
    return {passage.key: passage for passage in sorted(passages, key=lambda p: p.version)}


def whole_of(generated: Draft, passages: Sequence[Passage], figures: Mapping[str, Figure]) -> Whole:
    """What the log gives now, and in its place what people wrote, with today's figures in it."""
    held = latest(passages)
    chapters = [(0, generated.preface), *((s.no, s.paragraphs) for s in generated.sections)]
    desk = [_desk(p, no, held, figures) for no, chapter in chapters for p in chapter]
    section_of = {one.key.partition(".")[0]: one.section for one in desk}
    keys = {one.key for one in desk}
    desk += [
        _orphan(passage, section_of.get(key.partition(".")[0], 6), held, figures)
        for key, passage in held.items()
        if "#" not in key and key not in keys and passage.form is PassageForm.WRITTEN
    ]
    desk.sort(key=lambda one: one.section)
    lines = {no: _lines(ones) for no, ones in groupby(desk, lambda one: one.section)}
    sections = tuple(replace(s, paragraphs=lines.get(s.no, ())) for s in generated.sections)
    return Whole(replace(generated, preface=lines.get(0, ()), sections=sections), tuple(desk))


def _desk(
    paragraph: Paragraph, section: int, held: Mapping[str, Passage], figures: Mapping[str, Figure]
) -> DeskParagraph:
    passage = held.get(paragraph.key)
    form = passage.form if passage else PassageForm.GENERATED
    parts = paragraph.parts
    if passage and form is PassageForm.WRITTEN:
        parts = parts_from(passage.text, figures)
    return DeskParagraph(
        key=paragraph.key,
        section=section,
        parts=() if form is PassageForm.LEFT_OUT else _filled(parts, paragraph.key, held, figures),
        generated=paragraph.parts,
        heading=paragraph.heading,
        form=form,
        passage=passage,
        moved=bool(
            passage
            and form is not PassageForm.GENERATED
            and passage.basis != stored_form(paragraph.parts)
        ),
        orphaned=False,
    )


def _orphan(
    passage: Passage, section: int, held: Mapping[str, Passage], figures: Mapping[str, Figure]
) -> DeskParagraph:
    parts = _filled(parts_from(passage.text, figures), passage.key, held, figures)
    return DeskParagraph(
        passage.key, section, parts, (), False, passage.form, passage, moved=False, orphaned=True
    )


def _filled(
    parts: Sequence[Part], key: str, held: Mapping[str, Passage], figures: Mapping[str, Figure]
) -> tuple[Part, ...]:
    """The parts with each gap that somebody filled as its words."""
    filled: list[Part] = []
    for part in parts:
        passage = held.get(gap_key(key, part)) if isinstance(part, Gap) else None
        written = passage is not None and passage.form is PassageForm.WRITTEN
        filled += parts_from(passage.text, figures) if passage and written else (part,)
    return tuple(filled)


def _lines(desk: Iterable[DeskParagraph]) -> tuple[Paragraph, ...]:
    """The paragraphs as they are read: a passage of several lines is several paragraphs."""
    return tuple(
        Paragraph(one.key if number == 1 else f"{one.key}/{number}", line, one.heading)
        for one in desk
        for number, line in enumerate(_cut(one.parts), 1)
        if line
    )


def _cut(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    lines: list[list[Part]] = [[]]
    for part in parts:
        if not isinstance(part, str):
            lines[-1].append(part)
            continue
        for number, words in enumerate(part.split("\n")):
            if number:
                lines.append([])
            if words:
                lines[-1].append(words)
    return [tuple(line) for line in lines]


def sentences(stored: str) -> list[str]:
    """A kept paragraph cut behind 。；！？ and line breaks."""
    found, begin = [], 0
    for at, sign in enumerate(stored, 1):
        if sign in _ENDS:
            found.append(stored[begin:at])
            begin = at
    return [sentence for sentence in (*found, stored[begin:]) if sentence.strip()]


def authors_of(versions: Sequence[Passage]) -> list[tuple[str, Author | None]]:
    """Each sentence of the last version with who wrote it; None for one that the log gave.

    A sentence belongs to whoever brought it in, however often others changed the
    paragraph around it since.
    """
    found: list[tuple[str, Author | None]] = []
    for sentence in sentences(versions[-1].text) if versions else []:
        since = versions[-1]
        for version in reversed(versions):
            if sentence not in version.text:
                break
            since = version
        found.append((sentence, None if sentence in since.basis else since.author))
    return found
