"""One transaction has one revision, higher than that of any before it."""

from __future__ import annotations

from pathlib import Path

from archive.catalogue import Catalogue
from archive.model import Original, Text


def test_a_transaction_raises_the_revision_once_and_each_later_one_more(tmp_path: Path) -> None:
    catalogue = Catalogue.open(f"sqlite:///{tmp_path}/catalogue.sqlite")
    originals = [Original(digit * 64, 1, "text/plain", f"{digit}.txt") for digit in "abc"]
    with catalogue.transaction():
        for original in originals:
            catalogue.add_original(original)
            catalogue.put_text(Text(original.id, "satu"))
            catalogue.put_records(original.id, [])
    first = catalogue.document_revision()
    assert {row.revision for row in catalogue.documents()} == {first}
    catalogue.put_text(Text(originals[1].id, "dua"))
    assert [row.id for row in catalogue.changed_since(first)] == [originals[1].id]
    catalogue.put_text(Text(originals[0].id, "tiga"))
    assert [row.id for row in catalogue.changed_since(first)] == [originals[1].id, originals[0].id]
