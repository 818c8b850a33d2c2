"""Coaching on: as tracks where the device plays them, else in spoken blocks, and how far a listener got in one."""

from __future__ import annotations

from msgspec.structs import replace

from stride.coaching.speech import spoken_ms
from stride.coaching.walk import Position, Walk
from stride.rendering.block import fill_block
from stride.skill.request import elapsed_ms
from stride.skill.session import InTheAir
from stride.skill.turn import Reply, StopPlaying, Turn
from stride.storage.memory import Memory


def caught_up(turn: Turn) -> Turn:
    """The turn with its walk where the listener is now: some seconds into the block that was being spoken.

    Steps that went by count as done. Time is told by Alexa's own time stamps.
    """
    walk, air = turn.session.walk, turn.session.in_the_air
    if walk is None or air is None:
        return turn
    block = fill_block(walk, turn.library)
    elapsed = elapsed_ms(air.since, turn.request.at) - air.words_ms
    reached = block.end if _answers_closing_question(turn) else block.position_at(max(0, elapsed))
    memory = _with_steps_done(turn.memory, walk, reached)
    moved = walk.moved_to(reached.step, reached.cue)
    unfinished = None if moved.over else moved
    memory = replace(memory, unfinished=unfinished, routines=memory.routines + (1 if moved.over else 0))
    turn = replace(turn, between_steps=reached == block.end)
    return turn.with_memory(memory).with_session(walk=moved, in_the_air=None)


def coach_on(turn: Turn, walk: Walk, *words: str) -> Reply:
    """Says `words`, then coaches from the walk's position: as a queue of tracks where they can be played, otherwise
    as far as one response carries, with a question at its end.
    """
    if walk.over:
        return finished(turn.with_session(walk=walk), *words)
    if turn.audio is None:
        return _speak_on(turn, walk, *words)
    from stride.skill.player import play_on  # needed only where tracks are set up

    return play_on(turn, walk, *words)


def _speak_on(turn: Turn, walk: Walk, *words: str) -> Reply:
    block = fill_block(walk, turn.library)
    name = "done" if block.end.step >= len(walk.routine.steps) else "go-on"
    closing = turn.say("coaching.done") if name == "done" else ""
    reply = turn.ask(name, *words, block.ssml, closing, keep_last=False)
    words_ms = sum(spoken_ms(part) for part in words)
    session = replace(reply.session, walk=walk, in_the_air=InTheAir(turn.request.at, words_ms))
    return replace(reply, session=session, memory=replace(turn.memory, unfinished=walk))


def finished(turn: Turn, *words: str) -> Reply:
    """There is no more of this routine: says so and offers a tip."""
    cleared = turn.with_session(walk=None, in_the_air=None).with_memory(replace(turn.memory, unfinished=None))
    reply = cleared.ask("done", *words, cleared.say("coaching.over"))
    return replace(reply, audio=StopPlaying(for_good=True)) if turn.playing else reply


def resumed(turn: Turn, walk: Walk) -> Walk:
    """The walk at the start of the cue that was interrupted; an interrupted hold begins again at its tone."""
    if walk.over:
        return walk
    timeline = walk.timeline(walk.at.step, turn.library)
    return walk.moved_to(walk.at.step, timeline.resume_cue(min(walk.at.cue, len(timeline.cues) - 1)))


def just_done(turn: Turn, walk: Walk) -> Walk:
    """The walk at the movement being done or just done, where the walk itself stands before the next one."""
    return walk.moved_to(walk.previous_exercise()) if turn.between_steps and not walk.at.cue else walk


def _answers_closing_question(turn: Turn) -> bool:
    """A yes or no to the question after a block: then the block has been heard, whatever the clocks say."""
    return turn.request.intent in ("AMAZON.YesIntent", "AMAZON.NoIntent")


def _with_steps_done(memory: Memory, walk: Walk, reached: Position) -> Memory:
    passed = walk.routine.steps[walk.at.step : reached.step]
    return memory.completed(tuple(step.exercise for step in passed if not step.is_transition))
