"""Citations of statutes."""

from __future__ import annotations

import pytest

from archive.model import Text
from extractors.mentions import find

CASES = [
    ("Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah", ["UU 23/2014"]),
    ("UU No. 24 Tahun 2000 dan No. 37 Tahun 1999", ["UU 24/2000", "UU 37/1999"]),
    ("Undang-Undang Republik Indonesia Nomor 24 Tahun 2000", ["UU 24/2000"]),
    ("UU 23/2014, PP 28/2018 dan Permendagri 25/2020", ["UU 23/2014", "PP 28/2018", "Permendagri 25/2020"]),
    ("UU Nomor 5 Tahun 1974 jo. UU Nomor 22 Tahun 1999", ["UU 5/1974", "UU 22/1999"]),
    ("Peraturan Menteri Luar Negeri Nomor 3 Tahun 2019", ["Permenlu 3/2019"]),
    ("Peraturan Menteri Dalam Negeri (Permendagri) Nomor 3 Tahun 2008", ["Permendagri 3/2008"]),
    ("Permendagri 3 Tahun 2008", ["Permendagri 3/2008"]),
    ("Peraturan Daerah Provinsi Jawa Barat Nomor 1 Tahun 2010", ["Perda 1/2010"]),
    ("Peraturan Gubernur No. 44 Tahun 2015", ["Pergub 44/2015"]),
    ("Peraturan Presiden Nomor 59 Tahun 2017", ["Perpres 59/2017"]),
    ("Keputusan Presiden Nomor 11 Tahun 1998", ["Keppres 11/1998"]),
    ("Permenlu No. 09/A/KP/XII/2006/01", ["Permenlu 09/A/KP/XII/2006/01"]),
    ("Surat Edaran Menteri Dalam Negeri Nomor 193/1652/PUOD", ["SE Mendagri 193/1652/PUOD"]),
    ("Law Number 24 of 2000 on International Treaties", ["UU 24/2000"]),
    ("Laws Number 24 of 2000 and 37 of 1999", ["UU 24/2000", "UU 37/1999"]),
    ("Government Regulation No. 28 of 2018", ["PP 28/2018"]),
    ("Home Ministry Regulation 25/2020", ["Permendagri 25/2020"]),
    ("the Minister of Home Affairs Regulation No. 25 of 2020", ["Permendagri 25/2020"]),
    (
        "Regulation of the Minister of Foreign Affairs of the Republic of Indonesia Number 3 of 2019",
        ["Permenlu 3/2019"],
    ),
    ("PP Nomor 28 Tahun\n        2018", ["PP 28/2018"]),
    ("Permenlu Nomor 03 Tahun 2019", ["Permenlu 3/2019"]),
    ("Bulgarian Law No. 3 of 1999", []),
    ("Law No. 3 of 1999 of the Republic of Bulgaria", []),
    ("Undang-Undang Republik Demokratik Timor-Leste Nomor 5 Tahun 2010", []),
    ("the Local Government Code of the Philippines", []),
    ("Surat Gubernur Nomor 5 Tahun 2010", []),
    ("tahun 2014 dan 28 orang", []),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_laws(body: str, expected: list[str]) -> None:
    assert [mention.value for mention in find(Text("", body)) if mention.kind == "law"] == expected
