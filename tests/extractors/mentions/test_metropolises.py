"""A city and the council that bears its name."""

import pytest

from extractors.mentions import find
from extractors.parsing import parse_plain


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("The City of Greater Bendigo wrote to Madiun. Bendigo, Australia, sent a letter.", {"Greater Bendigo"}),
        ("Bendigo, Australia, wrote to Madiun on 4 May 2016.", {"Bendigo"}),
        ("The City of Greater Bendigo and the City of Ballarat wrote to Madiun.", {"Greater Bendigo", "Ballarat"}),
    ],
)
def test_one_party_by_two_names(body: str, named: set[str]) -> None:
    mentions = find(parse_plain(body, "a.txt"))
    found = {mention.party.name for mention in mentions if mention.party and mention.party.country == "AU"}
    assert found == named
