"""An open microphone follows a question, and nothing else sounds like one."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.content.reader import Problem
from workbench.content.rules.content import Content
from workbench.content.rules.sentences import quoted

ASKING = frozenset({"ask", "reprompt"})
"""Wording files whose every sentence group ends in a question."""


TOLD = frozenset({"answer", "more", "say", "say_escalated", "tell", "tip"})
"""Fields that are told; a question of the coach's own follows them."""


def offers_ask_one_question(content: Content) -> Iterator[Problem]:
    """An offer is what "yes" answers; what is told does not end in a question of its own."""
    for spoken in content.spoken():
        if spoken.field == "offer.ask" and (not spoken.text.endswith("?") or spoken.text.count("?") != 1):
            yield spoken.problem(f"`{spoken.field}` should be one question that ends in “?”: {quoted(spoken.text)}")
        if spoken.field in TOLD and spoken.text.endswith("?"):
            yield spoken.problem(
                f"`{spoken.field}` ends in a question that nobody hears answered; end it in a statement"
            )


def wording_asks_where_it_should(content: Content) -> Iterator[Problem]:
    """`ask.*` and `reprompt.*` end in a question mark; everything else does not."""
    asked = {spoken.id.partition(".")[2] for spoken in content.spoken() if spoken.id.startswith("ask.")}
    for spoken in content.spoken():
        if spoken.folder != "wording":
            continue
        file, _, name = spoken.id.partition(".")
        if file in ASKING and not spoken.text.endswith("?"):
            yield spoken.problem(f"`{spoken.id}` opens the microphone; end it in a question: {quoted(spoken.text)}")
        if file not in ASKING and spoken.text.endswith("?"):
            yield spoken.problem(
                f"`{spoken.id}` asks, but only ask.yaml opens the microphone; move it or make it a statement"
            )
        if file == "reprompt" and name not in asked:
            yield spoken.problem(
                f"`{spoken.id}` is the second try of `ask.{name}`, which is missing; add it to ask.yaml"
            )
