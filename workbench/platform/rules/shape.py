"""The response is what Amazon's own model says a response is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import ResponseEnvelope

from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule


def fits_the_model(exchange: Exchange) -> Iterator[str]:
    """Reads the response into Amazon's classes and writes it again: what does not come back is not Alexa's."""
    written = json.loads(json.dumps(exchange.response_envelope))
    serializer = DefaultSerializer()
    try:
        read = serializer.serialize(serializer.deserialize(json.dumps(written), ResponseEnvelope))
    except SerializationException as error:
        yield f"the response does not fit Amazon's model: {error}"
        return
    for where in _differences("", written, json.loads(json.dumps(read))):
        yield f"Amazon's model does not know {where} as it is written"


def has_its_parts(exchange: Exchange) -> Iterator[str]:
    if exchange.response_envelope.get("version") != "1.0":
        yield 'the response lacks "version": "1.0"'
    if not isinstance(exchange.response_envelope.get("response"), dict):
        yield 'the response lacks "response"'


def _differences(path: str, written: Any, read: Any) -> Iterator[str]:
    if isinstance(written, dict) and isinstance(read, dict):
        for name, value in written.items():
            yield from _differences(f"{path}.{name}" if path else name, value, read.get(name))
    elif isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        for index, (one, other) in enumerate(zip(written, read, strict=True)):
            yield from _differences(f"{path}[{index}]", one, other)
    elif written != read:
        yield path


RULES = (
    Rule(has_its_parts, "request and response JSON reference"),
    Rule(fits_the_model, "ask-sdk-model"),
)
