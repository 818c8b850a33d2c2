"""Fills the slots of a known intent with values found anywhere in an utterance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.understanding.exact import Match
from workbench.understanding.model import SEARCH, Model
from workbench.understanding.numbers import number_at
from workbench.understanding.values import Span, Values
from workbench.understanding.words import speech

_MINUTES = frozenset({"minute", "minutes"})
_MINUTE_ALONE = frozenset({("minute",), ("minutes",)})
_ALWAYS = frozenset({"PACE", "TALK"})
"""Closed types without which their intent says nothing: the closest value is taken."""
_AMOUNTS = _MINUTES | {"second", "seconds", "hour", "hours", "percent", "beats", "steps"}
DENIABLE = frozenset({"MOMENT", "AREA"})
"""Types of which "not" before a value says that another one is meant."""
_FUZZY = frozenset({"EXERCISE", "ROUTINE", "MOMENT", "AREA", "BODY_PART", "FORM_ASPECT", "LIMIT", "TIP_CATEGORY"})


class Filler:
    """Knows the slots of every intent."""

    def __init__(self, model: Model, values: Values) -> None:
        self._slots = model.slots
        self._values = values

    def fill(self, tokens: Sequence[str], intent: str, known: Mapping[str, Span] | None = None) -> dict[str, Span]:
        """Slot -> span; those `known` already, then longer spans first, none overlapping."""
        slots = {name: type_ for name, type_ in self._slots.get(intent, {}).items() if type_ != SEARCH}
        wanted = set(slots.values())
        spans = [span for at in range(len(tokens)) for span in self._values.at(tokens, at) if span.type in wanted]
        spans.sort(key=lambda span: (_denied(span, tokens), _weak(span), span.start - span.end, span.start))
        filled: dict[str, Span] = dict(known or {})
        for span in spans:
            name = self._slot_for(span, slots, filled, tokens)
            if name and not any(_overlap(span, other) for other in filled.values()):
                filled[name] = span
        for name, type_ in slots.items():
            if name not in filled and type_ in _FUZZY and not filled:
                near = self._values.like(tokens, type_)
                if near:
                    filled[name] = near
        for name, type_ in slots.items():
            if name not in filled and type_ in _ALWAYS:
                closest = self._values.closest(tokens, type_)
                if closest:
                    filled[name] = closest
        return self._with_moment(tokens, slots, filled)

    def plain(self, tokens: Sequence[str], match: Match) -> dict[str, Span]:
        """The slots of a match; a duration of whole minutes goes into `minutes` where the intent has that slot."""
        slots = self._with_moment(tokens, self._slots[match.intent], dict(match.slots))
        span = slots.get("duration")
        if span is None or "minutes" not in self._slots[match.intent] or "minutes" in slots:
            return slots
        minutes = _whole_minutes(span, tokens)
        if minutes:
            del slots["duration"]
            slots["minutes"] = minutes
        return slots

    def _with_moment(self, tokens: Sequence[str], slots: Mapping[str, str], filled: dict[str, Span]) -> dict[str, Span]:
        """Of several moments the one that says most: "loosen me up before my run" is before a run."""
        name = next((name for name, type_ in slots.items() if type_ == "MOMENT"), None)
        if name is None:
            return filled
        others = [span for slot, span in filled.items() if slot != name]
        moments = [
            span
            for at in range(len(tokens))
            for span in self._values.at(tokens, at)
            if span.type == "MOMENT" and not _denied(span, tokens) and not any(_overlap(span, one) for one in others)
        ]
        moments += [filled[name]] if name in filled else []
        if name in filled and moments:
            filled[name] = min(moments, key=lambda span: (_vague(span, tokens), span.start - span.end, span.start))
        return filled

    def _slot_for(
        self, span: Span, slots: dict[str, str], filled: dict[str, Span], tokens: Sequence[str]
    ) -> str | None:
        after = tokens[span.end] if span.end < len(tokens) else ""
        names = [name for name, type_ in slots.items() if type_ == span.type and name not in filled]
        if span.type in DENIABLE and _denied(span, tokens):
            names = [name for name in names if name.startswith("wrong")]
        if span.type == "AMAZON.NUMBER":
            return _number_slot(names, after, tokens, span)
        if span.type == "AMAZON.TIME" and after in _AMOUNTS:
            return None
        if span.type == "AREA" and "moment" in slots and _is_moment(span, tokens, self._values):
            return None
        if span.type == "AMAZON.DURATION" and "minutes" in slots and _whole_minutes(span, tokens):
            return None
        return names[0] if names else None


def _whole_minutes(span: Span, tokens: Sequence[str]) -> Span | None:
    """The number in a duration of whole minutes; None for "seven and a half minutes" or "half an hour"."""
    number = number_at(tokens, span.start)
    if number and number[0] == span.end - 1 and tokens[number[0]] in _MINUTES:
        return Span(span.start, number[0], "AMAZON.NUMBER", spoken=str(number[1]))
    return None


def _number_slot(names: list[str], after: str, tokens: Sequence[str], span: Span) -> str | None:
    """Which number is meant by the words around it."""
    before = tokens[span.start - 1] if span.start else ""
    if "after" in names:
        return "after" if after in _MINUTES else None
    if "stage" in names:
        return "stage" if before == "stage" else None
    if "score" in names:
        return "score"
    if after in _MINUTES or (
        after in speech()["minutes"]["said_of"] and tuple(tokens[span.end + 1 : span.end + 2]) in _MINUTE_ALONE
    ):
        return "minutes" if "minutes" in names else None
    if after in ("percent", "per"):
        return "percent" if "percent" in names and after == "percent" else ("cadence" if "cadence" in names else None)
    if before == "not":
        return "wrong" if "wrong" in names else None
    if "cadence" in names:
        return "cadence" if int(span.spoken or 0) >= 100 else None
    if "minutes" not in names or list(tokens[span.start : span.end]) == ["one"]:
        return None  # "the evening one", "wrong one"
    if "wrong" in names:
        return "minutes"
    alone = not after or after in speech()["minutes"]["before"]
    return "minutes" if alone and before in speech()["minutes"]["after"] else None


def _is_moment(span: Span, tokens: Sequence[str], values: Values) -> bool:
    """ "Ten minutes of core", "the core thing": a kind of routine; "for my core": a part of the body."""
    before = tuple(tokens[max(span.start - 2, 0) : span.start])
    both = any(other.type == "MOMENT" and other.end == span.end for other in values.at(tokens, span.start))
    return both and before[-1:] not in (("my",), ("for",)) and before != ("for", "the")


def _weak(span: Span) -> bool:
    """ "Give me brief instructions": a value that says no more than "yes"."""
    return span.value is not None and (span.type, span.value.id) == ("PREFERENCE_VALUE", "on")


def _vague(span: Span, tokens: Sequence[str]) -> int:
    """How little a moment says: what is wanted, when, how it should feel."""
    assert span.value is not None
    if not set(speech()["moments"]["vaguely"]).isdisjoint(tokens[span.start : span.end]):
        return 3
    ranks = speech()["moments"]["by_weight"]
    return next((rank for rank, ids in enumerate(ranks) if span.value.id in ids), len(ranks))


def _denied(span: Span, tokens: Sequence[str]) -> bool:
    """ "I didn't mean strength": not what is wanted, unless it is a limit, which is always a denial."""
    at = span.start - 1
    while at > 0 and tokens[at] in speech()["denied_over"]:
        at -= 1
    return span.type not in ("LIMIT", "PREFERENCE") and at >= 0 and tokens[at] == "not"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
