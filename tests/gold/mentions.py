"""Prints precision, recall and F1 of each kind of mention over a gold set, and what was missed or too much.

    python tests/gold/mentions.py [--errors KIND] [--gold FOLDER]

The gold set lies beside the repository; without it the script says so and ends.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from archive.model import Mention
from extractors.mentions import find
from extractors.parsing import parse_plain

GOLD = Path(__file__).parents[3] / "shared" / "eval" / "dev"
KINDS = {"dates": "date", "laws": "law", "persons": "person", "fields": "field"}


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.sub(r"[^\w\s-]", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def values(mentions: tuple[Mention, ...], slot: str) -> set[str]:
    found = {
        value for m in mentions if m.kind == KINDS[slot] for value in m.value.split("/" if slot == "dates" else "\0")
    }
    return {fold(value).replace(" ", "") if slot == "laws" else fold(value) for value in found}


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--errors", default="", help="a slot (dates, laws, persons) whose errors are printed")
    ask.add_argument("--gold", type=Path, default=GOLD)
    ask.add_argument("--only", default="", help="part of the names of the documents")
    options = ask.parse_args()
    if not (options.gold / "gold.jsonl").exists():
        print(f"no gold set in {options.gold}")
        return 0
    count: dict[str, Counter[str]] = {slot: Counter() for slot in ("dates", "laws", "persons")}
    for line in (options.gold / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if options.only not in gold["doc"]:
            continue
        body = (options.gold / "docs" / gold["doc"]).read_text(encoding="utf-8")
        mentions = find(parse_plain(body, gold["doc"]))
        for slot, counter in count.items():
            wanted = {fold(v).replace(" ", "") if slot == "laws" else fold(v) for v in gold[slot]}
            found = values(mentions, slot)
            counter.update(hit=len(wanted & found), gold=len(wanted), found=len(found))
            if slot == options.errors and wanted != found:
                print(gold["doc"], "missed", sorted(wanted - found), "extra", sorted(found - wanted))
    for slot, counter in count.items():
        precision = counter["hit"] / max(1, counter["found"])
        recall = counter["hit"] / max(1, counter["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{slot:8} F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  ({counter['hit']} of {counter['gold']})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
