"""Writes corpus/samples from corpus/gold and the plan: `python -m corpus.making [DIRECTORY]`."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.making.samples import SAMPLES, write_samples

if __name__ == "__main__":
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    print(f"{len(write_samples(directory))} files in {directory}")
