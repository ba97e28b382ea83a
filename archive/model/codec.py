"""The one place where types of the model become JSON and come back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from archive.model.dates import PartialDate

Kind = TypeVar("Kind")


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str.__str__(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


def _typed(kind: type[Any], value: Any) -> Any:
    if kind is PartialDate:
        return PartialDate(value)
    raise NotImplementedError(f"no type {kind.__name__} from JSON")


def encode(value: Any) -> bytes:
    """JSON of a value of the model (or of lists and mappings of such values) in UTF-8."""
    return msgspec.json.encode(value, enc_hook=_plain)


def plain(value: Any) -> Any:
    """The same as mappings, lists, strings and numbers, for JSON writers and templates."""
    return msgspec.json.decode(encode(value))


def decode(data: bytes | str, kind: type[Kind]) -> Kind:
    """The value of type `kind` that `encode` wrote. Raises msgspec.ValidationError where the shape is wrong."""
    return msgspec.json.decode(data, type=kind, dec_hook=_typed)
