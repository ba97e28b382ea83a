"""Words become notions, values become codes."""

from __future__ import annotations

import pytest

from index.analysis.lexicon import senses, stopwords
from index.analysis.stemming import is_root, stems
from index.analysis.tokens import spans, words
from index.analysis.understand import understand
from index.query import plan as plans
from index.query.parse import parse
from index.query.plan import Concept, Plan, leaves


class Counted:
    """A vocabulary of the given words and values."""

    def __init__(self, *known: str) -> None:
        self.known = set(known)

    def frequency(self, field: str, term: str) -> int:
        return int(term in self.known)


def forms(text: str, *known: str, expand: bool = True) -> set[str]:
    """All spellings of a query's notions."""
    plan = understand(parse(text).tree, Counted(*known), expand=expand).plan
    return {" ".join(leaf.words) if isinstance(leaf, plans.Phrase) else leaf.text for leaf in _texts(plan)}


def _texts(plan: Plan) -> list[plans.Term | plans.Phrase | plans.Related]:
    return [leaf for leaf in leaves(plan) if isinstance(leaf, plans.Term | plans.Phrase | plans.Related)]


def tags(text: str, *known: str) -> set[tuple[str, str]]:
    plan = understand(parse(text).tree, Counted(*known)).plan
    return {(leaf.field, leaf.value) for leaf in leaves(plan) if isinstance(leaf, plans.Tag)}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Kota Incheon, Korea", ["kota", "incheon", "korea"]),
        ("Xi'an and Jum’at", ["xian", "and", "jumat"]),
        ("Java's Timrå", ["java", "s", "timra"]),
        ("Gyeongsangbuk-do", ["gyeongsangbuk", "do"]),
        ("PP 28/2018", ["pp", "28", "2018"]),
        ("인천광역시", ["인천광역시"]),
        ("浙江省 abc", ["浙", "江", "省", "abc"]),
        ("a_b", ["a", "b"]),
        ("", []),
        ("x" * 100, ["x" * 64]),
    ],
)
def test_words_of_a_text(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens
    assert [word for word, _, _ in spans(text)] == tokens


def test_spans_cover_the_words() -> None:
    text = "Pemkot Xi’an – Timrå"
    assert [text[start:end] for _, start, end in spans(text)] == ["Pemkot", "Xi’an", "Timrå"]


@pytest.mark.parametrize(
    "family",
    [
        ("menandatangani", "ditandatangani", "penandatanganan"),
        ("pendidikan", "mendidik", "dididik"),
        ("kerjasama", "bekerjasama"),
        ("kunjungan", "mengunjungi", "berkunjung"),
        ("penjajakan", "menjajaki"),
        ("pelatihan", "melatih"),
        ("perpanjangan", "diperpanjang", "memperpanjang"),
    ],
)
def test_indonesian_families(family: tuple[str, ...]) -> None:
    assert len({stems(word, 1) for word in family}) == 1


def test_english_families_and_words_without_stem() -> None:
    assert stems("agreements", 2) == stems("agreement", 2)
    assert stems("2017") == stems("pp") == stems("인천") == ()


@pytest.mark.parametrize(
    "place", ["berlin", "busan", "bekasi", "penang", "kediri", "kelantan", "pekalongan", "kebumen"]
)
def test_places_are_not_stemmed(place: str) -> None:
    assert stems(place, 1) == (f"id:{place}",)


def test_lexicon() -> None:
    assert is_root("kota")
    assert "dengan" in stopwords()
    assert list(senses(("dan",))) == []
    assert any(("partner", "KR-28") in sense.codes for sense in senses(("인천",)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Incheon", {"incheon", "inchon", "인천"}),
        ("인천", {"incheon", "inchon"}),
        ("Jabar", {"jabar", "jawa barat", "west java"}),
        ("RRT", {"rrt", "china", "tiongkok"}),
        ("Korsel", {"south korea", "korea selatan"}),
        ("pendidikan", {"pendidikan", "education"}),
        ("education", {"pendidikan", "education"}),
        ("nota kesepahaman", {"nota kesepahaman", "mou", "memorandum of understanding"}),
        ("MoU", {"nota kesepahaman", "mou"}),
        ("sister city", {"sister city", "kota kembar", "sister cities"}),
        ("kota kembar", {"sister city"}),
        ("kerja sama", {"kerja sama", "kerjasama", "cooperation"}),
        ("kerjasama", {"kerja sama", "cooperation"}),
        ("rumah sakit", {"hospital"}),
        ("PP 28 Tahun 2018", {"pp 28 2018", "peraturan pemerintah nomor 28 tahun 2018"}),
        ("Peraturan Pemerintah Nomor 28 Tahun 2018", {"pp 28 2018"}),
    ],
)
def test_other_spellings(text: str, expected: set[str]) -> None:
    assert expected <= forms(text)


@pytest.mark.parametrize("text", ["Incheon", "Jabar", "sister city", "PP 28 Tahun 2018", "nota kesepahaman"])
def test_other_spellings_weigh_less(text: str) -> None:
    plan = understand(parse(text).tree, Counted()).plan
    assert isinstance(plan, Concept)
    first, *others = [form for form in plan.forms if not isinstance(form, plans.All)]
    assert not isinstance(first, Concept)
    assert first.boost == 1.0  # type: ignore[union-attr]
    assert all(form.boost < 1.0 for form in others)  # type: ignore[union-attr]


def test_quotes_and_words_as_typed_switch_it_off() -> None:
    assert forms('"Incheon"') == {"incheon"}
    assert forms('"sister city" "kerja sama"') == {"sister city", "kerja sama"}
    assert forms("Incheon pendidikan", expand=False) == {"incheon", "pendidikan"}


def test_words_written_as_one_or_apart() -> None:
    assert "chungcheongbuk" in forms("chung cheong buk", "chungcheongbuk")
    assert "tata kota" in forms("tatakota", "tata", "kota")


def test_stopwords_need_not_occur() -> None:
    assert "dengan" not in forms("kerja sama dengan Jepang")
    assert forms("dengan", expand=False) == {"dengan"}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("partner:Inchon", ("partner", "KR-28")),
        ("home:Jabar", ("home", "ID-32")),
        ("country:Korsel", ("country", "KR")),
        ("country:kr", ("country", "KR")),
        ("field:pendidikan", ("field", "education")),
        ('bidang:"ekonomi kreatif"', ("field", "creative_economy")),
        ("instrument:LoI", ("instrument", "LoI")),
        ("status:planned", ("status", "planned")),
        ("jenis:laporan", ("kind", "report")),
        ("lang:inggris", ("language", "en")),
        ("type:agreement", ("type", "agreement")),
        ("law:PP-28/2018", ("law", "pp 28 2018")),
    ],
)
def test_values_become_codes(text: str, tag: tuple[str, str]) -> None:
    assert tag in tags(text)


def test_a_value_that_nobody_knows_is_taken_as_words() -> None:
    understood = understand(parse("field:sesuatu").tree, Counted())
    assert understood.notes
    assert "sesuatu" in forms("field:sesuatu")


def test_a_rare_place_of_the_same_name_as_a_word_is_not_meant() -> None:
    assert not any(field in ("partner", "home") for field, _ in tags("sama", "sama"))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("sister city berakhir", [{"sister", "city"}, set()]),
        ("Jawa Barat pendidikan", [set(), set()]),
        ("PP 28 Tahun 2018", [set()]),
        ("PP 28 Tahun 2018 surat kuasa", [set(), {"surat", "kuasa"}]),
    ],
)
def test_a_term_can_be_had_in_part_and_a_name_cannot(text: str, units: list[set[str]]) -> None:
    understood = understand(parse(text).tree, Counted())
    literal = [
        {
            form.text
            for word in unit.words
            for form in _texts(word)
            if form.reason.kind == "word" and form.field == "text"
        }  # type: ignore[union-attr]
        for unit in understood.units
    ]
    assert literal == units
    assert understood.divisible == (len(units) > 1 or any(units))


def test_a_status_finds_entries_that_bear_it() -> None:
    assert ("status", "expired") in tags("berakhir")
