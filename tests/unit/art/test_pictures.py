"""The pictures: one for all that can play, files that any screen shows, names that change with what is seen."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from stride.content.loader import load_library
from stride.content.vocabulary import POSITION_PICTURES, Picture, Position
from stride.rendering.picture import BACKGROUND, background_url, picture_files, picture_url
from workbench.art import build, pictures
from workbench.art.canvas import Canvas
from workbench.art.figure import poses
from workbench.art.pictures import PicturesChanged, file_name, kept_picture, picture, square
from workbench.art.png import pixels_of, png
from workbench.interaction.check import icon_problems
from workbench.interaction.package import ICONS

MOST_BYTES = 60_000
SIZES = {name: (1920, 1080) if name == BACKGROUND else (512, 512) for name in picture_files()}


def header(data: bytes) -> tuple[int, int, int, int]:
    """Width, height, bits a pixel and kind of colour, as a PNG says at its beginning."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    width, height, bits, kind = struct.unpack(">IIBB", data[16:26])
    return width, height, bits, kind


def test_there_is_a_pose_for_each_picture_and_a_picture_for_each_position() -> None:
    assert set(poses()) == set(get_args(Picture))
    assert set(POSITION_PICTURES) == set(get_args(Position))
    assert set(picture_files()) == {*get_args(Picture), BACKGROUND}


def test_every_exercise_is_shown_in_a_picture_that_its_position_allows() -> None:
    allowed = {
        "standing": {"standing", "walking", "running"},
        "seated": {"seated"},
        "quadruped": {"on-all-fours"},
        "floor": {"on-back", "on-front", "on-side", "plank", "half-kneeling", "floor-seated"},
    }
    for exercise in load_library().exercises.values():
        assert exercise.shown in allowed[exercise.position], exercise.id


def test_no_two_pictures_are_the_same() -> None:
    seen = {file.rpartition("-")[2] for file in picture_files().values()}
    assert len(seen) == len(picture_files())


@pytest.mark.parametrize("name", picture_files())
def test_a_file_is_a_small_png_of_the_right_size(name: str) -> None:
    data = picture(picture_files()[name])
    assert data is not None
    assert header(data) == (*SIZES[name], 8, 3)
    assert len(data) < MOST_BYTES
    width, height = SIZES[name]
    (scanlines,) = [chunk[4:] for chunk in chunks(data) if chunk.startswith(b"IDAT")]
    assert len(zlib.decompress(scanlines)) == height * (width + 1)


def chunks(data: bytes) -> list[bytes]:
    """Kind and content of each part of a PNG, whose sums are right."""
    found, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        found.append(data[at + 4 : at + 8 + length])
        assert int.from_bytes(data[at + 8 + length : at + 12 + length], "big") == zlib.crc32(found[-1])
        at += length + 12
    return found


def test_what_was_written_reads_as_it_was_drawn() -> None:
    drawn = square("running", 64)
    assert np.array_equal(pixels_of(png(drawn)), drawn)


def test_a_figure_stands_out_from_its_ground() -> None:
    for name in poses():
        small = square(name, 96).astype(int).sum(axis=2)
        assert 0.03 < (small > 500).mean() < 0.25, name


def test_a_line_is_as_wide_as_told_and_ends_round() -> None:
    canvas = Canvas(64, 64, [(0, 0, 0), (255, 255, 255)])
    canvas.stroke([(128, 256), (384, 256)], 80, 1)
    seen = canvas.pixels()[:, :, 0]
    assert [int(seen[:, column].astype(int).sum()) for column in (16, 32, 47)] == pytest.approx([2550] * 3, abs=60)
    assert (seen[32, 10], seen[32, 11], seen[28, 11]) == (0, 255, 0)


def test_a_point_is_a_dot() -> None:
    canvas = Canvas(64, 64, [(0, 0, 0), (255, 255, 255)])
    canvas.stroke([(256, 256), (256, 256)], 160, 1)
    seen = canvas.pixels()[:, :, 0] / 255
    assert seen.sum() == pytest.approx(np.pi * 10**2, rel=0.02)


def test_more_colours_than_a_palette_holds_are_refused() -> None:
    many = np.array([[(shade % 256, shade // 256, 0) for shade in range(257)]], np.uint8)
    png(many[:, :256])
    with pytest.raises(ValueError, match="257 colours; draw it with at most 256"):
        png(many)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_a_file_of_another_kind_is_no_picture(data: bytes) -> None:
    with pytest.raises(ValueError, match="no PNG"):
        pixels_of(data)


class TestNames:
    def test_what_is_committed_is_what_is_drawn(self) -> None:
        assert build.stale() == []

    def test_whatever_looks_different_has_another_name(self) -> None:
        drawn = square("standing", 64)
        other = drawn.copy()
        other[0, 0, 0] += 1
        assert file_name("standing", drawn) == file_name("standing", drawn.copy())
        assert file_name("standing", other) != file_name("standing", drawn)

    @pytest.mark.parametrize("base", ["https://audio.example.com/v1", "https://audio.example.com/v1/"])
    def test_pictures_lie_beside_the_tracks(self, base: str) -> None:
        assert picture_url(base, "seated") == f"https://audio.example.com/v1/{picture_files()['seated']}"
        assert background_url(base) == f"https://audio.example.com/v1/{picture_files()[BACKGROUND]}"

    @pytest.mark.parametrize("file", ["", "standing.png", "standing-0000000000000000.png", "../secret"])
    def test_a_name_that_no_picture_has_is_nothing(self, file: str, tmp_path: Path) -> None:
        assert picture(file) is None
        assert kept_picture(file, tmp_path) is None

    def test_a_picture_that_was_changed_is_not_given_out_under_its_old_name(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pictures, "draw", lambda name: square("seated", 64))
        with pytest.raises(PicturesChanged, match="`standing` is not what it was: run `stride art build`"):
            picture(picture_files()["standing"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A file of names and a skill package that were built anew."""
    folder = tmp_path_factory.mktemp("art")
    files, package = folder / "pictures.json", folder / "interaction_model"
    build.build(files, package)
    return files, package


class TestBuilding:
    def test_building_gives_what_is_committed(self, made: tuple[Path, Path]) -> None:
        assert build.stale(*made) == []
        assert made[0].read_bytes() == build.FILES.read_bytes()

    def test_the_icons_have_the_sizes_the_store_takes(self, made: tuple[Path, Path]) -> None:
        sizes = [header((made[1] / place).read_bytes())[:2] for place, _ in ICONS.values()]
        assert sizes == [(108, 108), (512, 512)]
        assert list(icon_problems(made[1].parent)) == []

    def test_icons_that_are_missing_or_of_another_size_are_told(self, tmp_path: Path) -> None:
        (small, _), _ = ICONS.values()
        icon = tmp_path / "interaction_model" / small
        icon.parent.mkdir(parents=True)
        icon.write_bytes(png(square("running", 64)))
        assert [(Path(problem.where).name, problem.what) for problem in icon_problems(tmp_path)] == [
            ("small-icon.png", "is 64 by 64 pixels, not 108 by 108"),
            ("large-icon.png", "is missing"),
        ]

    def test_drift_is_told_file_by_file(self, tmp_path: Path) -> None:
        files, package = tmp_path / "pictures.json", tmp_path / "package"
        files.write_text("{}\n", encoding="utf-8")
        assert build.stale(files, package) == [files, *(package / place for place, _ in ICONS.values())]
