"""The store in a DynamoDB table, on Amazon's own DynamoDB Local."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

import botocore.session
import pytest

from stride.storage import dynamodb
from stride.storage.dynamodb import DynamoDBStore
from stride.storage.open_store import open_store
from stride.storage.store import KEPT_FOR, Store, StoreConflict, Stored, StoreFailed
from tests.contract.storage import dynamodb_local
from tests.contract.storage.suite import MONDAY, RUNNER, StoreSuite

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.contract

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a DynamoDB that has answered its first requests, which take longer than the store waits."""
    reason = dynamodb_local.missing()
    if reason:
        pytest.skip(reason)
    with dynamodb_local.running() as address:
        yield address


@pytest.fixture(scope="module")
def environment(server: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        point_at(server, patch)
        yield


@pytest.fixture(scope="module")
def client(environment: None) -> DynamoDBClient:
    """For the tests' own errands; it waits as long as a client usually does."""
    client = cast("DynamoDBClient", botocore.session.Session().create_client("dynamodb"))
    warm_up(client)
    return client


@pytest.fixture(scope="module")
def impatient(environment: None) -> DynamoDBClient:
    """The store's own client, made once for all."""
    return dynamodb.connect()


@pytest.fixture
def table(client: DynamoDBClient) -> str:
    """A new table, keyed as in template.yaml."""
    name = f"steady-stride-{next(_numbers)}"
    make_table(client, name, key="pk")
    return name


@pytest.fixture
def store(table: str, impatient: DynamoDBClient) -> Store:
    return DynamoDBStore(table, lambda: impatient)


def point_at(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sends the store there, as an owner would: by the AWS settings of the environment."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", address)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "local")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")


def warm_up(client: DynamoDBClient) -> None:
    make_table(client, "warm-up", key="pk")
    for _ in range(3):
        client.put_item(TableName="warm-up", Item={"pk": {"S": "x"}}, ConditionExpression="attribute_not_exists(pk)")
        client.get_item(TableName="warm-up", Key={"pk": {"S": "x"}}, ConsistentRead=True)
        client.delete_item(TableName="warm-up", Key={"pk": {"S": "x"}})


def make_table(client: DynamoDBClient, name: str, key: str) -> None:
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


class TestDynamoDB(StoreSuite):
    pass


def test_the_setting_and_the_environment_of_a_desk_are_enough(table: str) -> None:
    store = open_store(f"dynamodb:{table}")
    store.save(RUNNER, "kept", 0, MONDAY)
    assert store.load(RUNNER, MONDAY) == Stored("kept", 1)


def test_an_item_is_the_record_its_version_and_its_end(client: DynamoDBClient, store: Store, table: str) -> None:
    store.save(RUNNER, "kept", 0, MONDAY)
    assert client.scan(TableName=table)["Items"] == [
        {
            "pk": {"S": RUNNER},
            "text": {"S": "kept"},
            "version": {"N": "1"},
            "ttl": {"N": str(int((MONDAY + KEPT_FOR).timestamp()))},
        }
    ]


def test_forgetting_leaves_no_item(client: DynamoDBClient, store: Store, table: str) -> None:
    store.save(RUNNER, "kept", 0, MONDAY)
    store.forget(RUNNER)
    assert client.scan(TableName=table)["Items"] == []


def test_a_save_whose_answer_got_lost_is_no_conflict_with_itself(store: Store) -> None:
    """The retry of a save that was carried out meets its own item, and nothing else."""
    store.save(RUNNER, "first", 0, MONDAY)
    store.save(RUNNER, "first", 0, MONDAY)
    assert store.load(RUNNER, MONDAY) == Stored("first", 1)
    with pytest.raises(StoreConflict):
        store.save(RUNNER, "somebody else's", 0, MONDAY)


def test_a_record_too_big_for_an_item_is_a_failure(store: Store) -> None:
    with pytest.raises(StoreFailed, match="refused"):
        store.save(RUNNER, "x" * 450_000, 0, MONDAY)
    assert store.load(RUNNER, MONDAY) == Stored(None, 0)


def test_a_table_that_does_not_exist_is_a_failure_that_names_it(client: DynamoDBClient) -> None:
    fails(open_store("dynamodb:no-such-table"), match="no-such-table")


def test_a_table_with_another_key_is_a_failure(client: DynamoDBClient) -> None:
    make_table(client, "keyed-otherwise", key="id")
    fails(open_store("dynamodb:keyed-otherwise"), match="refused")


def test_an_item_that_is_not_ours_is_a_failure(client: DynamoDBClient, store: Store, table: str) -> None:
    client.put_item(TableName=table, Item={"pk": {"S": RUNNER}, "attributes": {"M": {}}})
    with pytest.raises(StoreFailed, match="not one of ours"):
        store.load(RUNNER, MONDAY)


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_server_that_never_answers_is_a_failure(silent_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(silent_server, monkeypatch)
    fails(DynamoDBStore("coach"), match="did not answer")


def test_the_longest_wait_for_one_call_is_under_two_seconds() -> None:
    assert dynamodb.ATTEMPTS * dynamodb.READ_SECONDS + dynamodb.CONNECT_SECONDS <= 2


def test_a_server_that_is_not_there_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(f"http://127.0.0.1:{dynamodb_local.free_port()}", monkeypatch)
    fails(DynamoDBStore("coach"), match="did not answer")


def test_a_desk_without_a_region_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    fails(DynamoDBStore("coach"), match="region")


def fails(store: Store, match: str) -> None:
    """Every call fails in the way a store may; all at once, so that waits overlap."""
    calls = [
        lambda: store.load(RUNNER, MONDAY),
        lambda: store.save(RUNNER, "text", 0, MONDAY),
        lambda: store.forget(RUNNER),
    ]
    with ThreadPoolExecutor(len(calls)) as together:
        for future in [together.submit(call) for call in calls]:
            with pytest.raises(StoreFailed, match=match):
                future.result()
