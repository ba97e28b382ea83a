"""Fits the network of `network`: `python -m extractors.records.ties.fitting [--seed N] [--only-report]`.

It learns from all texts with gold below `corpus/gold` but those held out: `heldout`, and the passages nobody has read.
What the rules say of a pair is part of what it sees; they are right too often on texts whose mistakes have been read,
so there they are mostly hidden from it. First a quarter of the texts is kept back. By its whole documents, those whose
mistakes were not read, the network is judged, and they say what its chances count for beside the scores of the rules
(`deciding`). Then it learns from all.

Needs the packages of `pip install naskah[fit]`.
"""

from __future__ import annotations

import argparse
import itertools
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from extractors.records.scores.fitting import place
from extractors.records.ties import choosing
from extractors.records.ties.candidates import CIRCUMSTANCES, RULES
from extractors.records.ties.deciding import Chance, Chances, Pair
from extractors.records.ties.examples import Example, examples, sources
from extractors.records.ties.inputs import (
    DISTANCES,
    KINDS,
    ROLES,
    STEPS,
    TOLD,
    TURNS,
    DocumentInput,
    PartnerInput,
    Vocabulary,
    document_input,
)
from extractors.records.ties.meanings import Meanings, meanings
from extractors.records.ties.network import BESIDE, DILATIONS, HEADS, WEIGHTS, WIDTH, Network, packed
from extractors.records.ties.tokens import pieces
from extractors.records.ties.weighing import chances_of

_WIDTH, _HIDDEN = 64, 64
_OFTEN = 3
"""Words in fewer texts than this are not known by name: their stem and their ending speak for them."""
_EPOCHS, _BATCH, _RATE, _DECAY = 6, 16, 3e-3, 0.02
_DROP, _WORD_DROP, _NAME_DROP = 0.3, 0.15, 0.3
"""How often a figure, a word, and what was learned of a word beyond its meaning, is hidden."""
_HIDE_READ, _HIDE = 0.6, 0.15
"""How often the rules are hidden, on texts whose mistakes were read and on others."""
_HELD = 25
"""Per cent of the texts by which the network is judged, and its share in decisions is set."""
_TIMES_WHOLE = 2
"""How often a whole document counts."""
_PARTNERS, _HOMES = 4, 6
_LENGTHS = (64, 96, 128, 192, 256, 384, 512, 768, 1024)
_WINDOWS = (64, 96, 128, 200)
_SPOTS = (24, 200)
_BEGINS = dict(zip(BESIDE, itertools.accumulate((0, len(ROLES), DISTANCES, TOLD, STEPS)), strict=True))
"""Where the numbers of each kind begin among those of all that runs beside the tokens of a view."""
_CHANCES = len(Chance._fields)
_FOLLOWED = 0.998
"""How much of the mean of the weights so far is kept in each step."""
_SEVERAL = 0.5
"""What it counts whether there are several papers, beside whether there is one."""
Weights = dict[str, Any]
Array = NDArray[Any]


def vocabulary(found: Sequence[Example], meanings: Meanings) -> tuple[Vocabulary, dict[str, list[str]], Array]:
    """All words with a meaning, the words, stems and endings that enough texts have, and all classes of cues.

    The last are the meanings of the words in order, with a column that says whether enough texts have the word.
    """
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    cues: set[str] = set()
    for example in found:
        tokens = example.prepared.tokens
        for count, found_here in zip(counts, zip(*map(pieces, set(tokens.forms)), strict=True), strict=True):
            count.update(set(found_here))
        cues.update(name for _, name in tokens.cues)
    often = [{one for one, many in count.items() if many >= _OFTEN} for count in counts]
    names = {
        "words": sorted(often[0] | set(meanings.words)),
        "stems": sorted(often[1]),
        "endings": sorted(often[2]),
        "cues": sorted(cues),
    }
    numbers = {name: {one: number + 1 for number, one in enumerate(known)} for name, known in names.items()}
    known = Vocabulary(
        numbers["words"], numbers["stems"], numbers["endings"], {one: at - 1 for one, at in numbers["cues"].items()}
    )
    given = np.zeros((len(names["words"]) + 1, meanings.points.shape[1] + 1), np.float32)
    for word, vector in zip(meanings.words, meanings.points, strict=True):
        given[numbers["words"][word], :-1] = vector
    given[[numbers["words"][word] for word in often[0]], -1] = 1
    return known, names, given


def _common(found: Sequence[Example]) -> list[str]:
    """The words of the texts, the most common first; signs, numbers and names are none."""
    counts = Counter(form for example in found for form in set(example.prepared.tokens.forms))
    return [form for form, _ in counts.most_common() if form[0] != "<" and any(map(str.isalpha, form))]


def begin(key: Any, known: Vocabulary, size: int) -> Weights:
    """Small random weights."""
    keys = iter(jax.random.split(key, 64))

    def table(rows: int, spread: float) -> Any:
        return jax.random.normal(next(keys), (rows, _WIDTH)) * spread

    def dense(rows: int, columns: int) -> Any:
        bound = (1 / rows) ** 0.5
        return jax.random.uniform(next(keys), (rows, columns), minval=-bound, maxval=bound)

    weights: Weights = {
        "words": table(len(known.words) + 1, 0.1),
        "meanings": dense(size, _WIDTH),
        "stems": table(len(known.stems) + 1, 0.1).at[0].set(0),
        "endings": table(len(known.endings) + 1, 0.1).at[0].set(0),
        "cues": table(len(known.cues), 0.1),
        "kinds": table(2 * len(KINDS), 0.3),
        "roles": table(len(ROLES), 0.3),
        "distances": table(DISTANCES, 0.2),
        "told": table(TOLD, 0.2),
        "steps": table(STEPS, 0.2),
        "turns": table(TURNS, 0.2),
        "near": dense(_WIDTH, 2 * _WIDTH),
        "near_bias": jnp.zeros(2 * _WIDTH),
        "heads": dense(_WIDTH, HEADS),
        "facts": dense(CIRCUMSTANCES, _WIDTH),
        "facts_bias": jnp.zeros(_WIDTH),
        "joined": dense((HEADS + 3) * _WIDTH, _HIDDEN),
        "joined_bias": jnp.zeros(_HIDDEN),
        "out": dense(_HIDDEN, _CHANCES),
        "out_bias": jnp.full(_CHANCES, -2.0),
    }
    for layer in range(len(DILATIONS)):
        weights[f"taps{layer}"] = table(WIDTH, 0.4)
        weights[f"conv{layer}"] = dense(_WIDTH, 2 * _WIDTH)
        weights[f"conv{layer}_bias"] = jnp.zeros(2 * _WIDTH)
    for norm in ("norm_in", "norm_near", *(f"norm{layer}" for layer in range(len(DILATIONS)))):
        weights[f"{norm}_scale"], weights[f"{norm}_shift"] = jnp.ones(_WIDTH), jnp.zeros(_WIDTH)
    return weights


def merged(w: Weights, given: Any) -> Weights:
    """The weights with one row for each word: what was learned of it, where enough texts have it, and its meaning."""
    whole = dict(w)
    whole["words"] = whole["words"] * given[:, -1:] + given[:, :-1] @ whole.pop("meanings")
    return whole


def forward(w: Weights, batch: Mapping[str, Any], given: Any = None, key: Any = None) -> Any:
    """The same as `Network`, for a batch, as logits (documents, partners, homes, 3); with a key, with dropout."""
    keys = iter(jax.random.split(key, 8)) if key is not None else None

    def drop(x: Any) -> Any:
        if keys is None:
            return x
        return jnp.where(jax.random.bernoulli(next(keys), 1 - _DROP, x.shape), x / (1 - _DROP), 0)

    mask = batch["mask"][..., None]
    word = batch["pieces"][..., 0]
    if given is None:
        x = w["words"][word]
    else:
        x = w["words"][word] * (given[word, -1:] * batch["known"][..., None]) + given[word, :-1] @ w["meanings"]
    x = x + w["stems"][batch["pieces"][..., 1]] + w["endings"][batch["pieces"][..., 2]]
    x = x + w["kinds"][batch["kinds"]] + batch["cues"] @ w["cues"]
    x = drop(_norm(x, w, "norm_in")) * mask
    for layer, dilation in enumerate(DILATIONS):
        reach = WIDTH // 2 * dilation
        padded = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
        beside = [padded[:, step * dilation : step * dilation + x.shape[1]] for step in range(WIDTH)]
        sums = sum(one * tap for one, tap in zip(beside, w[f"taps{layer}"], strict=True))
        turned = sums @ w[f"conv{layer}"] + w[f"conv{layer}_bias"]
        x = _norm(x + drop(_gated(turned)), w, f"norm{layer}") * mask
    x = jax.vmap(lambda own, at: own[at])(x, batch["at"])
    seen = batch["seen"][..., None]
    # By a product, whose slope takes far less time than that of rows taken from tables.
    x = x + batch["beside"] @ jnp.concatenate([w[table] for table in BESIDE])
    x = _norm(x + drop(_gated(x @ w["near"] + w["near_bias"])), w, "norm_near")
    looks = jax.nn.softmax(jnp.where(seen, x @ w["heads"], -1e9), axis=2)
    heads = jnp.einsum("bpwh,bpwd->bphd", looks, x).reshape(*x.shape[:2], -1)
    own = jnp.concatenate([heads, _peak(x, batch["named"][:, :, None])[:, :, 0]], axis=-1)
    homes = _peak(x, batch["homes"])
    facts = jax.nn.relu(batch["circumstances"] @ w["facts"] + w["facts_bias"])
    own = jnp.broadcast_to(own[:, :, None], (*homes.shape[:3], own.shape[-1]))
    joined = jnp.concatenate([own, homes, facts], axis=-1)
    hidden = drop(jax.nn.relu(joined @ w["joined"] + w["joined_bias"]))
    return hidden @ w["out"] + w["out_bias"]


def _norm(x: Any, w: Weights, name: str) -> Any:
    centred = x - x.mean(axis=-1, keepdims=True)
    return (
        centred / jnp.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5) * w[f"{name}_scale"] + w[f"{name}_shift"]
    )


def _gated(x: Any) -> Any:
    one, other = jnp.split(x, 2, axis=-1)
    return one * jax.nn.sigmoid(other)


def _peak(x: Any, spots: Any) -> Any:
    """The strongest of each figure at the spots of each group: (documents, partners, groups, width); -1 is no spot."""
    there = (spots >= 0)[..., None]
    found = jax.vmap(jax.vmap(lambda own, at: own[at]))(x, spots)
    peak = jnp.where(there, found, -1e9).max(axis=-2)
    return jnp.where(there.any(axis=-2), jnp.clip(peak, -5, 5), 0)


class Batches:
    """Examples as padded arrays, some partners and homes of each at a time."""

    def __init__(self, found: Sequence[Example], known: Vocabulary, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._known = known
        self._found = [
            (example, document_input(example.prepared.tokens, known)) for example in found if example.prepared.views
        ]
        self._found = [pair for pair in self._found if len(pair[1].kinds) <= _LENGTHS[-1]]
        # Whole documents show what short texts do not: lists, headings, a paper told again pages later.
        self._found += (_TIMES_WHOLE - 1) * [pair for pair in self._found if pair[0].whole]

    def __len__(self) -> int:
        return -(-len(self._found) // _BATCH)

    def epoch(self) -> Iterator[dict[str, Array]]:
        """All examples, those of like length together, in random order."""
        noise = self._random.random(len(self._found)) * 60
        order = np.argsort([len(given.kinds) + extra for (_, given), extra in zip(self._found, noise, strict=True)])
        groups = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        for number in self._random.permutation(len(groups)):
            yield self._batch([self._found[place] for place in groups[number]])

    def _batch(self, group: Sequence[tuple[Example, DocumentInput]]) -> dict[str, Array]:
        chosen = [self._views(example) for example, _ in group]
        length = _fit(_LENGTHS, max(len(given.kinds) for _, given in group))
        window = _fit(_WINDOWS, max(len(view.at) for views in chosen for view in views))
        groups = (group for views in chosen for view in views for group in (view.named, *view.homes))
        spots = _fit(_SPOTS, max(map(len, groups)))
        shape = (_BATCH, _PARTNERS)
        batch: dict[str, Array] = {
            "pieces": np.zeros((_BATCH, length, 3), np.int32),
            "kinds": np.zeros((_BATCH, length), np.int32),
            "cues": np.zeros((_BATCH, length, len(self._known.cues)), np.float32),
            "mask": np.zeros((_BATCH, length), np.float32),
            "known": (self._random.random((_BATCH, length)) >= _NAME_DROP).astype(np.float32),
            "at": np.zeros((*shape, window), np.int32),
            "beside": np.zeros((*shape, window, _BEGINS["turns"] + TURNS), np.float32),
            "seen": np.zeros((*shape, window), bool),
            "named": np.full((*shape, spots), -1, np.int32),
            "homes": np.full((*shape, _HOMES, spots), -1, np.int32),
            "circumstances": np.zeros((*shape, _HOMES, CIRCUMSTANCES), np.float32),
            "right": np.zeros((*shape, _HOMES, _CHANCES), np.float32),
            "counts": np.zeros((*shape, _HOMES), np.float32),
        }
        for row, ((example, given), views) in enumerate(zip(group, chosen, strict=True)):
            size = len(given.kinds)
            known = self._known.numbers(given.forms)
            known[(self._random.random(size) < _WORD_DROP) & (given.kinds < 2)] = 0
            batch["pieces"][row, :size], batch["kinds"][row, :size], batch["mask"][row, :size] = known, given.kinds, 1
            batch["cues"][row, given.cues[:, 0], given.cues[:, 1]] = 1
            hidden = self._random.random() < (_HIDE_READ if example.read else _HIDE)
            for column, view in enumerate(views):
                self._fill(batch, (row, column), example, view, hidden)
        return batch

    def _views(self, example: Example) -> list[PartnerInput]:
        views = example.prepared.views
        if len(views) <= _PARTNERS:
            return views
        return [views[place] for place in self._random.choice(len(views), _PARTNERS, replace=False)]

    def _fill(
        self, batch: dict[str, Array], at: tuple[int, int], example: Example, view: PartnerInput, hidden: bool
    ) -> None:
        size = len(view.at)
        batch["at"][at][:size] = view.at
        for name, start in _BEGINS.items():
            numbers = 0 if hidden and name == "told" else getattr(view, name)
            batch["beside"][at][np.arange(size), start + numbers] = 1
        batch["seen"][at][:size] = True
        batch["named"][at][: len(view.named)] = view.named
        homes = example.prepared.found.homes
        order = sorted(range(len(homes)), key=lambda number: not any(example.right[homes[number], view.partner]))
        for place_, number in enumerate(order[:_HOMES]):
            batch["homes"][at][place_, : len(view.homes[number])] = view.homes[number]
            batch["circumstances"][at][place_] = view.circumstances[number]
            if hidden:
                batch["circumstances"][at][place_, :RULES] = 0
            batch["right"][at][place_] = example.right[homes[number], view.partner]
            batch["counts"][at][place_] = 1


def _fit(sizes: Sequence[int], wanted: int) -> int:
    return next(size for size in sizes if size >= wanted)


def fit(
    found: Sequence[Example], known: Vocabulary, given: Array, seed: int = 0, say: Callable[[str], None] = print
) -> Weights:
    """The weights that fit the examples best: the mean of the last ones, whose chances are worth more than of one."""
    batches = Batches(found, known, seed)
    key = jax.random.PRNGKey(seed)
    weights = begin(key, known, given.shape[1] - 1)
    steps = len(batches) * _EPOCHS
    schedule = optax.cosine_onecycle_schedule(steps, _RATE)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=_DECAY))
    state = optimizer.init(weights)
    mean, space = jax.tree.map(jnp.copy, weights), jnp.asarray(given)

    def loss(w: Weights, batch: Mapping[str, Any], given: Any, key: Any) -> Any:
        each = optax.sigmoid_binary_cross_entropy(forward(w, batch, given, key), batch["right"])
        each = (each * jnp.array([1, 1, _SEVERAL])).sum(axis=-1)
        return (each * batch["counts"]).sum() / batch["counts"].sum()

    # What goes in is not needed again, and its place is used for what comes out.
    @partial(jax.jit, donate_argnums=(0, 1, 2))
    def step(w: Weights, mean: Weights, state: Any, batch: Mapping[str, Any], given: Any, key: Any) -> Any:
        value, slope = jax.value_and_grad(loss)(w, batch, given, key)
        for table in ("stems", "endings"):
            slope[table] = slope[table].at[0].set(0)
        change, state = optimizer.update(slope, state, w)
        w = optax.apply_updates(w, change)
        mean = jax.tree.map(lambda one, other: _FOLLOWED * one + (1 - _FOLLOWED) * other, mean, w)
        return w, mean, state, value

    numbers = itertools.count()
    for epoch in range(_EPOCHS):
        total = 0.0
        for batch in _ahead(batches.epoch()):
            turn = jax.random.fold_in(key, next(numbers))
            weights, mean, state, value = step(weights, mean, state, batch, space, turn)
            total += float(value)
        say(f"epoch {epoch + 1} of {_EPOCHS}: loss {total / len(batches):.4f}")
    return {name: np.asarray(array) for name, array in merged(mean, given).items()}


def _ahead(batches: Iterator[dict[str, Array]]) -> Iterator[dict[str, Array]]:
    """The same batches, each made while the weights are fitted to the one before."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = maker.submit(next, batches, None)
            yield batch


def chances(example: Example, reader: Network) -> Chances:
    """The chances of all pairs of an example, by comparable names; of two homes of one name the better."""
    names = {key: place(party.name) for key, party in example.prepared.found.parties.items()}
    found: dict[Pair, Chance] = {}
    for (home, partner), chance in chances_of(example.prepared, reader).items():
        pair = names[home], names[partner]
        found[pair] = max(found.get(pair, chance), chance, key=lambda one: max(one.exists, one.planned))
    return found


def save(weights: Weights, names: Mapping[str, Sequence[str]], path: Path) -> None:
    """Writes the weights at half precision, with the words they belong to."""
    arrays: dict[str, Any] = {name: array.astype(np.float16) for name, array in weights.items()}
    arrays |= {f"names_{name}": packed(known) for name, known in names.items()}
    np.savez(path, **arrays)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only-report", action="store_true", help="write nothing")
    chosen = options.parse_args()
    found = examples(list(sources()))
    space = meanings(_common(found))
    held = [example for example in found if zlib.crc32(example.name.encode()) % 100 < _HELD]
    kept_back = {id(example) for example in held}
    learned = [example for example in found if id(example) not in kept_back]
    known, names, given = vocabulary(learned, space)
    judging = [example for example in held if example.whole and not example.read]
    print(f"{len(learned)} texts to learn from, {len(judging)} to judge by")
    reader = Network(known, fit(learned, known, given, chosen.seed))
    choices = choosing.gather([(example, chances(example, reader)) for example in judging])
    decision = choosing.fit_decision(choices)
    choosing.report(choices, decision)
    if chosen.only_report:
        return
    choosing.save(decision)
    known, names, given = vocabulary(found, space)
    save(fit(found, known, given, chosen.seed), names, WEIGHTS)


if __name__ == "__main__":
    main()
