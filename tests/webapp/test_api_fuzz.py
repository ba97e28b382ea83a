"""Requests that nobody would think of get answers that the OpenAPI description promises."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

EXAMPLES = 40
"""Requests of each kind to each address."""


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_keep_to_the_description(app: Flask, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 8
    asked: list[str] = []
    for operation in operations:
        strategy = operation.as_strategy(generation_mode=mode)

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def keeps(case: Case) -> None:
            # The client of the test does not unpack what the site compresses.
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        try:
            keeps()
        except Unsatisfiable:
            # Nothing can be wrong with an address that takes any word, or none.
            assert mode is GenerationMode.NEGATIVE
        else:
            asked.append(operation.path)
    assert len(asked) >= 4
