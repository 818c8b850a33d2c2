"""What a fresh process loads, which way imports point, and what stands where. No test here looks at a clock."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAMBDA = ROOT / "lambda"

HEAVY = frozenset(
    {
        "boto3",
        "botocore",
        "click",
        "cryptography",
        "flask",
        "lameenc",
        "numpy",
        "rapidfuzz",
        "waitress",
        "workbench",
        "yaml",
    }
)
"""What nothing needs before somebody asks for it."""
ALEXA = frozenset({"ask_sdk_core", "ask_sdk_model", "ask_sdk_runtime"})

LAUNCH = """
from lambda_function import lambda_handler
event = {
    "version": "1.0",
    "session": {"new": True, "sessionId": "s", "application": {"applicationId": "a"}, "user": {"userId": "u"}},
    "context": {"System": {"application": {"applicationId": "a"}, "user": {"userId": "u"}}},
    "request": {"type": "LaunchRequest", "requestId": "r", "timestamp": "2027-03-01T07:00:00Z", "locale": "en-US"},
}
answer = lambda_handler(event, None)
assert answer["response"]["outputSpeech"]["ssml"].startswith("<speak>"), answer
"""


def loaded_by(code: str, **environment: str) -> set[str]:
    """Top-level modules in a new process that has run the code."""
    shown = "\nimport json, sys\nprint(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + shown],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(LAMBDA), **environment},
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules(package: str) -> list[str]:
    folder = LAMBDA.joinpath(*package.split("."))
    files = sorted(file for file in folder.rglob("*.py") if file.name != "__init__.py")
    return [".".join(file.relative_to(LAMBDA).with_suffix("").parts) for file in files]


@pytest.mark.parametrize("package", ["stride.content", "stride.coaching", "stride.answers", "stride.rendering"])
def test_the_domain_loads_neither_alexa_nor_anything_heavy(package: str) -> None:
    names = modules(package)
    assert names
    assert loaded_by(f"import {', '.join(names)}") & (HEAVY | ALEXA) == set()


@pytest.mark.parametrize("store", ["memory", "sqlite"])
def test_a_launch_loads_nothing_heavy(store: str, tmp_path: Path) -> None:
    place = store if store == "memory" else f"sqlite:{tmp_path / 'stride.sqlite'}"
    loaded = loaded_by(LAUNCH, STRIDE_STORE=place, STRIDE_SKILL_ID="")
    assert loaded & HEAVY == set()
    assert {"stride", "ask_sdk_core"} <= loaded


def test_a_store_loads_its_client_on_first_use_only() -> None:
    opened = "from stride.storage.open_store import open_store; open_store('dynamodb:coach')"
    assert loaded_by(opened) & HEAVY == set()


def test_the_command_loads_nothing_heavy_before_it_knows_what_to_do() -> None:
    loaded = loaded_by("import workbench.cli", PYTHONPATH=f"{LAMBDA}{os.pathsep}{ROOT}")
    assert loaded & (HEAVY - {"click", "workbench"} | ALEXA) == set()


def test_imports_point_one_way() -> None:
    """The rules are in pyproject.toml; `make lint` names the import that breaks one."""
    pytest.importorskip("importlinter", reason="import-linter is not installed: make lint")
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def requirements(file: Path) -> set[str]:
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line}


def test_a_desk_runs_the_very_versions_that_lambda_installs() -> None:
    assert requirements(LAMBDA / "requirements.txt") <= requirements(ROOT / "requirements.txt")


def test_what_lambda_installs_is_pinned() -> None:
    assert all("==" in line for line in requirements(LAMBDA / "requirements.txt"))


def test_the_package_has_no_list_of_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "dependencies" in project["project"]["dynamic"]
    assert project["tool"]["setuptools"]["dynamic"]["dependencies"] == {"file": ["requirements.txt"]}


def test_no_sentence_that_is_heard_stands_in_python() -> None:
    """Wording lives in content files. What Python raises or logs begins with a small letter and is for people."""
    files = sorted((LAMBDA / "stride").rglob("*.py"))
    assert [
        f"{file.relative_to(ROOT)}: {text}" for file in files for text in sentences_in(file.read_text("utf-8"))
    ] == []


def test_a_sentence_in_python_is_noticed() -> None:
    assert sentences_in('def f():\n    """Says it to them all."""\n    return say("Well done, that is all.")') == [
        "Well done, that is all."
    ]


def sentences_in(code: str) -> list[str]:
    """Texts that begin like a sentence and are several words long, docstrings left out."""
    tree = ast.parse(code)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
    return [text for text in texts if re.match(r"[A-Z][a-z']*,? ", text) and len(text.split()) >= 4]
