import itertools

import numpy as np
import pytest

from archive.model import Span
from archive.model.record import Status
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records import scene
from extractors.records.assembling import rules_of
from extractors.records.drafts import Draft
from extractors.records.frames import Frame, Value
from extractors.records.scores.scoring import Logistic
from extractors.records.ties import rivals, weighing
from extractors.records.ties.adding import frame_of
from extractors.records.ties.another import another
from extractors.records.ties.candidates import RULES
from extractors.records.ties.deciding import Chance, Decision, Seen, firsts, logit
from extractors.records.ties.inputs import ROLES, document_input
from extractors.records.ties.network import network, packed, unpacked
from extractors.records.ties.reading import Prepared, prepare
from extractors.records.ties.tokens import pieces, read, stem
from extractors.records.walk.discourse import Walk

NEWS = (
    "Surakarta dan Suwon menandatangani nota kesepahaman pada 4 Maret 2019. "
    "Gubernur Jawa Tengah hadir bersama tamu dari Busan, Korea Selatan."
)


def prepared(body: str) -> Prepared:
    text = parse_plain(body, "a")
    return prepare(*rules_of(text, find(text)))


def test_names_are_read_by_what_they_are() -> None:
    text = parse_plain(NEWS, "a")
    tokens = read(scene.look(text, find(text)))
    forms = " ".join(tokens.forms)
    assert forms.startswith("<home> dan <abroad> menandatangani nota kesepahaman pada <date> .")
    assert forms.endswith("tamu dari <abroad> , <country> .")
    assert len(tokens.forms) == len(tokens.kinds) == len(tokens.starts) == len(tokens.line_of)
    assert tokens.starts == sorted(tokens.starts)


def test_days_and_papers_are_told_anew_or_again() -> None:
    """A year and a day in it are one; what lies ahead of the day of the text is told apart."""
    given = prepared(
        "BANDUNG, 12 Mei 2020 - Pemkot Bandung meneken LoI dengan Kota Suwon pada 3 Mei 2020. LoI itu, dari tahun "
        "2020, menggantikan MoU tahun 2010. Pada 4 Juni 2021 diteken MoU baru."
    )
    kinds = [kind for kind in given.tokens.kinds if kind.startswith(("date", "instrument"))]
    assert kinds == [
        "date_today", "instrument", "date", "instrument_again", "date_again", "instrument", "date", "date_ahead",
        "instrument_again",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "breaths"),
    [
        (
            "Medan bermitra dengan Penang, Malaysia; Kota Ichikawa (1989) serta Gwangju. Suwon hadir.",
            [["Penang", "Ichikawa", "Gwangju"]],
        ),
        ("Bandung bermitra dengan Muar, Johor, dan Suwon.", [["Muar", "Suwon"]]),
        ("Bandung bermitra dengan Suwon, sedangkan Busan menolak.", []),
        (
            "Bandung has MoUs with Suwon and Busan. Kochi and Xiamen sent guests.",
            [["Suwon", "Busan"], ["Kochi", "Xiamen"]],
        ),
    ],
)
def test_parties_named_in_one_breath(body: str, breaths: list[list[str]]) -> None:
    given = prepared(body)
    names = {spot: given.tokens.parties[key].name for key, spots in given.tokens.named.items() for spot in spots}
    assert [[names[spot] for spot in spots] for spots in given.enumerations] == breaths


def test_mates_are_seen_alike() -> None:
    """To each of those named in one breath the words before and behind them are as near, and in its own turn."""
    given = prepared("Surakarta bermitra dengan Suwon, Busan dan Kochi sejak 1994.")
    first, second, third = given.views
    outside = [
        at for at in first.at if given.tokens.kinds[at] not in {"abroad", "sign"} and given.tokens.forms[at] != "dan"
    ]
    for view in (second, third):
        places = [list(view.at).index(at) for at in outside]
        for name in ("steps", "turns"):
            own, other = (getattr(one, name) for one in (view, first))
            assert own[places].tolist() == other[[list(first.at).index(at) for at in outside]].tolist()


def test_rows_of_tables_are_read_where_they_stand() -> None:
    text = parse_plain("Daftar\n\nNo | Daerah | Mitra\n1 | Surakarta | Suwon\n2 | Bandung | Liuzhou\n\nSumber: X", "a")
    forms = read(scene.look(text, find(text))).forms
    assert forms.count("<home>") == forms.count("<abroad>") == 2


@pytest.mark.parametrize(
    ("form", "other"),
    [("signing", "signed"), ("diperpanjang", "perpanjangan"), ("berkunjung", "kunjungan"), ("agreements", "agreement")],
)
def test_words_of_one_stem(form: str, other: str) -> None:
    assert stem(form) == stem(other)


def test_numbers_are_only_as_long_as_they_are() -> None:
    assert pieces("2019") == pieces("1987") != pieces("12")


def test_every_partner_sees_itself_its_homes_and_the_others() -> None:
    given = prepared(NEWS)
    assert [given.found.parties[view.partner].name for view in given.views] == ["Suwon", "Busan"]
    for view in given.views:
        assert {len(view.at)} == {len(one) for one in (view.roles, view.distances, view.told, view.steps, view.turns)}
        assert {ROLES[view.roles[spot]] for spot in view.named} == {"partner"}
        assert len(view.homes) == len(view.circumstances) == len(given.found.homes) == 2
    assert ROLES.index("neighbour") in given.views[0].roles  # Busan, beside Suwon


def test_it_is_the_turn_of_whom_was_named_last_and_of_whom_is_named_next() -> None:
    given = prepared("Suwon dan Padang. Tamu dari Hildesheim datang, begitu pula dari Otsu.")
    view = given.views[1]
    assert given.found.parties[view.partner].name == "Hildesheim"
    turns = dict(zip(view.at.tolist(), zip(*divmod(view.turns, 4), strict=True), strict=True))
    forms = given.tokens.forms
    assert turns[forms.index("dan")] == (3, 2)  # Another in the same sentence, then the partner.
    assert turns[forms.index("tamu")] == (1, 2)
    assert turns[forms.index("datang")] == (2, 3)
    assert turns[len(forms) - 1] == (3, 0)


def test_steps_tell_how_far_the_partner_is() -> None:
    given = prepared("Padang mengenal Hildesheim. " + "Hujan turun lagi. " * 12)
    view = given.views[0]
    near = dict(zip((view.at - view.at[view.named[0]]).tolist(), view.steps.tolist(), strict=True))
    assert near[-2] == near[-1] < near[0] < near[1] == near[2] < near[3] < near[30]


def test_of_each_pair_it_is_known_how_the_two_stand_together() -> None:
    given = prepared("Padang mengenal Hildesheim. Medan tidak jauh dari sana. Gwangju dan Medan berkirim surat.")
    of = {
        (given.found.parties[home].name, given.found.parties[view.partner].name): facts[-7:-3].tolist()
        for view in given.views
        for home, facts in zip(given.found.homes, view.circumstances, strict=True)
    }
    assert of["Padang", "Hildesheim"][:3] == [1, 0, 1]  # The last home before it, and in its sentence.
    assert of["Medan", "Hildesheim"][:3] == [0, 1, 0]
    assert of["Medan", "Gwangju"][:3] == [1, 1, 1]
    assert of["Padang", "Hildesheim"][3] > of["Padang", "Gwangju"][3] > 0


def test_of_each_party_it_is_known_how_often_and_where_it_is_named() -> None:
    text = (
        "Goes, 15 March 2019\n\nOur council met. It spoke of Ambon. Ambon is far, and Tual is too. Vlissingen is near."
    )
    given = prepared(text)
    first = given.views[0]
    assert given.found.parties[first.partner].name == "Goes"
    homes = dict(zip([given.found.parties[home].name for home in given.found.homes], first.circumstances, strict=True))
    of_home = {name: facts[RULES + 2 : RULES + 8].tolist() for name, facts in homes.items()}
    assert of_home["Ambon"][:5] == pytest.approx([0.5, 2 / 3, 1, 0, 1])  # Twice of three times, near the top.
    assert of_home["Tual"][:3] == pytest.approx([0.25, 1 / 3, 0])
    assert homes["Ambon"][RULES + 8 : RULES + 14].tolist()[:5] == [0.25, 0.5, 1, 1, 1]  # The first line is its own.
    assert given.views[1].circumstances[0][RULES + 8 : RULES + 14].tolist()[:5] == [0.25, 0.5, 1, 0, 0]


def test_chances_are_chances_and_know_a_signing_from_a_guest() -> None:
    given = prepared(NEWS)
    chances = {
        (given.found.parties[home].name, given.found.parties[partner].name): both
        for (home, partner), both in weighing.chances_of(given, network()).items()
    }
    assert all(0 <= one <= 1 for both in chances.values() for one in both)
    assert max(chances, key=lambda pair: chances[pair][0]) == ("Surakarta", "Suwon")
    assert chances["Surakarta", "Suwon"][0] > 0.5 > chances["Jawa Tengah", "Busan"][0]


def test_chances_do_not_hang_on_who_else_is_asked_about() -> None:
    given = prepared(NEWS)
    reader = network()
    seen = reader.read(document_input(given.tokens, reader.vocabulary))
    together = reader.weigh(seen, given.views)
    for view, chances in zip(given.views, together, strict=True):
        np.testing.assert_allclose(reader.weigh(seen, [view])[0], chances, atol=1e-5)


def test_names_of_words_outlive_packing() -> None:
    names = ["\n", "é", "diteken", "<home>"]
    assert unpacked(packed(names)) == names


def test_a_text_without_a_pair_has_no_chances() -> None:
    assert weighing.chances_of(prepared("Cuaca hari ini cerah."), network()) == {}


def test_long_lists_are_left_to_the_rules() -> None:
    cities = (
        "Berlin, Paris, Tokyo, Seoul, Hanoi, Bangkok, Istanbul, Casablanca, Los Angeles, Budapest, Busan, Osaka, "
        "Nagoya, Shanghai, Chongqing, Guangzhou, Melbourne, Brisbane, Rotterdam, Hamburg, Warsawa, Wina, Praha"
    )
    assert not prepared(f"Kota kembar Jakarta ialah {cities}.").views


def test_what_no_rule_has_read_gets_its_sentence_and_paper() -> None:
    body = "Wali Kota Surakarta menjamu tamunya. Nota kesepahaman dengan Suwon itu bertanggal 4 Maret 2019."
    text = parse_plain(body, "a")
    walk = Walk(scene.look(text, find(text)))
    parties = {mention.party.name: mention.party for mention in walk.scene.mentions if mention.party}
    frame = frame_of(walk, parties["Surakarta"], parties["Suwon"], "signed")
    assert frame is not None
    assert "Suwon" in body[frame.evidence.start : frame.evidence.end]
    assert frame.instrument is not None
    assert frame.instrument.value == "MoU"
    assert body[frame.home_span.start : frame.home_span.end] == "Surakarta"


@pytest.mark.parametrize(
    ("body", "signed", "status"),
    [
        ("Surakarta dan Suwon kini sahabat. Nota kesepahaman diteken 4 Maret 2019.", "2019-03-04", "signed"),
        ("Surakarta dan Suwon kini sahabat. Nota dengan Busan diteken 4 Maret 2019.", None, "signed"),
        ("Nota kesepahaman Surakarta dengan Suwon telah kedaluwarsa.", None, "expired"),
    ],
)
def test_what_no_rule_has_read_gets_its_day_and_its_end(body: str, signed: str | None, status: str) -> None:
    text = parse_plain(body, "a")
    walk = Walk(scene.look(text, find(text)))
    parties = {mention.party.name: mention.party for mention in walk.scene.mentions if mention.party}
    frame = frame_of(walk, parties["Surakarta"], parties["Suwon"], "signed")
    assert frame is not None
    assert (frame.signed and frame.signed.value, frame.status) == (signed, status)


def test_before_indonesia_was_its_regions_had_no_ties() -> None:
    for year, told in (("1920", False), ("1990", True)):
        text = parse_plain(f"Surakarta ingin meniru Suwon, yang bersahabat dengan Keighley sejak {year}.", "a")
        walk = Walk(scene.look(text, find(text)))
        parties = {mention.party.name: mention.party for mention in walk.scene.mentions if mention.party}
        assert (frame_of(walk, parties["Surakarta"], parties["Suwon"], "planned") is not None) is told


def test_of_two_states_told_by_one_sentence_the_surer_stays() -> None:
    text = parse_plain("Surakarta menjajaki MoU dengan Suwon. Surakarta dan Suwon bersahabat.", "a")
    walk = Walk(scene.look(text, find(text)))
    parties = {mention.party.name: mention.party for mention in walk.scene.mentions if mention.party}

    def told(*evidence: Span, status: Status) -> Draft:
        frames = [frame_of(walk, parties["Surakarta"], parties["Suwon"], status) for _ in evidence]
        for frame, span in zip(frames, evidence, strict=True):
            assert frame is not None
            frame.evidence = span
        return Draft([frame for frame in frames if frame is not None], status)

    here, there = Span(0, 1), Span(2, 3)

    def left(*papers: Span, score: float, plan: Span, state: Status = "planned") -> list[Span]:
        paper = told(*papers, status="signed")
        kept = list(weighing._not_gainsaid([(paper, score)], [(told(plan, status=state), 0.8)]))
        assert paper.frames  # One that goes is still looked at as what the rules have read.
        return [frame.evidence for draft, _ in kept for frame in draft.frames]

    assert left(here, score=0.3, plan=here) == []
    assert left(here, score=0.9, plan=here) == [here]
    assert left(here, score=0.3, plan=here, state="signed") == [here]
    assert left(here, score=0.3, plan=there) == [here]
    # What is told elsewhere too stays without the sentence of the plan.
    assert left(here, there, score=0.3, plan=here) == [there]
    assert left(here, there, score=0.9, plan=here) == [here, there]


def test_one_paper_with_two_places_of_a_name_is_told_once() -> None:
    """A state and its city are both called Melaka; what is told of both alike is one paper, of the likelier."""
    text = parse_plain(
        "Dumai meneken MoU dengan Negeri Melaka, Malaysia, di balai Majlis Bandaraya Melaka Bersejarah.", "a"
    )
    walk = Walk(scene.look(text, find(text)))
    (home,) = {mention.party for mention in walk.scene.mentions if mention.party and mention.party.country == "ID"}
    melaka = list({m.party.code: m.party for m in walk.scene.mentions if m.party and m.party.country == "MY"}.values())

    def paper(number: int, instrument: str = "MoU") -> Draft:
        span = Span(0, 9)
        frame = Frame(home, span, melaka[number], span, "signed", 0, span, span, instrument=Value(instrument, span))
        return Draft([frame], "signed")

    def left(*kept: tuple[Draft, float]) -> list[float]:
        return [score for _, score in rivals.without_namesakes(kept)]

    assert len(melaka) == 2
    assert left((paper(0), 0.9), (paper(1), 0.6)) == [0.9]
    assert left((paper(0), 0.9), (paper(1, "LoI"), 0.6)) == [0.9, 0.6]
    assert left((paper(0), 0.9), (paper(0), 0.6)) == [0.9, 0.6]


def test_the_network_does_not_part_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    text = parse_plain("Kota kembar Bandung antara lain Suwon (1997), Fort Worth (1990), dan Braunschweig.", "a")
    scene_, walk, scored = rules_of(text, find(text))
    chances = {
        one.draft.frames[0].pair: Chance(0.5, 0.97, 0.0) if one is scored[-1] else Chance(0.9, 0.0, 0.0)
        for one in scored
    }
    monkeypatch.setattr(weighing, "chances_of", lambda *_: chances)
    kept = [draft for draft, _ in weighing.chosen(scene_, walk, scored)]
    assert len(kept) == 3
    assert all(draft.exists for draft in kept)


@pytest.mark.parametrize(("several", "papers"), [(0.2, ["LoI", "MoU"]), (0.02, ["LoI"])])
def test_a_paper_of_another_kind_and_year(several: float, papers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = parse_plain(
        "Kota Ternate dan Kota Kochi, Jepang, meneken letter of intent pada 2 Maret 2016. "
        "Kota Ternate dan Kota Kochi menandatangani MoU pada 5 Oktober 2018.",
        "a",
    )
    scene_, walk, scored = rules_of(text, find(text))
    chances = {one.draft.frames[0].pair: Chance(0.9, 0.0, several) for one in scored}
    monkeypatch.setattr(weighing, "chances_of", lambda *_: chances)
    kept = [draft.instrument for draft, _ in weighing.chosen(scene_, walk, scored)]
    assert [paper.value for paper in kept if paper is not None] == papers


def test_the_best_draft_of_a_pair_comes_first() -> None:
    pair, other = ("a", "b"), ("a", "c")
    assert firsts([(pair, True, 0.4), (pair, True, 0.8), (pair, False, 0.1), (other, True, 0.2)]) == [
        False,
        True,
        True,
        True,
    ]


def test_a_surer_network_makes_a_surer_record() -> None:
    drafts = Logistic(0, {"said": 0.6, "second": -2, "seen": 0.4})
    alone = Logistic(0, {"seen": 1})
    model = Decision((drafts, drafts), (alone, alone), (0.5, 0.3), (0.6, 0.7))
    pair = ("a", "b")
    seen = [Seen({pair: Chance(chance, 0.1, 0.1)}) for chance in (0.0, 0.2, 0.7, 1.0)]
    scores = [model.drafts[False].score(one.of_draft(pair, False, 0.6, False, False)) for one in seen]
    assert all(one < other for one, other in itertools.pairwise(scores))
    assert all(0 < score < 1 for score in scores)
    by_itself = [model.alone[False].score(one.of_pair(pair, False)) for one in seen]
    assert by_itself[0] < 0.5 < by_itself[-1]


def test_only_for_a_second_paper_it_counts_whether_there_are_several() -> None:
    one, many = (Seen({("a", "b"): Chance(0.9, 0.1, several)}) for several in (0.1, 0.8))
    said = ("a", "b"), False, 0.6
    assert one.of_draft(*said, False, False) == many.of_draft(*said, False, False)
    few, more = (own.of_draft(*said, True, False) for own in (one, many))
    assert few["second_seen"] < more["second_seen"]


def test_a_pair_is_seen_beside_the_other_homes_of_its_partner() -> None:
    seen = Seen({("a", "x"): Chance(0.9, 0.2, 0), ("b", "x"): Chance(0.5, 0.7, 0), ("c", "y"): Chance(0.99, 0.99, 0)})
    assert [*seen.of_pair(("a", "x"), False).values()] == [logit(0.9), logit(0.2), logit(0.5)]
    assert [*seen.of_pair(("a", "x"), True).values()] == [logit(0.2), logit(0.9), logit(0.7)]
    assert seen.of_pair(("c", "y"), False)["seen_other_home"] == logit(0.0)


SIGNED = "Kota Padang dan Kota Suwon menandatangani nota kesepahaman pada 3 Maret 2015. "


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("Letter of intent diteken pada 4 Mei 2013.", ("signed", "LoI", "2013-05-04")),
        ("Naskah lama, nota kesepahaman tahun 2009, berakhir pada 2014.", ("expired", "MoU", "2009")),
        ("Nota kesepahaman itu diteken wali kota pada Maret 2015.", None),
        ("Dengan Kota Ulsan letter of intent diteken pada 4 Mei 2018.", None),
        ("Rencana aksi akan diteken pada Mei 2018.", None),
    ],
)
def test_another_paper_of_a_pair(more: str, told: tuple[str, str, str] | None) -> None:
    text = parse_plain(SIGNED + more, "a")
    _, walk, scored = rules_of(text, find(text))
    draft = next(one.draft for one in scored if one.draft.signed and one.draft.signed.value == "2015-03-03")
    frame = another(walk, draft)
    if frame is None:
        assert told is None
        return
    assert frame.instrument is not None
    assert frame.signed is not None
    assert (frame.status, frame.instrument.value, frame.signed.value) == told
