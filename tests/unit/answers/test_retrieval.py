"""Question to topic, by the committed index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stride.answers.bands import Band, Bands
from stride.answers.decide import decide
from stride.answers.linear import IndexFileError, index_path, load_index
from stride.answers.retrieval import NOTHING, Retriever, with_carrier
from stride.answers.triage import Triage

CARRIERS = frozenset({"is", "how", "often", "should", "can"})
HOSTILE = ["", "?", "🙂", "'" * 500, "word " * 5000, "\x00\x01", "1234567890" * 50, "ﬁ ß İ ı", "٣ ٤ ²"]


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    return Retriever()


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("is running good for my back", "is-running-good-for-back"),
        ("should i stretch before i run", "stretch-before-running"),
        ("heat or ice", "heat-or-ice"),
        ("how many steps a minute should i take", "cadence"),
        ("am i landing too far in front of myself", "overstriding"),
        ("do planks make my back worse", "core-hurts-my-back"),
        ("which mattress", "sleep-and-mattress"),
        ("can i go swimming instead", "cross-training"),
        ("how many ibuprofen can i take", "painkillers"),
    ],
)
def test_first_topic(retriever: Retriever, said: str, topic: str) -> None:
    assert retriever.rank(said).topics[0][0] == topic


@pytest.mark.parametrize(
    "said",
    ["what's the capital of france", "set a timer for ten minutes", "my knee hurts", "run me a bath", "sing a song"],
)
def test_off_topic_is_not_answered(retriever: Retriever, said: str) -> None:
    assert decide(said, Triage.load(), lambda: retriever).kind == "unknown"


def test_probabilities_are_probabilities(retriever: Retriever) -> None:
    ranking = retriever.rank("why does my back ache on hills")
    shares = [share for _, share in ranking.topics]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(ranking.known)
    assert 0 <= ranking.first_right <= ranking.two_right <= ranking.known <= 1
    assert len(ranking.topics) == 60


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_input_is_survived(retriever: Retriever, said: str) -> None:
    assert retriever.rank(said) == retriever.rank(said)
    assert decide(said, Triage.load(), lambda: retriever).kind in {"answer", "confirm", "unknown", "triage"}


def test_nothing_said_ranks_nothing(retriever: Retriever) -> None:
    assert retriever.rank("🙂 ?") == NOTHING


def test_ranking_is_the_same_in_every_process(retriever: Retriever) -> None:
    said = "is yoga any good for a stiff back"
    code = f"from stride.answers.retrieval import Retriever; print(repr(Retriever().rank({said!r})))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                           env={"PYTHONPATH": str(index_path().parents[3]), "PYTHONHASHSEED": "7"})  # fmt: skip
    assert other.stdout.strip() == repr(retriever.rank(said))


@pytest.mark.parametrize(
    ("said", "frame", "restored"),
    [
        ("running good for my back", "IsQuestionIntent", "is running good for my back"),
        ("is running good", "IsQuestionIntent", "is running good"),
        ("should i lift", "HowOftenQuestionIntent", "how often should i lift"),
        ("swimming good", "ActivityConditionQuestionIntent", "swimming good"),
        ("swimming good", "SymptomIntent", "swimming good"),
        ("swimming good", None, "swimming good"),
        ("", "IsQuestionIntent", "is "),
    ],
)
def test_the_frame_gives_back_what_the_platform_strips(said: str, frame: str | None, restored: str) -> None:
    assert with_carrier(said, frame, CARRIERS) == restored


@pytest.mark.parametrize(
    ("first", "two", "band"),
    [(0.9, 0.95, Band.ANSWER), (0.6, 0.8, Band.CONFIRM), (0.2, 0.3, Band.UNKNOWN), (0.7, 0.7, Band.ANSWER)],
)
def test_bands(first: float, two: float, band: Band) -> None:
    assert Bands(answer=0.7, confirm=0.5).of(first, two) is band


class NothingWrong:
    def check(self, text: str) -> None:
        return None


def test_red_flags_are_found_where_no_index_can_be_read() -> None:
    def broken() -> Retriever:
        raise IndexFileError("there is none")

    assert decide("i've gone numb between my legs and i can't pee", Triage.load(), broken).kind == "triage"
    with pytest.raises(IndexFileError):
        decide("heat or ice", NothingWrong(), broken)


def test_a_missing_or_foreign_index_names_the_command(tmp_path: Path) -> None:
    foreign = tmp_path / "en.bin"
    foreign.write_bytes(b"something else")
    for path in (tmp_path / "none.bin", foreign):
        with pytest.raises(IndexFileError, match="stride index build"):
            load_index(path)
