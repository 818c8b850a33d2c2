"""`stride audio publish` against an S3 server on this machine: interrupted and started again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from stride.content.loader import load_library
from stride.rendering.picture import picture_files
from tests.contract.audio.listening import ROOT, command, decoded, paths, stride
from workbench.art.pictures import picture
from workbench.audio.catalogue import catalogue
from workbench.audio.pcm import RATE
from workbench.routines import routine_for

pytestmark = [
    pytest.mark.contract,
    pytest.mark.skipif(not shutil.which("flite"), reason="the voice flite is not installed: apt-get install flite"),
]

BUCKET = "tracks"
ROUTINE = "flare-up-short"
PUBLISH = ("audio", "publish", "--bucket", BUCKET, "--folder", "v1", "--voice", "flite-slt", "--only", ROUTINE)


@pytest.fixture
def account() -> Iterator[dict[str, str]]:
    """Environment in which boto3 finds an S3 of our own."""
    server_module = pytest.importorskip("moto.server", reason="moto plays S3: make test-tools")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    # Servers in one process share what they hold.
    urllib.request.urlopen(urllib.request.Request(f"{address}/moto-api/reset", method="POST")).close()
    yield {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    server.stop()


@pytest.fixture
def s3(account: dict[str, str]) -> Any:
    """A client, and a bucket that remembers every upload."""
    client = boto3.client(
        "s3",
        endpoint_url=account["AWS_ENDPOINT_URL"],
        aws_access_key_id="nobody",
        aws_secret_access_key="nothing",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=BUCKET)
    client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    return client


def test_killed_half_way_and_started_again_nothing_is_made_twice_and_nothing_is_missing(
    account: dict[str, str], s3: Any
) -> None:
    wanted = {f"v1/{name}": timeline for name, timeline in tracks_of(ROUTINE).items()}
    pictures = [f"v1/{file}" for file in picture_files().values()]
    everything = sorted([*wanted, *pictures])
    before = set(kill_once_some_are_there(account, s3, len(pictures) + len(wanted) // 4))
    done = len(before & wanted.keys())
    assert 0 < done < len(wanted)

    again = stride(*PUBLISH, **account)
    assert again.returncode == 0, again.stderr
    assert f"{len(wanted)} tracks: {done} published, {len(wanted) - done} missing" in again.stdout
    assert f"{len(pictures)} pictures: {len(pictures)} published, 0 missing" in again.stdout
    assert sorted(uploads(s3)) == everything

    third = stride(*PUBLISH, **account)
    assert f"{len(wanted)} tracks: {len(wanted)} published, 0 missing" in third.stdout
    assert sorted(uploads(s3)) == everything

    key, timeline = next(iter(wanted.items()))
    track = s3.get_object(Bucket=BUCKET, Key=key)
    assert (track["ContentType"], track["CacheControl"]) == ("audio/mpeg", "public, max-age=31536000, immutable")
    assert len(decoded(track["Body"].read())) / RATE == pytest.approx(timeline.length / 1000, abs=0.05)


def test_killed_among_the_pictures_and_started_again_each_is_there_once(account: dict[str, str], s3: Any) -> None:
    pictures = [f"v1/{file}" for file in picture_files().values()]
    before = kill_once_some_are_there(account, s3, len(pictures) // 3)
    assert set(before) < set(pictures)

    again = stride(*PUBLISH, **account)
    assert again.returncode == 0, again.stderr
    missing = len(pictures) - len(before)
    assert f"{len(pictures)} pictures: {len(before)} published, {missing} missing" in again.stdout
    assert sorted(key for key in uploads(s3) if key.endswith(".png")) == sorted(pictures)

    kept = s3.get_object(Bucket=BUCKET, Key=pictures[0])
    assert (kept["ContentType"], kept["CacheControl"]) == ("image/png", "public, max-age=31536000, immutable")
    assert kept["Body"].read() == picture(pictures[0].removeprefix("v1/"))


def test_a_dry_run_says_what_it_would_cost_and_uploads_nothing(account: dict[str, str], s3: Any) -> None:
    told = stride("audio", "publish", "--bucket", BUCKET, "--voice", "polly-joanna", "--dry-run", **account)
    assert told.returncode == 0, told.stderr
    tracks = catalogue(load_library(), "polly-joanna")
    assert told.stdout.startswith(f"{len(tracks)} tracks: 0 published, {len(tracks)} missing (")
    pictures = len(picture_files())
    assert f"\n{pictures} pictures: 0 published, {pictures} missing\n" in told.stdout
    assert re.search(r"spoken by polly-joanna: [\d,]+ characters, about \$\d+\.\d\d\n$", told.stdout)
    assert uploads(s3) == []


def test_a_bucket_that_is_not_there_is_told_in_one_sentence(account: dict[str, str]) -> None:
    told = stride(*PUBLISH, **account)
    assert told.returncode == 1
    assert "the bucket tracks could not be used" in told.stderr
    assert "Traceback" not in told.stderr


def kill_once_some_are_there(account: dict[str, str], s3: Any, count: int) -> list[str]:
    """Starts publishing, kills the command when `count` files are up, and gives what is there when all is quiet."""
    running = subprocess.Popen(
        command(*PUBLISH, "--jobs", "2"),
        cwd=ROOT,
        env=paths(**account),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while len(uploads(s3)) < count:
        assert running.poll() is None, "publishing ended before it could be interrupted"
        time.sleep(0.05)
    children = children_of(running.pid)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    while any(os.path.exists(f"/proc/{child}") for child in children):
        time.sleep(0.05)
    return uploads(s3)


def children_of(pid: int) -> list[str]:
    """Processes that a process has started and that still run."""
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return children.read().split()


def uploads(s3: Any) -> list[str]:
    """The key of every upload there ever was: a key that was uploaded twice is there twice."""
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET)
    return [version["Key"] for page in pages for version in page.get("Versions", ())]


def tracks_of(routine: str) -> dict[str, Any]:
    library = load_library()
    return catalogue(library, "flite-slt", routine_for(routine, library).steps)
