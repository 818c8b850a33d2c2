"""Turns a document into a model object, reporting every value of the wrong shape, not only the first."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

import msgspec

from workbench.content.reader import Document, Problem, Where

Kind = TypeVar("Kind")


def shape(document: Document, kind: type[Kind], extra: Mapping[str, Any]) -> tuple[Kind | None, list[Problem]]:
    """An object of the struct `kind` from the document and `extra` fields (such as the id), or the problems."""
    if not isinstance(document.data, dict):
        return None, [document.problem((), "this file should be `key: value` lines")]
    data = {**extra, **document.data}
    problems = [document.problem(where, text) for where, text in _complaints(data, kind, ())]
    if problems:
        return None, problems
    return msgspec.convert(data, kind, strict=True), []


def _complaints(value: Any, kind: Any, where: Where) -> Iterator[tuple[Where, str]]:
    kind = _without_none(kind, value)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _struct_complaints(value, kind, where)
    elif typing.get_origin(kind) is tuple and isinstance(value, list):
        kinds = typing.get_args(kind)
        for index, item in enumerate(value):
            yield from _complaints(item, kinds[0], (*where, index))
    elif _is_mapping(kind) and isinstance(value, dict):
        key_kind, value_kind = typing.get_args(kind)
        for key, item in value.items():
            yield from _complaints(key, key_kind, (*where, str(key)))
            yield from _complaints(item, value_kind, (*where, str(key)))
    else:
        yield from _leaf_complaints(value, kind, where)


def _struct_complaints(value: Any, kind: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if not isinstance(value, dict):
        yield where, f"`{_name(where)}` should hold `key: value` lines"
        return
    known = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, item in value.items():
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            hint = f"; did you mean `{near[0]}`?" if near else f"; known here: {', '.join(known)}"
            yield (*where, str(key)), f"`{key}` is not a field{hint}"
        else:
            yield from _complaints(item, known[key].type, (*where, key))
    for name, field in known.items():
        if field.required and name not in value:
            yield where, f"`{name}` is missing; add it"


def _leaf_complaints(value: Any, kind: Any, where: Where) -> Iterator[tuple[Where, str]]:
    try:
        msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        if typing.get_origin(kind) is typing.Literal:
            allowed = [str(choice) for choice in typing.get_args(kind)]
            near = get_close_matches(str(value), allowed, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"choose from {', '.join(allowed)}"
            yield where, f"`{value}` is not known for `{_name(where)}`; {hint}"
        else:
            yield where, f"`{_name(where)}` should be {_plain(kind)}, not {value!r}"


def _without_none(kind: Any, value: Any) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType) and value is not None:
        rest = [choice for choice in typing.get_args(kind) if choice is not type(None)]
        return rest[0] if len(rest) == 1 else kind
    return kind


def _is_mapping(kind: Any) -> bool:
    origin = typing.get_origin(kind)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _plain(kind: Any) -> str:
    if typing.get_origin(kind) is tuple:
        return "a list"
    if _is_mapping(kind):
        return "`key: value` lines"
    return {str: "text", int: "a whole number", bool: "true or false"}.get(kind, str(kind))


def _name(where: Where) -> str:
    names = [part for part in where if isinstance(part, str)]
    return names[-1] if names else "this file"
