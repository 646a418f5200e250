"""The full-text index (索引) in the data folder, derived from the database; the only door to tantivy."""

import json
import shutil
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from assistant.language.segment import Segmenter
from assistant.search.documents import Document, tokens

FORMAT = 4
"""Raised when the fields or their tokens change: an older index is then rebuilt."""

_NAMES = {"name": 3.0, "aliases": 2.0}
_OF_ITEMS = (_NAMES, _NAMES | {"parent": 1.0, "department": 0.7, "body": 0.3})
# A heading says the same of every paragraph below it: it only helps where these do not tell.
_OF_PASSAGES = ({"body": 0.3, "parent": 0.015},)
_ENOUGH = 4
_HEAP_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document that shares words with a question; score is BM25 over the weighted fields."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class _View:
    searcher: tantivy.Searcher
    documents: dict[int, Document]

    def by_key(self) -> dict[str, Document]:
        return {document.key: document for document in self.documents.values()}


class Index:
    """Documents by key, brought up to date in batches; derived, so it may be lost at any time."""

    def __init__(self, folder: Path, segmenter: Segmenter) -> None:
        self._folder = folder
        self._segmenter = segmenter
        self._schema = _schema()
        self._open: tantivy.Index | None = None
        self._view: _View | None = None
        self._held_files: dict[str, int] = {}

    def bring_up_to_date(self, documents: Sequence[Document], version: int) -> str:
        """Make the index hold just these documents at this content version.

        Answers what was done: "kept", "updated" (only what differs was written, one
        commit) or "rebuilt" (missing, of another format, or damaged).
        """
        # A command beside the service may have written here, or somebody emptied the
        # folder: writing on top of that would mix two states.
        unchanged = self._open is not None and self._held_files == self._files()
        if not unchanged and not self._opened():
            self._rebuild(documents, version)
            return "rebuilt"
        wanted = {document.key: document for document in documents}
        assert self._view is not None
        if wanted == self._view.by_key():
            return "kept"
        self._write(self._view.documents, wanted, version)
        return "updated"

    def candidates(
        self, words: Iterable[str], kind: str, regions: Mapping[str, bool], limit: int
    ) -> list[Candidate]:
        """Documents of a kind that hold any of the tokens, best first, ties by key.

        regions says for each region code whether it is asked; an empty mapping asks all.
        """
        asked = list(dict.fromkeys(words))
        view = self._view
        if not asked or view is None:
            return []
        found: list[Candidate] = []
        for searched in _OF_ITEMS if kind == "item" else _OF_PASSAGES:
            found = self._found(view, asked, searched, (kind, regions, limit))
            # The wider fields are asked only where the narrow ones know too little.
            if len(found) * _ENOUGH >= limit:
                break
        return found

    def _found(
        self,
        view: _View,
        words: list[str],
        weights: Mapping[str, float],
        wanted: tuple[str, Mapping[str, bool], int],
    ) -> list[Candidate]:
        kind, regions, limit = wanted
        clauses = [(Occur.Should, self._any(name, words, weights[name])) for name in weights]
        # Names and aliases are those of items alone; the other fields hold both kinds.
        within = [] if weights == _NAMES else [self._only("kind", [kind])]
        if regions and not all(regions.values()):
            within.append(self._only("region", [code for code, yes in regions.items() if yes]))
        query = Query.boolean_query([(Occur.Must, Query.boolean_query(clauses)), *within])
        hits = _best(view.searcher, query, limit)
        rows = view.searcher.fast_field_values("row", [address for _, address in hits])
        documents = [view.documents[int(row or 0)] for row in rows]
        found = [Candidate(d.key, score) for (score, _), d in zip(hits, documents, strict=True)]
        return sorted(found, key=lambda c: (-c.score, c.key))[:limit]

    def document_count(self) -> int:
        """How many documents can be found."""
        return len(self._view.documents) if self._view else 0

    def _only(self, field: str, values: list[str]) -> tuple[Occur, Query]:
        """A clause that restricts and does not score."""
        terms = Query.term_set_query(self._schema, field, values)
        return Occur.Must, Query.const_score_query(terms, 0.0)

    def _any(self, field: str, words: list[str], weight: float) -> Query:
        """Any of the words in a field, weighted."""
        terms = [Query.term_query(self._schema, field, word, "freq") for word in words]
        return Query.boost_query(
            Query.boolean_query([(Occur.Should, term) for term in terms]), weight
        )

    def _opened(self) -> bool:
        """Open what lies in the folder; False where it cannot be used as it is."""
        try:
            note = json.loads((self._folder / "assistant.json").read_text("utf-8"))
            if note["format"] != FORMAT:
                return False
            # A damaged segment can bring the whole process down when it is read; so
            # the files are compared with what was written before they are opened.
            if note["files"] != self._files():
                return False
            documents = {int(row): _document(entry) for row, entry in note["documents"].items()}
            index = tantivy.Index.open(str(self._folder))
            searcher = index.searcher()
            if searcher.num_docs != len(documents):
                return False
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False
        self._open, self._view = index, _View(searcher, documents)
        self._held_files = note["files"]
        return True

    def _rebuild(self, documents: Sequence[Document], version: int) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._open = tantivy.Index(self._schema, path=str(self._folder))
        self._write({}, {document.key: document for document in documents}, version)

    def _write(
        self, present: Mapping[int, Document], wanted: Mapping[str, Document], version: int
    ) -> None:
        """Write the difference in one commit: a single change costs as much as a thousand."""
        assert self._open is not None
        documents = dict(present)
        held = {document.key: document for document in documents.values()}
        writer = self._open.writer(heap_size=_HEAP_BYTES, num_threads=1)
        gone = [row for row, document in documents.items() if wanted.get(document.key) != document]
        # By query: deleting by the term of a number is taken without complaint, and not done.
        writer.delete_documents_by_query(Query.term_set_query(self._schema, "row", gone))
        for row in gone:
            del documents[row]
        free = max(documents, default=-1) + 1
        for key, document in wanted.items():
            if held.get(key) != document:
                writer.add_document(self._written(free, document))
                documents[free] = document
                free += 1
        writer.commit()
        writer.wait_merging_threads()
        self._open.reload()
        # One assignment: a question that is being answered meanwhile sees either view whole.
        self._view = _View(self._open.searcher(), documents)
        # The note comes last: cut off before it, its list of files is wrong and the
        # next start rebuilds.
        self._note(version)

    def _written(self, row: int, document: Document) -> tantivy.Document:
        cut = {
            "name": document.name,
            "aliases": " ".join(document.aliases),
            "parent": document.parent,
            "department": document.department,
            "body": document.body,
        }
        text = {field: tokens(self._segmenter, value) for field, value in cut.items()}
        given = {"row": row, "kind": document.kind, "region": document.region_code, **text}
        return tantivy.Document.from_dict(given, self._schema)

    def _files(self) -> dict[str, int]:
        """Checksum of every file that the engine wrote; none where the folder is missing."""
        if not self._folder.is_dir():
            return {}
        return {
            path.name: zlib.crc32(path.read_bytes())
            for path in sorted(self._folder.iterdir())
            if _is_segment(path)
        }

    def _note(self, version: int) -> None:
        assert self._view is not None
        self._held_files = self._files()
        entries = {
            str(row): {f.name: getattr(document, f.name) for f in fields(Document)}
            for row, document in self._view.documents.items()
        }
        note = {
            "format": FORMAT,
            "version": version,
            "files": self._held_files,
            "documents": entries,
        }
        written = self._folder / "assistant.json.new"
        written.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        written.replace(self._folder / "assistant.json")


def _best(
    searcher: tantivy.Searcher, query: Query, limit: int
) -> list[tuple[float, tantivy.DocAddress]]:
    """The best hits and all that tie with the last: the engine cuts ties by order of writing."""
    asked = limit + 1
    hits = searcher.search(query, asked, count=False).hits
    while len(hits) == asked and hits[-1][0] == hits[limit - 1][0]:
        asked *= 2
        hits = searcher.search(query, asked, count=False).hits
    return hits


def _is_segment(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(("assistant.json", "."))


def _document(entry: dict[str, object]) -> Document:
    aliases = entry.pop("aliases")
    return Document(aliases=tuple(aliases), **entry)  # type: ignore[arg-type]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for field in ("kind", "region"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in _OF_ITEMS[-1]:
        # Texts come cut by us; the engine only splits them at the spaces.
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
