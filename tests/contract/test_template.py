"""What is deployed: the template as AWS's own tools see it, and the least that the function may do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from stride.storage.open_store import SCHEMES

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "template.yaml"
TOOLS = ROOT / ".cache" / "sam" / "bin"

pytestmark = pytest.mark.contract


class _Loader(yaml.SafeLoader):
    """Reads !Ref x as {"!Ref": x}."""


def _intrinsic(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        return {f"!{suffix}": loader.construct_scalar(node)}
    assert isinstance(node, yaml.SequenceNode)
    return {f"!{suffix}": loader.construct_sequence(node, deep=True)}


_Loader.add_multi_constructor("!", _intrinsic)


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    loaded = yaml.load(TEMPLATE.read_text(encoding="utf-8"), Loader=_Loader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def properties(template: dict[str, Any]) -> dict[str, Any]:
    """Resource name -> properties."""
    return {name: resource.get("Properties", {}) for name, resource in template["Resources"].items()}


class TestTheTemplate:
    def test_only_the_skill_itself_may_call_the_function(self, properties: dict[str, Any]) -> None:
        events = properties["CoachFunction"]["Events"]
        assert events == {"Alexa": {"Type": "AlexaSkill", "Properties": {"SkillId": {"!Ref": "SkillId"}}}}

    def test_the_tracks_are_read_by_the_distribution_alone(self, properties: dict[str, Any]) -> None:
        assert set(properties["AudioBucket"]["PublicAccessBlockConfiguration"].values()) == {True}
        (allowed,) = properties["AudioBucketPolicy"]["PolicyDocument"]["Statement"]
        assert (allowed["Action"], allowed["Principal"]) == ("s3:GetObject", {"Service": "cloudfront.amazonaws.com"})
        assert "AWS:SourceArn" in allowed["Condition"]["StringEquals"]
        behaviour = properties["AudioDistribution"]["DistributionConfig"]["DefaultCacheBehavior"]
        assert behaviour["ViewerProtocolPolicy"] == "https-only"

    def test_the_function_may_touch_one_item_at_a_time_and_write_its_log(self, properties: dict[str, Any]) -> None:
        policies = properties["CoachRole"]["Policies"]
        allowed = [line for policy in policies for line in policy["PolicyDocument"]["Statement"]]
        assert [(line["Action"], line["Resource"]) for line in allowed] == [
            (["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], {"!GetAtt": "MemoryTable.Arn"}),
            (["logs:CreateLogStream", "logs:PutLogEvents"], {"!GetAtt": "CoachLogs.Arn"}),
        ]
        assert "ManagedPolicyArns" not in properties["CoachRole"]
        assert "Policies" not in properties["CoachFunction"]

    def test_the_table_is_the_one_the_store_expects(self, properties: dict[str, Any]) -> None:
        table = properties["MemoryTable"]
        assert table["KeySchema"] == [{"AttributeName": "pk", "KeyType": "HASH"}]
        assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
        store = properties["CoachFunction"]["Environment"]["Variables"]["STRIDE_STORE"]
        scheme, _, place = store["!Sub"].partition(":")
        assert scheme in SCHEMES
        assert place == "${MemoryTable}"

    def test_what_is_remembered_outlives_the_stack_and_is_kept_safe(self, template: dict[str, Any]) -> None:
        table = template["Resources"]["MemoryTable"]
        assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
        assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}

    def test_a_slow_function_ends_before_alexa_stops_waiting(self, properties: dict[str, Any]) -> None:
        assert properties["CoachFunction"]["Timeout"] < 8

    def test_errors_throttles_and_slowness_raise_an_alarm(self, properties: dict[str, Any]) -> None:
        watched = {one["MetricName"] for one in properties.values() if one.get("Namespace") == "AWS/Lambda"}
        assert watched == {"Errors", "Throttles", "Duration"}


def tool(name: str) -> str:
    """The path of an AWS tool; skips the test where it is missing."""
    path = TOOLS / name
    if not path.exists():
        pytest.skip("the AWS tools are not installed: run `make test-tools`")
    return str(path)


def run(*command: str, cwd: Path = ROOT) -> str:
    """What a tool prints. It needs no account and reaches none."""
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-west-1"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_sam_finds_the_template_valid() -> None:
    assert "valid SAM Template" in run(tool("sam"), "validate", "--lint", "--template-file", str(TEMPLATE))


def test_cfn_lint_has_nothing_to_say() -> None:
    assert run(tool("cfn-lint"), "--include-checks", "I", "--", str(TEMPLATE)) == ""


def test_sam_builds_a_package_with_everything_that_is_needed(tmp_path: Path) -> None:
    sam = tool("sam")
    python = shutil.which("python3.13")
    if python is None or subprocess.run([python, "--version"], capture_output=True, check=False).returncode:
        pytest.skip("sam build needs the function's Python: put python3.13 on the PATH")
    copy = tmp_path / "clone"
    copy.mkdir()
    shutil.copy(TEMPLATE, copy)
    shutil.copytree(ROOT / "lambda", copy / "lambda", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    run(sam, "build", "--no-cached", cwd=copy)
    package = copy / ".aws-sam" / "build" / "CoachFunction"
    for needed in (
        "lambda_function.py",
        "stride/content/compiled/en/coach.json",
        "stride/content/compiled/en/answers.json",
        "stride/content/compiled/en/triage.json",
        "stride/answers/index/en.bin",
        "ask_sdk_core",
        "msgspec",
    ):
        assert (package / needed).exists(), needed
    assert not (package / "boto3").exists()
    assert list(package.glob("msgspec/*aarch64*.so")), "the function runs on arm64"
    size = sum(file.stat().st_size for file in package.rglob("*") if file.is_file())
    assert size < 100_000_000
