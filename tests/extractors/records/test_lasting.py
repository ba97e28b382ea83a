"""From when until when the text of an agreement says that it runs."""

from __future__ import annotations

import pytest

from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records import assemble

_TEXT = """MEMORANDUM OF UNDERSTANDING
BETWEEN
THE PROVINCIAL GOVERNMENT OF JAMBI, REPUBLIC OF INDONESIA
AND
THE PROVINCIAL GOVERNMENT OF ALBAY, REPUBLIC OF THE PHILIPPINES

Have agreed as follows:

Article 1
Scope
The Parties shall cooperate in agriculture and tourism.

Article 2
Entry into force and duration
{duration}

DONE in duplicate at Jambi on the ninth day of May 2016.
"""


@pytest.mark.parametrize(
    ("duration", "valid_from", "valid_to"),
    [
        (
            "This Memorandum shall enter into force on 1 June 2016 and remain in force for three (3) years.",
            "2016-06-01",
            "2019-06-01",
        ),
        ("This Memorandum takes effect on 1 June 2016 and is valid for two years.", "2016-06-01", "2018-06-01"),
        ("It shall come into force on 1 June 2016 and end on 31 May 2020.", "2016-06-01", "2020-05-31"),
        ("This Memorandum remains in force for five (5) years from the date of signing.", "2016-05-09", "2021-05-09"),
        ("This Memorandum remains in force for five (5) years.", None, None),
    ],
)
def test_how_long_it_runs(duration: str, valid_from: str | None, valid_to: str | None) -> None:
    text = parse_plain(_TEXT.format(duration=duration), "x")
    (record,) = assemble(text, find(text))
    claims = (record.valid_from, record.valid_to)
    assert [claim and claim.value for claim in claims] == [valid_from, valid_to]
