import numpy as np
import pytest

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records import scene
from extractors.records.assembling import rules_of
from extractors.records.ties import weighing
from extractors.records.ties.adding import frame_of
from extractors.records.ties.deciding import Decision, Seen, figures, firsts, logit
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
        assert len(view.at) == len(view.roles) == len(view.distances) == len(view.told)
        assert {ROLES[view.roles[spot]] for spot in view.named} == {"partner"}
        assert len(view.homes) == len(view.circumstances) == len(given.found.homes) == 2
    assert ROLES.index("neighbour") in given.views[0].roles  # Busan, beside Suwon


def test_chances_are_chances_and_know_a_signing_from_a_guest() -> None:
    given = prepared(NEWS)
    chances = {
        (given.found.parties[home].name, given.found.parties[partner].name): both
        for (home, partner), both in weighing.chances_of(given).items()
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
    assert weighing.chances_of(prepared("Cuaca hari ini cerah.")) == {}


def test_long_lists_are_left_to_the_rules() -> None:
    cities = "Berlin, Paris, Tokyo, Seoul, Hanoi, Bangkok, Istanbul, Casablanca, Los Angeles, Budapest"
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


def test_the_best_draft_of_a_pair_comes_first() -> None:
    pair, other = ("a", "b"), ("a", "c")
    assert firsts([(pair, True, 0.4), (pair, True, 0.8), (pair, False, 0.1), (other, True, 0.2)]) == [
        False,
        True,
        True,
        True,
    ]


def test_a_surer_network_makes_a_surer_record() -> None:
    weights = (0, 0.6, -2, 0, 0, 0.4, 0, 0)
    model = Decision((weights, weights), ((0, 1, 0, 0), (0, 1, 0, 0)), (0.5, 0.3), (0.6, 0.7))
    pair = ("a", "b")
    seen = [Seen({pair: (chance, 0.1)}).figures(pair, False) for chance in (0.0, 0.2, 0.7, 1.0)]
    scores = [model.score(figures(0.6, False, False, one), False) for one in seen]
    assert scores == sorted(scores)
    assert all(0 < score < 1 for score in scores)
    assert model.score_alone(seen[0], False) < 0.5 < model.score_alone(seen[-1], False)


def test_a_pair_is_seen_beside_the_other_homes_of_its_partner() -> None:
    seen = Seen({("a", "x"): (0.9, 0.2), ("b", "x"): (0.5, 0.7), ("c", "y"): (0.99, 0.99)})
    assert seen.figures(("a", "x"), False) == (logit(0.9), logit(0.2), logit(0.5))
    assert seen.figures(("a", "x"), True) == (logit(0.2), logit(0.9), logit(0.7))
    assert seen.figures(("c", "y"), False)[2] == logit(0.0)
