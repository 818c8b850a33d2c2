"""`POST /alexa`: verified requests are answered, everything else gets 400 and no detail."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from workbench.platform.seams import Handle
from workbench.web.verification import MAX_BODY_BYTES, Headers, Unverified

log = logging.getLogger("stride.web")

Verify = Callable[[Headers, bytes], dict[str, Any]]
"""Headers and raw body in, the request envelope out; raises Unverified."""


def endpoint(skill: Handle, verify: Verify) -> Blueprint:
    """The route Alexa calls."""
    blueprint = Blueprint("alexa", __name__)

    @blueprint.post("/alexa")
    def alexa() -> Response:
        try:
            event = verify(request.headers, _body())
        except Unverified as reason:
            log.warning("refused: %s", reason)
            return Response(status=400)
        return _answered(skill, event)

    return blueprint


def _body() -> bytes:
    """The raw body. A body without a length, or too long, is not read at all."""
    if not 0 < (request.content_length or 0) <= MAX_BODY_BYTES:
        raise Unverified("the body is empty or too long")
    return request.get_data(cache=False)


def _answered(skill: Handle, event: dict[str, Any]) -> Response:
    try:
        answer = skill(event, None)
    except Exception as error:  # its message may quote what somebody said
        log.error("the skill failed: %s", type(error).__name__)
        return Response(status=500)
    return Response(json.dumps(answer, ensure_ascii=False), content_type="application/json; charset=utf-8")
