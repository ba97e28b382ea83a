"""What any search engine must do. An adapter is added to ENGINES and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.port import Entry, Request, SearchEngine, open_engine

ENGINES: dict[str, Callable[[Path], str]] = {"whoosh": lambda folder: f"whoosh://{folder / 'index'}"}


class Shelf:
    """Entries by id, as a catalogue keeps them."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def put(self, *entries: Entry) -> tuple[Entry, ...]:
        self.entries.update({entry.id: entry for entry in entries})
        return entries

    def __call__(self, ids: Sequence[str]) -> Mapping[str, Entry]:
        return {id: self.entries[id] for id in ids if id in self.entries}


INCHEON = Entry(
    "d1",
    "document",
    "Jawa Barat dan Incheon menandatangani LoI",
    "Gubernur Jawa Barat menandatangani letter of intent dengan Kota Incheon. Kerja sama di bidang pendidikan dan "
    "persampahan dimulai tahun depan.",
    language="id",
    kind="news",
    date="2017-09-25",
    homes=("ID-32",),
    partners=("KR-28",),
    countries=("KR",),
    fields=("education", "waste"),
    instruments=("LoI",),
    statuses=("signed",),
    signed=("2017-09-25",),
    laws=("PP 28/2018",),
    names=("Jawa Barat", "Incheon"),
    version="1",
)
RETOLD = replace(
    INCHEON, id="d2", title="LoI Jawa Barat-Inchon diteken", body="Inchon bermitra dengan Jabar.", date="2017-09-26"
)
ENGLISH = Entry(
    "d3",
    "document",
    "Surabaya and Liverpool talk about port management",
    "The mayor of Surabaya met a delegation from Liverpool. Both cities want cooperation in education.\fOn the second "
    "page the talks on the creative economy are reported at length.",
    language="en",
    kind="report",
    date="2018-03",
    homes=("ID-35.78",),
    partners=("GB-LIV",),
    countries=("GB",),
    fields=("transport", "creative_economy"),
    statuses=("planned",),
    pages=((0, 97), (98, 180)),
    version="1",
)
AGREEMENT = Entry(
    "jawa-barat--incheon--loi--2017",
    "agreement",
    "Jawa Barat – Incheon: Letter of Intent (2017-09-25)",
    "South Korea; Korea Selatan; Education; Pendidikan",
    date="2017-09-25",
    homes=("ID-32",),
    partners=("KR-28",),
    countries=("KR",),
    fields=("education",),
    instruments=("LoI",),
    statuses=("signed",),
    signed=("2017-09-25",),
    names=("Jawa Barat", "Incheon"),
    version="7",
)
PLAIN = Entry("d4", "document", "Rapat anggaran", "Dinas membahas anggaran air minum.", "id", "other", version="1")
EVERY = (INCHEON, RETOLD, ENGLISH, AGREEMENT, PLAIN)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(params=sorted(ENGINES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def engine(url: str, shelf: Shelf) -> Iterator[SearchEngine]:
    engine = open_engine(url, shelf)
    yield engine
    engine.close()


@pytest.fixture
def filled(engine: SearchEngine, shelf: Shelf) -> SearchEngine:
    engine.write(shelf.put(*EVERY))
    return engine


def ids(engine: SearchEngine, text: str, **more: object) -> list[str]:
    return [hit.id for hit in engine.search(Request(text, **more)).hits]  # type: ignore[arg-type]


def test_empty_engine_answers(engine: SearchEngine) -> None:
    answer = engine.search(Request("anything"))
    assert (answer.total, answer.hits, engine.count(), dict(engine.versions())) == (0, (), 0, {})
    assert engine.suggest("any") == ()
    assert engine.similar("nobody") == ()


def test_what_is_written_is_found_at_once(engine: SearchEngine, shelf: Shelf) -> None:
    engine.write(shelf.put(PLAIN))
    assert ids(engine, "anggaran") == ["d4"]
    assert engine.count() == 1
    assert dict(engine.versions()) == {"d4": "1"}


def test_writing_again_replaces(filled: SearchEngine, shelf: Shelf) -> None:
    filled.write(shelf.put(replace(PLAIN, title="Rapat kopi", body="Dinas membahas kopi.", version="2")))
    assert ids(filled, "anggaran") == []
    assert ids(filled, "kopi") == ["d4"]
    assert filled.count() == len(EVERY)
    assert filled.versions()["d4"] == "2"


def test_the_last_of_two_in_one_writing_counts(engine: SearchEngine, shelf: Shelf) -> None:
    engine.write(shelf.put(PLAIN) + shelf.put(replace(PLAIN, body="Kopi.", version="2")))
    assert engine.count() == 1
    assert ids(engine, "kopi") == ["d4"]


def test_removed_entries_are_gone(filled: SearchEngine) -> None:
    filled.remove(["d4", "unknown"])
    assert ids(filled, "anggaran") == []
    assert filled.count() == len(EVERY) - 1
    assert "d4" not in filled.versions()


def test_rebuild_replaces_everything(filled: SearchEngine, shelf: Shelf) -> None:
    filled.rebuild(shelf.put(replace(PLAIN, id="d9", version="3")))
    assert dict(filled.versions()) == {"d9": "3"}
    assert ids(filled, "anggaran") == ["d9"]
    assert ids(filled, "Incheon") == []


def test_searches_go_on_during_a_rebuild(filled: SearchEngine, shelf: Shelf) -> None:
    seen: list[int] = []

    def slowly() -> Iterator[Entry]:
        for entry in EVERY:
            seen.append(len(ids(filled, "anggaran")))
            yield entry

    filled.rebuild(slowly())
    assert seen == [1] * len(EVERY)
    assert filled.count() == len(EVERY)


def test_a_seal_holds_until_the_content_changes(filled: SearchEngine, url: str, shelf: Shelf) -> None:
    assert filled.sealed() is None
    filled.seal("revision 7")
    other = open_engine(url, shelf)
    assert filled.sealed() == other.sealed() == "revision 7"
    other.write(shelf.put(replace(PLAIN, id="new")))
    assert filled.sealed() is other.sealed() is None
    other.seal("revision 8")
    filled.remove(["new"])
    assert other.sealed() is None
    other.seal("revision 9")
    other.rebuild(EVERY)
    assert filled.sealed() is None
    other.close()


def test_another_opening_sees_the_same(filled: SearchEngine, url: str, shelf: Shelf) -> None:
    other = open_engine(url, shelf)
    try:
        assert other.count() == len(EVERY)
        filled.remove(["d4"])
        assert other.count() == len(EVERY) - 1
    finally:
        other.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Incheon", {"d1", "d2", AGREEMENT.id}),
        ("inchon", {"d1", "d2", AGREEMENT.id}),
        ("인천", {"d1", "d2", AGREEMENT.id}),
        ("INCHEON Jabar", {"d1", "d2", AGREEMENT.id}),
        ('"Incheon"', {"d1", AGREEMENT.id}),
        ('"jawa barat" incheon -inchon', {"d1", AGREEMENT.id}),
        ("pendidikan", {"d1", "d2", "d3", AGREEMENT.id}),
        ("education", {"d1", "d2", "d3", AGREEMENT.id}),
        ("penandatanganan", {"d1", "d2"}),
        ("anggaran OR liverpool", {"d3", "d4"}),
        ("(anggaran OR liverpool) -surabaya", {"d4"}),
        ("liverp*", {"d3"}),
        ("*pool", {"d3"}),
        ("liverpol~", {"d3"}),
        ("home:Jabar partner:Incheon", {"d1", "d2", AGREEMENT.id}),
        ("negara:Korsel jenis:news", {"d1", "d2"}),
        ("country:KR kind:news", {"d1", "d2"}),
        ("field:education status:signed", {"d1", "d2", AGREEMENT.id}),
        ('bidang:"ekonomi kreatif"', {"d3"}),
        ("year:2018", {"d3"}),
        ("tahun:2017..2018", {"d1", "d2", "d3", AGREEMENT.id}),
        ("signed:>=2018", set()),
        ("signed:2017-09", {"d1", "d2", AGREEMENT.id}),
        ('law:"PP 28/2018"', {"d1", "d2"}),
        ('law:"Peraturan Pemerintah Nomor 28 Tahun 2018"', {"d1", "d2"}),
        ("lang:en", {"d3"}),
        ("type:agreement", {AGREEMENT.id}),
        ("instrument:LoI type:document", {"d1", "d2"}),
        ("-pendidikan -education", {"d2", "d4"}),
        ("title:anggaran", {"d4"}),
        ("", {entry.id for entry in EVERY}),
    ],
)
def test_queries_find(filled: SearchEngine, query: str, found: set[str]) -> None:
    assert set(ids(filled, query)) == found


def test_words_as_typed(filled: SearchEngine) -> None:
    assert ids(filled, "inchon", expand=False) == ["d2"]
    assert set(ids(filled, "pendidikan", expand=False)) == {"d1", AGREEMENT.id}


def test_filters_are_or_inside_and_and_across(filled: SearchEngine) -> None:
    assert set(ids(filled, "", filters={"kind": ("report", "other")})) == {"d3", "d4"}
    assert set(ids(filled, "", filters={"kind": ("report", "other"), "language": ("en",)})) == {"d3"}
    assert set(ids(filled, "", filters={"year": ("2018",)})) == {"d3"}
    assert ids(filled, "", filters={"kind": ("nothing",)}) == []


def test_facets_count_all_matches_and_ignore_their_own_filter(filled: SearchEngine) -> None:
    answer = filled.search(Request("", limit=1))
    assert dict(answer.facets["partner"]) == {"KR-28": 3, "GB-LIV": 1}
    assert answer.facets["kind"][0] == ("news", 2)
    assert dict(answer.years) == {2017: 3, 2018: 1}
    chosen = filled.search(Request("", filters={"kind": ("report",)}))
    assert dict(chosen.facets["kind"]) == {"news": 2, "report": 1, "other": 1}
    assert dict(chosen.facets["partner"]) == {"GB-LIV": 1}
    assert chosen.total == 1


def test_paging_covers_everything_once(filled: SearchEngine) -> None:
    pages = [ids(filled, "", offset=start, limit=2) for start in range(0, 6, 2)]
    assert sorted(id for page in pages for id in page) == sorted(entry.id for entry in EVERY)
    assert ids(filled, "", offset=100) == []
    assert ids(filled, "", limit=0) == []


def test_sorting_by_date(filled: SearchEngine) -> None:
    newest = ids(filled, "", sort="newest")
    assert newest[:2] == ["d3", "d2"]
    assert newest[-1] == "d4"
    assert ids(filled, "", sort="oldest")[-2:] == ["d3", "d4"]


def test_a_story_is_shown_once(engine: SearchEngine, shelf: Shelf) -> None:
    told = [replace(PLAIN, id=f"s{number}", story="one") for number in range(3)]
    engine.write(shelf.put(*told, replace(PLAIN, id="alone")))
    answer = engine.search(Request("anggaran"))
    assert (answer.total, answer.shown, len(answer.hits)) == (4, 2, 2)
    first = next(hit for hit in answer.hits if hit.others)
    assert {first.id, *first.others} == {"s0", "s1", "s2"}
    assert len(engine.search(Request("anggaran", stories=False)).hits) == 4


def test_title_and_names_beat_passing_mentions(engine: SearchEngine, shelf: Shelf) -> None:
    passing = replace(
        PLAIN, id="passing", body="Tamu dari Varna hadir juga. " + "Anggaran dibahas panjang lebar. " * 30
    )
    about = replace(PLAIN, id="about", title="Varna berkunjung", body="Rapat panjang. " * 40)
    engine.write(shelf.put(passing, about))
    assert ids(engine, "varna") == ["about", "passing"]


def test_of_equals_the_newer_comes_first(engine: SearchEngine, shelf: Shelf) -> None:
    engine.write(shelf.put(*(replace(PLAIN, id=f"y{year}", date=str(year)) for year in (2015, 2020, 2018))))
    assert ids(engine, "anggaran") == ["y2020", "y2018", "y2015"]


def test_literal_matches_come_before_other_spellings(engine: SearchEngine, shelf: Shelf) -> None:
    literal = replace(PLAIN, id="literal", body="Kunjungan ke Incheon.")
    alias = replace(PLAIN, id="alias", body="Kunjungan ke Inchon.")
    engine.write(shelf.put(alias, literal))
    assert ids(engine, "Incheon kunjungan") == ["literal", "alias"]
    assert ids(engine, "Inchon kunjungan") == ["alias", "literal"]


def test_few_complete_matches_are_followed_by_others_with_a_note(filled: SearchEngine) -> None:
    answer = filled.search(Request("liverpool pariwisata"))
    assert [hit.id for hit in answer.hits] == ["d3"]
    assert answer.notes


def test_two_of_three_notions_beat_one_that_is_written_in_two_words(engine: SearchEngine, shelf: Shelf) -> None:
    fillers = [replace(PLAIN, id=f"f{number}", body=f"Rapat {number}.") for number in range(6)]
    both = replace(PLAIN, id="both", body="Daejeon: kerja sama pendidikan.")
    term = replace(PLAIN, id="term", body="Tentang sister city. Sister city itu apa? Sister city ialah kota mitra.")
    engine.write(shelf.put(*fillers, both, term))
    assert ids(engine, "sister city Daejeon pendidikan") == ["both", "term"]


def test_some_words_of_a_term_are_offered_where_nothing_has_all(engine: SearchEngine, shelf: Shelf) -> None:
    engine.write(shelf.put(PLAIN, replace(PLAIN, id="half", body="Surat dari dinas.")))
    answer = engine.search(Request("surat kuasa"))
    assert ([hit.id for hit in answer.hits], len(answer.notes)) == (["half"], 1)


def test_snippets_mark_and_give_the_page(filled: SearchEngine) -> None:
    hit = filled.search(Request("creative economy")).hits[0]
    assert hit.id == "d3"
    assert [snippet.page for snippet in hit.snippets] == [2]
    snippet = hit.snippets[0]
    assert "creative economy" in [snippet.text[mark.start : mark.end] for mark in snippet.marks]
    assert " ".join(ENGLISH.body[snippet.start :].split()).startswith(snippet.text[:20])
    title = filled.search(Request("liverpool")).hits[0].title
    assert [title.text[mark.start : mark.end] for mark in title.marks] == ["Liverpool"]


def test_why_names_the_means(filled: SearchEngine) -> None:
    why = {reason.kind for hit in filled.search(Request("인천")).hits for reason in hit.why}
    assert "alias" in why
    hits = {hit.id: hit for hit in filled.search(Request("penandatanganan")).hits}
    assert ("stem", "menandatangani") in {(reason.kind, reason.matched) for reason in hits["d1"].why}


def test_hits_of_entries_that_are_gone_are_left_out(filled: SearchEngine, shelf: Shelf) -> None:
    del shelf.entries["d4"]
    assert ids(filled, "anggaran") == []


def test_suggestions(filled: SearchEngine) -> None:
    places = [suggestion for suggestion in filled.suggest("inch") if suggestion.kind == "place"]
    assert [(place.text, place.key) for place in places] == [("Incheon", "KR-28")]
    assert [suggestion.text for suggestion in filled.suggest("jaba")][:1] == ["Jawa Barat"]
    kinds = {suggestion.kind for suggestion in filled.suggest("jawa barat inch")}
    assert {"agreement", "title"} <= kinds
    assert len(filled.suggest("j", 3)) <= 3
    assert filled.suggest("") == ()


def test_did_you_mean(engine: SearchEngine, shelf: Shelf) -> None:
    engine.write(shelf.put(*(replace(PLAIN, id=f"d{number}") for number in range(30))))
    answer = engine.search(Request("anggarn"))
    assert (answer.suggestion, answer.total) == ("anggaran", 30)
    assert answer.notes
    assert engine.search(Request("anggarn", expand=False)).total == 0
    assert engine.search(Request("anggaran")).suggestion is None


def test_similar_entries(filled: SearchEngine) -> None:
    assert [hit.id for hit in filled.similar("d1")][:2] in (["d2", AGREEMENT.id], [AGREEMENT.id, "d2"])
    assert "d1" not in [hit.id for hit in filled.similar("d1")]
    assert filled.similar("unknown") == ()


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "(((",
        ")",
        "OR",
        "NOT",
        "-",
        "* ?",
        "a:b:c",
        "field:",
        "year:..",
        "~",
        "a" * 100_000,
        "(" * 5_000,
        "\0\ud800",
        "x*" * 50,
    ],
)
def test_no_query_is_an_error(filled: SearchEngine, text: str) -> None:
    assert filled.search(Request(text)).seconds < 2


def test_many_words_with_a_star_in_front_are_cut_short_with_a_note(filled: SearchEngine) -> None:
    answer = filled.search(Request("*pool " * 9))
    assert [hit.id for hit in answer.hits] == ["d3"]
    assert len(answer.notes) == 1


def test_many_threads_get_right_answers(filled: SearchEngine, shelf: Shelf) -> None:
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(15):
            try:
                if set(ids(filled, "Incheon")) != {"d1", "d2", AGREEMENT.id}:
                    wrong.append("other answer")
            except Exception as error:  # noqa: BLE001 - whatever goes wrong in a thread is told
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10):
        filled.write(shelf.put(replace(PLAIN, id=f"new{number}")))
    for thread in threads:
        thread.join()
    assert wrong == []
    assert filled.count() == len(EVERY) + 10


def test_writers_queue(url: str, shelf: Shelf) -> None:
    entries = [replace(PLAIN, id=f"w{number}") for number in range(12)]
    shelf.put(*entries)
    open_engine(url, shelf).close()

    def write(part: list[Entry]) -> None:
        engine = open_engine(url, shelf)
        for entry in part:
            engine.write([entry])
        engine.close()

    threads = [threading.Thread(target=write, args=(entries[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine = open_engine(url, shelf)
    assert engine.count() == 12
    engine.close()
