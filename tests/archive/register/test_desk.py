"""The register in a catalogue: updated, judged, and the same for two processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.catalogue import Catalogue
from archive.model import Original, PartialDate, Text
from archive.register.checking import JudgementError
from archive.register.desk import Desk


@pytest.fixture(name="catalogue")
def _catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.open(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")


def keep(catalogue: Catalogue, document: str, *records: Any, published: str | None = None) -> str:
    """Enter a document with its records; returns the document's id."""
    original = Original(sha256=document * 4, size=1, media_type="text/plain", name=document)
    catalogue.add_original(original)
    date = PartialDate(published) if published else None
    catalogue.put_text(Text(id=original.id, body="", kind="news", published=date))
    catalogue.put_records(original.id, records)
    return original.id


ONE, TWO = "a" * 16, "b" * 16


def test_update_links_what_is_new(catalogue: Catalogue, record: Any) -> None:
    desk = Desk(catalogue)
    keep(catalogue, ONE, record(ONE, "Banten", "Incheon", instrument="LoI", signed="2007-02-06"))
    desk.update()
    assert [agreement.id for agreement in catalogue.agreements()] == ["banten--incheon--loi--2007"]
    keep(catalogue, TWO, record(TWO, "Banten", "Incheon", instrument="LoI", signed="2007-02-08"))
    changes = desk.update()
    assert [agreement.id for agreement in changes.changed] == ["banten--incheon--loi--2007"]
    assert len(catalogue.agreements()[0].records) == 2
    assert not desk.update().changed


def test_an_id_that_changes_still_leads_to_the_agreement(catalogue: Catalogue, record: Any) -> None:
    desk = Desk(catalogue)
    keep(catalogue, ONE, record(ONE, "Banten", "Incheon", relation="sister_province"))
    desk.update()
    keep(catalogue, TWO, record(TWO, "Banten", "Incheon", relation="sister_province", instrument="MoU", signed="2007"))
    desk.update()
    found = catalogue.agreement("banten--incheon--sister-province")
    assert found is not None
    assert found.id == "banten--incheon--mou--2007"


def test_a_judgement_is_kept_and_followed(catalogue: Catalogue, record: Any) -> None:
    one = record(ONE, "Banten", "Incheon", instrument="LoI", signed="2007-02-06")
    keep(catalogue, ONE, one)
    desk = Desk(catalogue)
    desk.update()
    desk.judge("correct", [one.key], "ida", slot="signed", value="2007-02-08", why="seen on paper")
    assert catalogue.agreements()[0].signed == "2007-02-08"
    assert catalogue.judgements()[0].why == "seen on paper"
    with pytest.raises(JudgementError):
        desk.judge("correct", [one.key], "ida", slot="signed", value="2007-02-30")
    assert len(catalogue.judgements()) == 1


def test_two_desks_see_each_other(catalogue: Catalogue, record: Any) -> None:
    one = record(ONE, "Banten", "Incheon", instrument="LoI")
    keep(catalogue, ONE, one)
    first, second = Desk(catalogue), Desk(catalogue)
    first.update()
    assert second.register.agreements
    first.judge("accept", [one.key], "ida")
    with pytest.raises(JudgementError, match="undo it first"):
        second.judge("reject", [one.key], "budi")


def test_a_rebuild_gives_the_same(catalogue: Catalogue, record: Any) -> None:
    desk = Desk(catalogue)
    for number, signed in enumerate(("2007-02-06", "2007-02-08", "2012", None)):
        document = f"{number:016x}"
        made = record(document, "Banten", "Incheon", instrument="LoI", signed=signed)
        keep(catalogue, document, made, published="2020")
        desk.update()
    kept = sorted(catalogue.agreements(), key=lambda agreement: agreement.id)
    assert tuple(kept) == Desk(catalogue).register.agreements
    assert not Desk(catalogue).rebuild().changed


def test_judgements_survive_a_new_extractor_in_the_catalogue(catalogue: Catalogue, record: Any) -> None:
    old = record(ONE, "Banten", "Incheon", signed="2007")
    keep(catalogue, ONE, old)
    desk = Desk(catalogue)
    desk.update()
    desk.judge("correct", [old.key], "ida", slot="signed", value="2007-02-06")
    desk.judge("accept", [old.key], "ida")
    # The next extractor reads the instrument too, so the key is another one; everything is read and linked anew.
    keep(catalogue, ONE, record(ONE, "Banten", "Incheon", instrument="LoI", signed="2007-02", score=0.4))
    Desk(catalogue).rebuild()
    (agreement,) = catalogue.agreements()
    assert (agreement.id, agreement.signed, agreement.accepted) == ("banten--incheon--loi--2007", "2007-02-06", True)
    assert agreement.conclusions["signed"].judged is not None
    # And one that finds nothing any more leaves orphans, not losses.
    keep(catalogue, ONE)
    desk = Desk(catalogue)
    desk.update()
    assert not catalogue.agreements()
    assert [judgement.verdict for judgement in desk.register.orphans] == ["correct", "accept"]
