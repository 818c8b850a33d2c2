"""A routine by its name, or by a request in spoken words, as exact data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from stride.coaching.manner import Manner
from stride.coaching.planner import Unmet, named_routine, plan
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import Routine
from stride.content.ladder import Stage
from stride.content.loader import load_library
from stride.content.model import Library
from workbench.audio.render import Tracks, described, tracks_of, tracks_of_stage


class RoutineNotFound(Exception):
    """There is no routine for what was said; the text says why, and what would work."""


def routine_json(said: str, locale: str = "en-US", seed: int = 0) -> dict[str, Any]:
    """The routine or run-walk session and its cues, taught in full; times in seconds. Raises RoutineNotFound."""
    return described(tracks_for(said, load_library(), locale, seed))


def tracks_for(said: str, library: Library, locale: str = "en-US", seed: int = 0) -> Tracks:
    """The tracks of a routine, as `routine_for` finds it, or of a stage of the return-to-run ladder by id or name.

    Raises RoutineNotFound.
    """
    stage = _stage(said, library)
    if stage:
        return tracks_of_stage(stage, library)
    return tracks_of(routine_for(said, library, locale, seed), library)


def routine_for(said: str, library: Library, locale: str = "en-US", seed: int = 0) -> Routine:
    """A named routine by its id, title or another of its names, else one for a request in spoken words.

    Raises RoutineNotFound.
    """
    named = _named(said, library)
    if named:
        return named
    request = _request(said, locale)
    planned = plan(request, library, Manner(), seed)
    if isinstance(planned, Unmet):
        raise RoutineNotFound(_complaint(said, planned))
    return planned.routine


def _named(name: str, library: Library) -> Routine | None:
    """A named routine by its id, its title or another of its names."""
    wanted = name.strip().lower()
    for named in library.routines.values():
        if wanted in {named.id, named.title.lower(), *(said.lower() for said in named.says)}:
            return named_routine(named, library)
    return None


def _stage(name: str, library: Library) -> Stage | None:
    """A stage of the return-to-run ladder by its id or its name."""
    wanted = name.strip().lower()
    return next((stage for stage in library.ladder.stages if wanted in {stage.id.lower(), stage.name}), None)


def _request(said: str, locale: str) -> RoutineRequest:
    """What the skill would make of the words. Raises RoutineNotFound where they ask for no routine."""
    # Understanding takes a second to load, which a named routine does not need.
    from stride.skill.conversations.starting import read_routine_request
    from stride.skill.request import Request, Slot
    from workbench.understanding.understander import Understander

    understood = Understander.load(locale).understand(said)
    slots = {name: Slot(slot.value, slot.id) for name, slot in understood.slots.items()}
    asked = Request(
        kind="IntentRequest",
        at=datetime(2000, 1, 1, tzinfo=UTC),
        person="",
        locale=locale,
        intent=understood.intent,
        slots=slots,
    )
    request = read_routine_request(asked)
    if understood.intent != "StartRoutineIntent" or request == RoutineRequest():
        raise RoutineNotFound(
            f"`{said}` is no routine; give the id of one, such as warm-up-short, or ask for one in words, "
            "such as `ten minutes for hips, no floor`"
        )
    return request


def _complaint(said: str, unmet: Unmet) -> str:
    """Why there is none, in one line for whoever typed the request."""
    instead = unmet.instead
    why = {
        "limit": f"nothing fits without {unmet.limit}; allow {unmet.limit}",
        "area": "this moment has nothing for that area; leave one of the two out",
        "minutes": f"the length is out of reach; ask for {(instead.seconds or 0) // 60 if instead else 0} minutes",
    }
    return f"no routine for `{said}`: " + why.get(unmet.reason, "too much is ruled out; ask for less at once")
