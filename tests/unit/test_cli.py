"""The `stride` command as people call it: a process, its two outputs and its exit code."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from workbench.cli import stride

ROOT = Path(__file__).parents[2]
COMMANDS_PAGE = ROOT / "docs" / "commands.md"


BUDGETS = ("cold start", "first question", "warm", "answering", "planning", "memory", "response", "storage calls")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("STRIDE_", "LC_", "LANG"))}
    return plain | {"PYTHONPATH": f"{ROOT / 'lambda'}{os.pathsep}{ROOT}", "STRIDE_STORE": "memory", **more}


def command(*arguments: str, given: str | bytes = "", **more: str) -> Ended:
    """Runs `stride` with arguments and standard input, in a locale that knows no UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=ROOT,
        env=environment(LC_ALL="C", **more),
        timeout=300,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def misuse(*arguments: str, given: str = "") -> str:
    """The one line that a wrong call earns."""
    ended = command(*arguments, given=given)
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    return line


class TestAsking:
    def test_each_line_is_answered_by_one_object(self) -> None:
        ended = command("ask", "--jsonl", given="is running good for my back\nwho won the match\n")
        good, other = ended.objects
        assert ended.code == 0
        assert list(good) == ["question", "decision", "topic", "score", "flag", "level", "speech", "sources"]
        assert (good["question"], good["topic"]) == ("is running good for my back", "is-running-good-for-back")
        assert other["decision"] == "unknown"
        assert (other["topic"], other["flag"], other["level"], other["sources"]) == (None, None, None, [])

    def test_a_red_flag_is_a_triage_with_the_number_of_the_country(self) -> None:
        (flagged,) = command("ask", "--jsonl", "--locale", "en-GB", given="I have no feeling when I wipe").objects
        assert (flagged["decision"], flagged["flag"], flagged["level"]) == ("triage", "rf-cauda-equina", "emergency")
        assert "nine nine nine" in flagged["speech"]
        assert flagged["topic"] is None

    def test_an_answer_names_its_sources_and_is_plain_text(self) -> None:
        (answer,) = command("ask", "--jsonl", given="is bed rest good for back pain").objects
        assert (answer["decision"], answer["topic"]) == ("answer", "bed-rest")
        assert "dahm-2010" in answer["sources"]
        assert "<" not in answer["speech"]

    @pytest.mark.parametrize("line", ["", "   ", "çay içmek ister misin", "🏃‍♀️🏃‍♀️", "x" * 5000, '{"question": 1}'])
    def test_any_line_at_all_gets_its_object(self, line: str) -> None:
        (answer,) = command("ask", "--jsonl", given=line + "\n").objects
        assert answer["question"] == line
        assert answer["decision"] in ("answer", "confirm", "triage", "unknown")

    def test_bytes_that_are_no_text_do_not_stop_it(self) -> None:
        ended = command("ask", "--jsonl", given=b"caf\xe9 and my back\nis running bad\n")
        assert (ended.code, len(ended.objects)) == (0, 2)

    def test_words_after_the_command_are_answered_in_speech(self) -> None:
        assert "bed" in command("ask", "is", "bed", "rest", "good", "for", "back", "pain").out.lower()

    def test_no_question_and_an_unknown_locale_are_misuse(self) -> None:
        assert misuse("ask") == "stride ask: say something after the command"
        assert misuse("ask", "--locale", "en-gb", "hills") == (
            "stride ask: the locale `en-gb` is not known; did you mean `en-GB`?"
        )


class TestUnderstanding:
    def test_an_utterance_becomes_an_intent_with_its_slots(self) -> None:
        ended = command("understand", "--jsonl", given="give me a five minute warm up\nwait\n")
        start, wait = ended.objects
        assert list(start) == ["utterance", "intent", "slots", "score"]
        assert start["intent"] == "StartRoutineIntent"
        assert start["slots"]["moment"] == {"value": "warm up", "id": "before-run"}
        assert start["slots"]["minutes"]["value"] == "5"
        assert (wait["intent"], wait["slots"]) == ("AMAZON.PauseIntent", {})

    def test_each_line_is_answered_before_the_next_one_comes(self) -> None:
        with subprocess.Popen(
            [sys.executable, "-m", "workbench.cli", "understand", "--jsonl"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            text=True,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for said, intent in (("next", "AMAZON.NextIntent"), ("stop", "AMAZON.StopIntent")):
                process.stdin.write(said + "\n")
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["intent"] == intent
            process.stdin.close()
            assert process.wait(30) == 0

    def test_a_reader_that_leaves_early_is_no_error_worth_a_traceback(self) -> None:
        given = "next\n" * 5000
        reading = [sys.executable, "-m", "workbench.cli", "understand", "--jsonl"]
        with subprocess.Popen(
            reading, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
        ) as process:
            assert process.stdout is not None
            process.stdout.close()
            _, errors = process.communicate(given.encode())
        assert errors == b""


class TestRoutine:
    def test_a_named_routine_is_laid_out_cue_by_cue(self) -> None:
        ended = command("routine", "warm-up-short", "--json")
        (routine,) = ended.objects
        assert list(routine) == ["id", "title", "seconds", "steps"]
        assert routine["id"] == "warm-up-short"
        assert routine["seconds"] == pytest.approx(sum(step["seconds"] for step in routine["steps"]))
        for step in routine["steps"]:
            assert list(step) == ["exercise", "seconds", "cues"]
            ends = [round(cue["at"] + cue["seconds"], 3) for cue in step["cues"]]
            starts = [round(cue["at"], 3) for cue in step["cues"]]
            assert all(end <= start for end, start in zip(ends, [*starts[1:], step["seconds"]], strict=True))
            assert {cue["kind"] for cue in step["cues"]} <= {"say", "tone", "hold", "rep", "switch", "rest"}

    def test_a_routine_can_be_asked_for_as_one_would_say_it(self) -> None:
        (routine,) = command("routine", "ten minutes for hips, no floor", "--json").objects
        assert routine["seconds"] == pytest.approx(600, abs=30)
        assert not any(step["exercise"].startswith("floor-") for step in routine["steps"])

    def test_without_json_it_is_a_table(self) -> None:
        first, *steps = command("routine", "warm-up-short").out.splitlines()
        assert re.fullmatch(r"Five minute warm-up \(warm-up-short\), \d:\d\d", first)
        assert all(re.fullmatch(r" +\d+\.\d s  [a-z-]+", step) for step in steps)

    def test_what_is_no_routine_is_misuse(self) -> None:
        assert misuse("routine", "is my dog a cat", "--json").startswith(
            "stride routine: `is my dog a cat` is no routine"
        )
        assert misuse("routine") == "stride routine: say something after the command"


class TestTalking:
    def test_piped_lines_are_a_conversation(self) -> None:
        ended = command("talk", given="alexa, open steady stride\n# a comment\ngive me a five minute warm-up\nstop\n")
        assert ended.code == 0
        assert "Steady Stride" in ended.out
        assert "March on the spot" in ended.out
        assert "(the session is closed)" in ended.out

    def test_json_shows_what_went_over_the_wire(self) -> None:
        ended = command("talk", "--json", given="alexa, open steady stride\n")
        assert ended.objects[0]["request"]["request"]["type"] == "LaunchRequest"
        assert ended.objects[0]["response"]["response"]["shouldEndSession"] is False

    def test_a_device_with_a_player_prints_what_it_plays(self) -> None:
        script = "ask steady stride for a five minute warm-up\n~ 1m 30s\nstop\n"
        ended = command("talk", "--device", "speaker", given=script, STRIDE_AUDIO_BASE_URL="https://audio.example")
        played = [line.partition(",")[0] for line in ended.out.splitlines() if line.startswith("♪")]
        assert (ended.code, ended.err) == (0, "")
        assert played[:2] == ["♪ March on the spot", "♪ Front-to-back leg swings"]
        assert re.fullmatch(r"♪ stopped at 0:\d\d", played[2])

    def test_without_a_voice_the_coach_speaks(self, tmp_path: Path) -> None:
        script = "ask steady stride for a five minute warm-up\n"
        ended = command("talk", "--device", "speaker", given=script, PATH=str(tmp_path))
        assert "♪" not in ended.out
        assert "March on the spot" in ended.out
        assert ended.err.startswith("The coach speaks every routine; no offline voice is installed here: install flite")

    def test_a_wrong_time_and_a_wrong_device_are_misuse(self) -> None:
        assert misuse("talk", given="~ soon\n").startswith("stride talk: “~ soon” has no time")
        assert misuse("talk", "--device", "scren") == "stride talk: there is no device `scren`; did you mean `screen`?"


class TestBuilding:
    def test_the_committed_content_is_without_mistakes(self) -> None:
        ended = command("content", "check")
        assert (ended.code, ended.err) == (0, "")
        assert re.fullmatch(r"\d+ files, all well\n", ended.out)

    def test_mistakes_are_told_with_file_line_and_mend(self, tmp_path: Path) -> None:
        (tmp_path / "en" / "tips").mkdir(parents=True)
        (tmp_path / "en" / "tips" / "new.yaml").write_text("category: cor\ntip: Rest.\nsources: []\n", encoding="utf-8")
        ended = command("content", "check", "--folder", str(tmp_path))
        assert ended.code == 1
        assert f"{tmp_path}/en/tips/new.yaml:1: `cor` is not known for `category`; did you mean `core`?" in ended.out
        assert re.search(r"^\d+ to mend, 1 files looked at$", ended.out, re.MULTILINE)

    @pytest.mark.parametrize("what", ["content", "model"])
    def test_what_is_committed_is_what_the_sources_give(self, what: str) -> None:
        ended = command(what, "build", "--check")
        assert (ended.code, ended.out) == (0, "up to date\n")


class TestMeasuring:
    def test_a_labelled_file_is_counted(self, tmp_path: Path) -> None:
        file = tmp_path / "labelled.tsv"
        file.write_text(
            "question\tbed-rest\t\tis bed rest good for back pain\n"
            "flag\trf-cauda-equina\temergency\ti have no feeling when i wipe\n"
            "elsewhere\t\t\ti have no feeling when i wipe\n",
            encoding="utf-8",
        )
        ended = command("evaluate", str(file), "--mistakes")
        assert re.search(r"^emergencies found +1 of +1 +100.00 %$", ended.out, re.MULTILINE)
        assert ended.out.splitlines()[-1] == "elsewhere \ttriage rf-cauda-equina\ti have no feeling when i wipe"

    def test_a_file_of_another_form_cannot_be_counted(self, tmp_path: Path) -> None:
        file = tmp_path / "labelled.tsv"
        file.write_text("one two three\n", encoding="utf-8")
        ended = command("evaluate", str(file))
        assert ended.code == 1
        assert ended.err.startswith(f"stride evaluate: {file}:1: expected kind, id, level and phrasing")

    def test_the_bench_has_a_row_for_every_budget(self) -> None:
        ended = command("bench", "--runs", "3")
        assert ended.err == ""
        for budget in BUDGETS:
            assert re.search(rf"^(ok  |OVER) .*{budget}", ended.out, re.MULTILINE), budget
        assert ended.code == ("OVER" in ended.out)


class TestServing:
    @pytest.fixture
    def address(self) -> Iterator[str]:
        """Of a server on a free port."""
        serving = [sys.executable, "-m", "workbench.cli", "serve", "--port", "0"]
        with subprocess.Popen(serving, stdout=subprocess.PIPE, cwd=ROOT, env=environment(), text=True) as server:
            assert server.stdout is not None
            yield server.stdout.readline().split()[4]
            server.terminate()

    def test_the_simulator_opens_and_the_endpoint_refuses_strangers(self, address: str) -> None:
        with urllib.request.urlopen(address, timeout=30) as page:
            assert b"<html" in page.read()
        stranger = urllib.request.Request(f"{address}/alexa", data=b"{}", method="POST")
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(stranger, timeout=30)

    def test_a_port_in_use_is_told_in_one_line(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            ended = command("serve", "--port", str(port))
        assert (ended.code, ended.out) == (1, "")
        place = f"http://127.0.0.1:{port}"
        assert re.fullmatch(rf"stride serve: cannot listen at {place}: .+; try another --port\n", ended.err)


class TestMisuse:
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (["serv"], "stride: there is no command `serv`; did you mean `serve`?"),
            (["content", "biuld"], "stride content: there is no command `biuld`; did you mean `build`?"),
            (["model"], "stride model: Missing command."),
            (["understand"], "stride understand: say something after the command"),
            (
                ["ask", "--jsonl", "hills"],
                "stride ask: with --jsonl the lines come from standard input; leave the words out",
            ),
        ],
    )
    def test_one_line_says_what_is_wrong(self, arguments: list[str], line: str) -> None:
        assert misuse(*arguments) == line

    def test_a_command_nobody_can_guess_lists_what_there_is(self) -> None:
        assert misuse("xyzzy").startswith("stride: there is no command `xyzzy`; choose from ")

    @pytest.mark.parametrize(
        "arguments",
        [["ask", "--jsonll"], ["serve", "--port", "many"], ["evaluate", "nowhere.tsv"], ["bench", "--runs", "0"]],
    )
    def test_a_wrong_option_is_one_line_too(self, arguments: list[str]) -> None:
        assert misuse(*arguments).startswith(f"stride {arguments[0]}: ")

    def test_no_command_at_all_shows_what_there_is(self) -> None:
        ended = command()
        assert ended.code == 0
        assert "Commands:" in ended.out


def every_command(group: click.Group = stride, path: str = "stride") -> Iterator[tuple[str, click.Command]]:
    for name, entry in group.commands.items():
        here = f"{path} {name}"
        if isinstance(entry, click.Group):
            yield from every_command(entry, here)
        else:
            yield here, entry


@pytest.mark.parametrize(("path", "entry"), list(every_command()), ids=[path for path, _ in every_command()])
def test_every_command_and_option_is_documented(path: str, entry: click.Command) -> None:
    page = COMMANDS_PAGE.read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith((f"| `{path} ", f"| `{path}`"))]
    options = {option for parameter in entry.params for option in parameter.opts if option.startswith("--")}
    assert [option for option in sorted(options) if option not in line] == []
    assert set(re.findall(r"--[a-z-]+", line.split("|")[1])) <= options


def test_every_command_says_in_one_sentence_what_it_is_for() -> None:
    assert [path for path, entry in every_command() if not (entry.help or "").split("\n\n")[0].endswith(".")] == []
