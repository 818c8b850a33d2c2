"""Red flags first: everything that was said freely is checked before any handler looks at it."""

from __future__ import annotations

from stride.skill.questions import said_freely
from stride.skill.turn import Reply, Turn


def screened(turn: Turn) -> Reply | None:
    """The reply to a red flag in what was said freely; None where nothing was, or no flag applies.

    Said freely is a phrase, and any slot whose words are not a known value: "something for my numb feet". Once a flag
    was met, its own conversation listens on.
    """
    if turn.request.kind != "IntentRequest" or turn.session.flag:
        return None
    said = said_freely(turn)
    if not said:
        return None
    from stride.skill.conversations.hurting import check  # most requests say nothing freely

    return check(turn, said)
