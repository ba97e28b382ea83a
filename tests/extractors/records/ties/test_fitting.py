"""The network that is fitted is the network that is used."""

import jax
import numpy as np
import pytest

from extractors.records.ties import fitting
from extractors.records.ties.choosing import fit_decision, gather
from extractors.records.ties.examples import Example, Source, examples
from extractors.records.ties.inputs import document_input
from extractors.records.ties.meanings import Meanings
from extractors.records.ties.network import Network

TEXTS = [
    ("Surakarta dan Suwon menandatangani nota kesepahaman pada 4 Maret 2019.", "Surakarta", "Suwon", "signed"),
    ("Bandung berencana menandatangani MoU dengan Liuzhou tahun depan.", "Bandung", "Liuzhou", "planned"),
    ("Wali Kota Padang menerima duta besar dan rombongan dari Hildesheim.", None, None, None),
    ("Medan has signed a letter of intent with Gwangju, its mayor said.", "Medan", "Gwangju", "signed"),
]

TWINS = Source(
    "twins",
    "Wali Kota Tegal dan Wali Kota Kesennuma menandatangani nota kesepahaman pada 5 Maret 2019. "
    "Kabupaten Tegal tidak diundang.",
    [{"home": "Tegal", "partner": "Kesennuma", "status": "signed"}],
    read=False,
)


@pytest.fixture(scope="module")
def found() -> list[Example]:
    texts = [
        Source(
            f"{number}-{text[:9]}", text, [{"home": home, "partner": partner, "status": state}] if home else [], False
        )
        for number in range(6)
        for text, home, partner, state in TEXTS
    ]
    return examples([*texts, TWINS])


def test_both_forms_of_the_network_agree(found: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_WORD_DROP", 0.0)
    monkeypatch.setattr(fitting, "_HIDE", 0.0)
    space = Meanings(["surakarta", "nota", "signed"], np.eye(3, dtype=np.float32))
    known, _, given = fitting.vocabulary(found, space)
    weights = fitting.merged(fitting.begin(jax.random.PRNGKey(1), known, 3), given)
    used = Network(known, {name: np.asarray(array) for name, array in weights.items()})
    batches = fitting.Batches(found, known, 0)
    for example in found[: len(TEXTS)]:
        given_document = document_input(example.prepared.tokens, known)
        batch = batches._batch([(example, given_document)])
        logits = np.asarray(fitting.forward(weights, batch))[0]
        chances = used.weigh(used.read(given_document), example.prepared.views)
        for row, own in enumerate(chances):
            order = np.argsort([not any(example.right[home, example.prepared.views[row].partner])
                                for home in example.prepared.found.homes], kind="stable")  # fmt: skip
            expected = 1 / (1 + np.exp(-logits[row, : len(own)]))
            np.testing.assert_allclose(own[order], expected, atol=1e-5)


def test_of_a_city_and_a_regency_of_one_name_one_is_right(found: list[Example]) -> None:
    example = next(one for one in found if one.name == TWINS.name)
    right = {home: one for (home, _), one in example.right.items()}
    assert right == {"ID-33.76": (True, False, False), "ID-33.28": (False, False, False)}


def test_it_learns(found: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_EPOCHS", 40)
    known, _, given = fitting.vocabulary(found, Meanings(["nota"], np.ones((1, 1), np.float32)))
    said: list[str] = []
    weights = fitting.fit(found, known, given, say=said.append)
    losses = [float(line.rsplit(" ", 1)[1]) for line in said]
    assert losses[-1] < losses[0] / 3
    choices = gather([(example, fitting.chances(example, Network(known, weights))) for example in found])
    decision = fit_decision(choices)
    assert all(0 < level < 1 for level in (*decision.kept, *decision.added))
