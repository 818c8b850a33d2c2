"""Whatever is named exists, and whatever is claimed has a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from stride.content.vocabulary import TIP_CATEGORIES
from workbench.content.reader import Document, Problem, Where
from workbench.content.rules.content import Content
from workbench.content.source import Entry

SOURCED = ("exercises", "form-cues", "tips", "answers", "flags")
PLAN_TARGETS = frozenset({"start"})


def exercises_exist(content: Content) -> Iterator[Problem]:
    """Exercises named by other exercises, routines and recipes."""
    known = content.known("exercises")
    for document, where, name in _exercises_named(content):
        if name not in known:
            yield document.problem(where, f"there is no exercise `{name}`{_near(name, known)}")


def offers_lead_somewhere(content: Content) -> Iterator[Problem]:
    """An answer's offer names a thing that is there, and not the answer itself."""
    targets: Mapping[str, set[str]] = {
        "routine": content.known("routines"),
        "topic": content.known("answers"),
        "form-cue": set(content.sources.things["form-cues"]),
        "tip": set(TIP_CATEGORIES),
        "plan": set(PLAN_TARGETS),
    }
    for entry in content.entries("answers"):
        offer = entry.value.offer
        if offer.target not in targets[offer.do]:
            near = _near(offer.target, targets[offer.do])
            yield entry.document.problem(("offer", "target"), f"there is no {offer.do} `{offer.target}`{near}")
        elif offer.do == "topic" and offer.target == entry.value.id:
            yield entry.document.problem(("offer", "target"), "this answer offers itself; name another topic")


def sources_exist(content: Content) -> Iterator[Problem]:
    """Sources are files of the bibliography, each named once."""
    known = content.known("sources")
    for entry in _sourced(content):
        given = entry.value.sources
        for index, name in enumerate(given):
            if name not in known:
                yield entry.document.problem(("sources", index), f"there is no source `{name}`{_near(name, known)}")
            elif name in given[:index]:
                yield entry.document.problem(("sources", index), f"`{name}` is named twice; keep one")


def sources_are_given(content: Content) -> Iterator[Problem]:
    """Every claim has a source, but for the exceptions that expected.yaml gives a reason for."""
    for entry in _sourced(content):
        name = getattr(entry.value, "id", entry.document.file.stem)
        if not entry.value.sources and name not in content.expected.without_sources:
            text = "`sources` is empty; name at least one file of sources/ that supports this"
            yield entry.document.problem(("sources",), text)


def _exercises_named(content: Content) -> Iterator[tuple[Document, Where, str]]:
    for entry in content.entries("exercises"):
        yield entry.document, ("swap",), entry.value.swap
        for way in ("easier", "harder"):
            instead = getattr(entry.value, way).instead
            if instead is not None:
                yield entry.document, (way, "instead"), instead
    for entry in content.entries("routines"):
        for index, step in enumerate(entry.value.steps):
            yield entry.document, ("steps", index), step.exercise
    for entry in content.entries("recipes"):
        for index, name in enumerate(entry.value.leave_out):
            yield entry.document, ("leave_out", index), name
        for number, block in enumerate(entry.value.blocks):
            for field in ("exercises", "first", "last"):
                for index, name in enumerate(getattr(block, field)):
                    yield entry.document, ("blocks", number, field, index), name


def _sourced(content: Content) -> Iterator[Entry]:
    for folder in SOURCED:
        yield from content.entries(folder)
    for name in ("cadence", "ladder"):
        if name in content.sources.singles:
            yield content.sources.singles[name]


def _near(name: str, known: set[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"; did you mean `{near[0]}`?" if near else "; add its file, or name another one"
