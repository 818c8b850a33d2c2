"""Reading the corpus, building an index twice, evaluating."""

from __future__ import annotations

from pathlib import Path

import pytest

from stride.answers.decide import Decision
from stride.answers.retrieval import Ranking
from workbench.learning.corpus import CorpusError, read_corpus
from workbench.learning.evaluate import Labelled, LabelledFileError, Outcome, count, read_labelled

TOPICS = {
    "hills": "hill slope climb",
    "cadence": "steps tempo beat",
    "heat-or-ice": "ice heat warm",
    "weight": "heavy fat pounds",
}
FLAGS = {"rf-a": "numb saddle", "rf-b": "fever chills"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name in ("questions", "flags", "more"):
        (folder / name).mkdir(parents=True)
    for topic, words in TOPICS.items():
        lines = [f"is {word} bad for {end}" for word in words.split() for end in ("backs", "me", "runners")]
        (folder / "questions" / f"{topic}.txt").write_text("\n".join(lines))
    for flag, words in FLAGS.items():
        levels = {"emergency": "now", "soon": "today", "same-day": "again"}
        lines = [f"{level}|i have {word} {end}" for word in words.split() for level, end in levels.items()]
        (folder / "flags" / f"{flag}.txt").write_text("\n".join(lines))
    people = [f"{topic}\twhat of the {word}" for topic, words in TOPICS.items() for word in words.split()]
    off = [f"general\tplay {word} music" for word in ("loud", "soft", "old", "new")]
    for n in range(1, 5):
        (folder / "more" / f"people-{n}.tsv").write_text("\n".join(people))
        (folder / "more" / f"elsewhere-{n}.tsv").write_text("\n".join(off))
    (folder / "more" / "contrast-1.tsv").write_text("none\t-\tnot numb at all\nrf-a\tsoon\ta bit numb\n")
    (folder / "benign.txt").write_text("\n".join(f"a bit {w} today" for w in ("stiff", "tired", "sore", "slow")))
    (folder / "elsewhere.txt").write_text("\n".join(off))
    return folder


def test_an_index_is_built_byte_for_byte_twice(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from stride.answers.linear import load_index
    from stride.answers.retrieval import Retriever
    from workbench.learning.build import build_index

    one, two = tmp_path / "one.bin", tmp_path / "two.bin"
    build_index(corpus, one)
    build_index(corpus, two)
    assert one.read_bytes() == two.read_bytes()
    assert Retriever(load_index(one)).rank("is ice bad for backs").topics[0][0] == "heat-or-ice"


def test_every_line_is_read_with_its_meaning(corpus: Path) -> None:
    lines = read_corpus(corpus)
    kinds = {kind: [line for line in lines if line.kind == kind] for kind in ("question", "flag", "benign")}
    assert {line.label for line in kinds["question"]} == set(TOPICS)
    assert next(line for line in kinds["flag"] if line.label == "rf-a").level == "emergency"
    assert any(line.text == "not numb at all" for line in kinds["benign"])


def test_a_broken_line_is_named(corpus: Path) -> None:
    (corpus / "more" / "people-1.tsv").write_text("hills\tis it steep\nhills is it far\n")
    with pytest.raises(CorpusError, match=r"people-1\.tsv:2: expected 2 columns"):
        read_corpus(corpus)


def test_labelled_files_come_in_two_forms(tmp_path: Path) -> None:
    cells, objects = tmp_path / "a.tsv", tmp_path / "b.jsonl"
    cells.write_text("flag\trf-a\tsoon\tnumb\nbenign\t-\t-\tstiff\n")
    objects.write_text(
        '{"question": "numb", "flag": "rf-a", "level": "soon"}\n{"question": "stiff", "kind": "benign"}\n'
    )
    assert [line.kind for line in read_labelled(cells)] == [line.kind for line in read_labelled(objects)]
    assert read_labelled(cells)[0] == read_labelled(objects)[0]


@pytest.mark.parametrize("broken", ["question\thills\n", "{}", "what\tx\t-\tsaid\n", "{not json"])
def test_a_broken_labelled_file_is_named(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(broken)
    with pytest.raises(LabelledFileError, match=r"x\.tsv:1: expected"):
        read_labelled(path)


def test_counting() -> None:
    ranking = Ranking((("hills", 0.6), ("cadence", 0.2)), 0.8, 0.6, 0.8)
    answer = Decision("answer", ("hills",), 0.9, None, None, "")
    flag = Decision("triage", (), 1.0, "rf-a", "soon", "")
    report = count(
        [
            Outcome(Labelled("a", "question", "hills", None), answer, ranking),
            Outcome(Labelled("b", "question", "cadence", None), answer, ranking),
            Outcome(Labelled("c", "elsewhere", "", None), answer, ranking),
            Outcome(Labelled("d", "flag", "rf-a", "emergency"), flag, ranking),
            Outcome(Labelled("e", "benign", "", None), flag, ranking),
        ]
    )
    expected = {"top-1": 0.5, "top-2": 1.0, "of those right": 0.5, "off-topic answered": 1.0,
                "flags found": 1.0, "level high enough": 0.0, "benign false alarms": 1.0}  # fmt: skip
    assert {name: report.share(name) for name in expected} == expected
    assert report.topic_confusions == (("cadence", "hills", 1),)
    assert "top-1" in str(report)
