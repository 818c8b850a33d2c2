"""The one figure of all pictures: how long its limbs are, and how it is drawn in a pose."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
import yaml

from workbench.art.canvas import Canvas, Point

POSES = Path(__file__).parent / "poses.yaml"

GROUND = 448
"""Where the figure stands; units from the top, like all lengths here."""
BODY, NECK, HEAD = 96, 60, 37
ARM, LEG = (62, 56), (84, 82, 26)
"""Upper arm and forearm; thigh, shin and foot."""

TONES = {
    "ground": (20, 50, 43),
    "light": (33, 76, 65),
    "floor": (14, 36, 31),
    "thing": (228, 164, 104),
    "far": (140, 168, 153),
    "near": (246, 236, 216),
    "shirt": (108, 200, 170),
}
"""The colours of all pictures, by name; few, so that the files are small."""
_NUMBERS = {name: number for number, name in enumerate(TONES)}


class Line(msgspec.Struct, frozen=True):
    """A line through points; a dot where they are one."""

    line: tuple[Point, ...]
    width: int
    tone: str


class Pose(msgspec.Struct, frozen=True, kw_only=True):
    """What the figure does; poses.yaml tells what the fields are."""

    hip: Point
    body: int
    head: int
    arms: tuple[tuple[int, int], tuple[int, int]]
    legs: tuple[tuple[int, int, int], tuple[int, int, int]]
    things: tuple[Line, ...] = ()
    marks: tuple[Line, ...] = ()
    lift: int = 0


@cache
def poses() -> Mapping[str, Pose]:
    """All poses by name."""
    return msgspec.convert(yaml.safe_load(POSES.read_text(encoding="utf-8")), dict[str, Pose])


def tone(name: str) -> int:
    """The number of a tone on a canvas that has these `TONES`."""
    return _NUMBERS[name]


def draw_figure(canvas: Canvas, pose: Pose) -> None:
    """The figure and what is about it, from the farthest to the nearest."""
    hip = (pose.hip[0], pose.hip[1] - pose.lift)
    neck, shoulder = _reached(hip, pose.body, BODY), _reached(hip, pose.body, BODY - 8)
    head = _reached(neck, pose.head, NECK)
    far_arm, near_arm = (_limb(shoulder, angles, ARM) for angles in pose.arms)
    far_leg, near_leg = (_limb(hip, angles, LEG) for angles in pose.legs)
    _draw_lines(canvas, pose.things, pose.lift)
    _draw_leg(canvas, far_leg, "far")
    canvas.stroke(far_arm, 27, tone("far"))
    canvas.stroke([neck, head], 22, tone("near"))
    canvas.disc(head, HEAD, tone("near"))
    _draw_leg(canvas, near_leg, "near")
    canvas.stroke([hip, shoulder], 56, tone("shirt"))
    canvas.stroke(near_arm, 27, tone("near"))
    _draw_lines(canvas, pose.marks, pose.lift)


def _draw_leg(canvas: Canvas, leg: Sequence[Point], name: str) -> None:
    for width, part in ((42, leg[:2]), (35, leg[1:3]), (28, leg[2:])):
        canvas.stroke(part, width, tone(name))


def _draw_lines(canvas: Canvas, lines: Iterable[Line], lift: int) -> None:
    for line in lines:
        canvas.stroke([(x, y - lift) for x, y in line.line], line.width, tone(line.tone))


def _limb(start: Point, angles: Sequence[int], lengths: Sequence[int]) -> list[Point]:
    joints = [start]
    for angle, length in zip(angles, lengths, strict=True):
        joints.append(_reached(joints[-1], angle, length))
    return joints


def _reached(start: Point, angle: int, length: int) -> Point:
    """The point so far from another; an angle of 0 goes down, 90 to the right."""
    turn = math.radians(angle)
    return start[0] + round(length * math.sin(turn)), start[1] + round(length * math.cos(turn))
