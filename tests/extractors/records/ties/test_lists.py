"""Lists of partners in a sentence: when what is seen of all of them gives them to a home."""

from __future__ import annotations

import pytest

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records.assembling import rules_of
from extractors.records.ties.deciding import Chance, Seen
from extractors.records.ties.lists import lists, told_in_lists
from extractors.records.ties.reading import prepare

SURABAYA = "Surabaya merayakan hari jadinya. "
IDLE = SURABAYA + "Yang terdaftar sebagai {} tetapi tanpa kegiatan ialah Incheon, Kochi, dan Varna."
ALSO = SURABAYA + "Kota itu juga bersaudara dengan {}."


def given(body: str, *chances: float, by_rules: bool = False) -> list[list[str]]:
    """The partners of each list, where the network sees such chances of the parties abroad in the order of the text."""
    text = parse_plain(body, "a")
    scene, walk, scored = rules_of(text, find(text))
    prepared = prepare(scene, walk, scored)
    seen = {
        (home, partner): Chance(chance, 0.0, 0.0)
        for home in prepared.found.homes
        for partner, chance in zip(prepared.found.partners, chances, strict=True)
    }
    found = lists(walk, prepared, scored if by_rules else [], [], Seen(seen))
    return [[prepared.found.parties[key].name for key in one.partners] for one in found]


@pytest.mark.parametrize(
    ("body", "chances", "partners"),
    [
        (ALSO.format("Incheon di Korea Selatan, Kochi di Jepang serta Varna di Bulgaria"), (0.6, 0.05, 0.05), True),
        # Guests are not thought of at all, even where one of them is a partner.
        (ALSO.format("Incheon, Kochi dan Varna"), (0.9, 0.001, 0.001), False),
        (ALSO.format("Incheon, Kochi dan Varna"), (0.1, 0.1, 0.1), False),
        (ALSO.format("Incheon dan Kochi"), (0.6, 0.3), False),
        (SURABAYA + "Delegasi Incheon, Kochi dan Varna berkunjung ke Surabaya.", (0.6, 0.3, 0.3), False),
        # What is not going on does not undo a tie.
        (IDLE.format("kota kembar"), (0.3, 0.1, 0.1), True),
        (SURABAYA + "Surabaya belum bersaudara dengan Incheon, Kochi dan Varna.", (0.6, 0.3, 0.3), False),
        # The twin towns of a twin town are not those of the home, but a contrast leads back to it.
        (SURABAYA + "Busan bersaudara dengan Incheon, Kochi dan Varna.", (0.9, 0.6, 0.3, 0.3), False),
        (
            SURABAYA + "Selain Busan, Surabaya bersaudara dengan Incheon, Kochi dan Varna.",
            (0.9, 0.6, 0.3, 0.3),
            True,
        ),
    ],
)
def test_a_list_gives_a_home_all_of_its_partners_or_none(body: str, chances: tuple[float, ...], partners: bool) -> None:
    assert given(body, *chances) == ([["Incheon", "Kochi", "Varna"]] if partners else [])


@pytest.mark.parametrize(("kind", "partners"), [("kota kembar", True), ("kota bersaudara", True), ("mitra", False)])
def test_a_kind_of_tie_that_is_named_needs_less_to_be_seen(kind: str, partners: bool) -> None:
    found = given(IDLE.format(kind), 0.12, 0.03, 0.02, by_rules=True)
    assert found == ([["Incheon", "Kochi", "Varna"]] if partners else [])


def test_two_that_are_believed_vouch_for_the_others() -> None:
    text = parse_plain("Kota kembar Bandung antara lain Suwon (1997), Fort Worth (1990), dan Braunschweig.", "a")
    scene, walk, scored = rules_of(text, find(text))
    prepared = prepare(scene, walk, scored)
    unseen = Seen({pair: Chance(0.0, 0.0, 0.0) for pair in {one.draft.frames[0].pair for one in scored}})
    drafts = [(one.draft, 0.5) for one in scored]
    assert len(drafts) == 3
    (found,) = lists(walk, prepared, [], drafts[:2], unseen)
    assert [draft for draft, _ in told_in_lists(walk, prepared, drafts[:2], drafts[2:], [found])] == [drafts[2][0]]
    assert not list(lists(walk, prepared, [], drafts[:1], unseen))
    assert not list(lists(walk, prepared, [], [], unseen))


def test_a_region_abroad_lists_its_own_partners() -> None:
    body = (
        "CITY OF BUSAN\nInternational Relations\n\nOur sister cities\n\n"
        "We are twinned with Surabaya. We are also twinned with Kochi, Varna and Xiamen."
    )
    assert given(body, 0.9, 0.4, 0.4, 0.4) == []
