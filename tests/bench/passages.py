"""How well short passages, and whole documents nobody has read, are read: `python tests/bench/passages.py [FILE ...]`.

Each line of a file in `corpus/gold/passages` is a passage of one to six sentences with the agreements that a careful
reader finds in it. A passage is right when home, partner and class (it exists, or is only planned) of every agreement
are right and nothing else is found; strictly right when instrument and day of signing are right as well. The mistakes
made in passages marked as read have been looked at to better the rules; the others stay unread and tell how far the
rules carry. `corpus/gold/unseen` holds whole documents that are to stay unread.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.evaluation.matching import Matching, class_of, match
from corpus.evaluation.rates import Rate
from extractors.parsing import parse_plain
from extractors.reader import read_text, row

_GOLD = Path("corpus/gold")


def main(files: list[Path]) -> None:
    print(f"{'passages':24}{'':8}{'count':>6}{'right':>8}{'strictly':>10}{'register':>10}{'planned':>9}")
    for file in files:
        halves: dict[str, list[Matching]] = defaultdict(list)
        for line in file.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            halves["read" if passage["read"] else "unread"].append(_read(passage))
        for half, matchings in sorted(halves.items()):
            print(f"{file.stem:24}{half:8}{_figures(matchings)}")


def _read(passage: Mapping[str, Any]) -> Matching:
    found = row(read_text(parse_plain(passage["text"], passage["id"])))
    return match(passage["agreements"], found["agreements"])


def _figures(matchings: list[Matching]) -> str:
    count = len(matchings)
    right = sum(_whole(one) and all(pair.same_class for pair in one.pairs) for one in matchings)
    strictly = sum(_whole(one) and all(pair.strict for pair in one.pairs) for one in matchings)
    register, planned = (_rate(matchings, name).f1 for name in ("register", "planned"))
    return f"{count:6}{right / count:8.3f}{strictly / count:10.3f}{register:10.3f}{planned:9.3f}"


def _whole(matching: Matching) -> bool:
    return not matching.missed and not matching.spurious


def _rate(matchings: list[Matching], wanted: str) -> Rate:
    rate = Rate()
    for matching in matchings:
        pairs = matching.pairs
        rate += Rate(
            sum(pair.same_class and class_of(pair.gold) == wanted for pair in pairs),
            sum(class_of(one) == wanted for one in [*(pair.found for pair in pairs), *matching.spurious]),
            sum(class_of(one) == wanted for one in [*(pair.gold for pair in pairs), *matching.missed]),
        )
    return rate


if __name__ == "__main__":
    files = [*sorted((_GOLD / "passages").glob("*.jsonl")), *sorted((_GOLD / "unseen").glob("*.jsonl"))]
    main([Path(name) for name in sys.argv[1:]] or files)
