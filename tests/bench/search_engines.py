"""The engines that the benchmark of search compares, doing the same work: twenty best, snippets, all facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from search_corpus import Question, Texts

from index.highlight import Highlighter, Target
from index.port import Entry, Request, open_engine
from index.query.plan import Reason

FACETS = ("kind", "language", "home", "partner", "country", "field")
SINGLE = ("kind", "language")
LIMIT = 20


def values(entry: Entry, facet: str) -> tuple[str, ...]:
    """The values of a facet."""
    several = {"home": entry.homes, "partner": entry.partners, "country": entry.countries, "field": entry.fields}
    return several.get(facet) or (
        (entry.kind,) if facet == "kind" else (entry.language,) if facet == "language" else ()
    )


class Engine(Protocol):
    """Builds an index, opens it, answers: (number of matches, ids of the best, snippets, facets)."""

    def build(self, entries: Iterable[Entry]) -> None: ...
    def open(self) -> None: ...
    def ask(self, question: Question) -> tuple[int, int, int]: ...


class Naskah:
    """Our engine; with `expand` also with stems, aliases and translations."""

    def __init__(self, folder: Path, *, expand: bool = False) -> None:
        self.folder = folder
        self.expand = expand

    def build(self, entries: Iterable[Entry]) -> None:
        engine = open_engine(f"whoosh://{self.folder / 'naskah'}", lambda ids: {}, create=True)
        engine.rebuild(entries)
        engine.close()

    def open(self) -> None:
        self.engine = open_engine(f"whoosh://{self.folder / 'naskah'}", Texts(self.folder / "texts.sqlite"))

    def ask(self, question: Question) -> tuple[int, int, int]:
        text = {"phrase": '"%s"', "prefix": "%s*", "fuzzy": "%s~"}.get(question.kind, "%s") % " ".join(question.words)
        if question.years:
            text += f" year:{question.years[0]}..{question.years[1]}"
        filters = {name: (value,) for name, value in question.filters}
        answer = self.engine.search(Request(text, filters, expand=self.expand, limit=LIMIT))
        return answer.total, sum(len(hit.snippets) > 0 for hit in answer.hits), len(answer.facets)


class Fts5:
    """SQLite's full text search, with facets and filters by SQL."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts.sqlite"

    def build(self, entries: Iterable[Entry]) -> None:
        self.path.unlink(missing_ok=True)
        with sqlite3.connect(self.path) as database:
            database.executescript(
                """
                CREATE TABLE entry (number INTEGER PRIMARY KEY, title TEXT, body TEXT, kind TEXT, language TEXT,
                    year INT);
                CREATE TABLE value (facet TEXT, value TEXT, number INT);
                CREATE VIRTUAL TABLE words USING fts5(title, body, content='entry', content_rowid='number',
                    tokenize='unicode61 remove_diacritics 0');
                CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
                """
            )
            for number, entry in enumerate(entries):
                year = int((entry.date or "0")[:4])
                row = (number, entry.title, entry.body, entry.kind, entry.language, year)
                database.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
                database.execute("INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)", row[:3])
                database.executemany(
                    "INSERT INTO value VALUES (?, ?, ?)",
                    [
                        (facet, value, number)
                        for facet in FACETS
                        if facet not in SINGLE
                        for value in values(entry, facet)
                    ],
                )
            database.execute("CREATE INDEX by_number ON value(number, facet, value)")
            database.execute("ANALYZE")

    def open(self) -> None:
        self.database = sqlite3.connect(self.path)
        self.terms = [term for (term,) in self.database.execute("SELECT term FROM vocabulary")]

    def ask(self, question: Question) -> tuple[int, int, int]:
        where, given = self._where(question)
        source = f"FROM words CROSS JOIN entry ON entry.number = words.rowid WHERE words MATCH ? {where}"
        run = self.database.execute
        total = run(f"SELECT count(*) {source}", given).fetchone()[0]
        best = run(
            f"SELECT words.rowid, snippet(words, 1, '<', '>', '...', 30) {source} ORDER BY words.rank LIMIT {LIMIT}",
            given,
        ).fetchall()
        counted = 0
        for facet in (*SINGLE, "year"):
            run(f"SELECT {facet}, count(*) {source} GROUP BY 1", given).fetchall()
            counted += 1
        rest = tuple(facet for facet in FACETS if facet not in SINGLE)
        marks = ",".join("?" * len(rest))
        run(
            f"SELECT value.facet, value.value, count(*) FROM words CROSS JOIN entry ON entry.number = words.rowid "
            f"CROSS JOIN value ON value.number = words.rowid WHERE words MATCH ? {where} AND value.facet IN ({marks}) "
            "GROUP BY 1, 2",
            (*given, *rest),
        ).fetchall()
        return total, len(best), counted + len(rest)

    def _where(self, question: Question) -> tuple[str, tuple[Any, ...]]:
        match = " ".join(f'"{word}"' for word in question.words)
        if question.kind == "phrase":
            match = f'"{" ".join(question.words)}"'
        if question.kind == "prefix":
            match = f'"{question.words[0]}"*'
        if question.kind == "fuzzy":
            from rapidfuzz.distance import OSA
            from rapidfuzz.process import extract

            near = extract(question.words[0], self.terms, scorer=OSA.distance, score_cutoff=1, limit=40)
            match = " OR ".join(f'"{term}"' for term, _, _ in near) or '"-"'
        where, given = "", [match]
        for name, value in question.filters:
            if name in SINGLE:
                where += f" AND entry.{name} = ?"
                given.append(value)
            else:
                where += " AND entry.number IN (SELECT number FROM value WHERE facet = ? AND value = ?)"
                given += [name, value]
        if question.years:
            where += f" AND entry.year BETWEEN {question.years[0]} AND {question.years[1]}"
        return where, tuple(given)


class Tantivy:
    """Tantivy (Rust), with facets by its aggregations and our snippets over the same texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("title")
        builder.add_text_field("body")
        for facet in FACETS:
            builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("year", indexed=True, fast=True)
        return builder.build()

    def build(self, entries: Iterable[Entry]) -> None:
        import tantivy

        (self.folder / "tantivy").mkdir()
        index = tantivy.Index(self._schema(), path=str(self.folder / "tantivy"))
        writer = index.writer(heap_size=128_000_000, num_threads=1)
        for entry in entries:
            document = tantivy.Document()
            document.add_text("id", entry.id)
            document.add_text("title", entry.title)
            document.add_text("body", entry.body)
            document.add_unsigned("year", int((entry.date or "0")[:4]))
            for facet in FACETS:
                for value in values(entry, facet):
                    document.add_text(facet, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self.index = tantivy.Index.open(str(self.folder / "tantivy"))
        self.index.reload()
        self.searcher = self.index.searcher()
        self.schema = self._schema()
        self.texts = Texts(self.folder / "texts.sqlite")

    def ask(self, question: Question) -> tuple[int, int, int]:
        query = self._query(question)
        found = self.searcher.search(query, limit=LIMIT, count=True)
        ids = [self.searcher.doc(address)["id"][0] for _, address in found.hits]
        wanted = {facet: {"terms": {"field": facet, "size": 1000}} for facet in FACETS}
        wanted["year"] = {"terms": {"field": "year", "size": 100}}
        counted = self.searcher.aggregate(query, wanted)
        words = [question.words] if question.kind == "phrase" else [(word,) for word in question.words]
        highlighter = Highlighter([Target(tuple(target), Reason("word", " ".join(target))) for target in words])
        entries = self.texts(ids)
        cut = [highlighter.snippets(entries[id].body)[0] for id in ids]
        return found.count, len(cut), len(counted)

    def _query(self, question: Question) -> Any:
        from tantivy import FieldType, Occur, Query

        def anywhere(make: Any) -> Any:
            return Query.boolean_query([(Occur.Should, make("title")), (Occur.Should, make("body"))])

        word, words, schema = question.words[0], list(question.words), self.schema
        if question.kind == "phrase":
            parts = [anywhere(lambda field: Query.phrase_query(schema, field, words))]
        elif question.kind == "prefix":
            parts = [anywhere(lambda field: Query.regex_query(schema, field, f"{word}.*"))]
        elif question.kind == "fuzzy":
            parts = [anywhere(lambda field: Query.fuzzy_term_query(schema, field, word, distance=1))]
        else:
            parts = [anywhere(lambda field, each=each: Query.term_query(schema, field, each)) for each in words]
        parts += [Query.term_query(schema, name, value, index_option="basic") for name, value in question.filters]
        if question.years:
            parts.append(Query.range_query(schema, "year", FieldType.Unsigned, *question.years))
        return Query.boolean_query([(Occur.Must, part) for part in parts])
