"""Keeps records in one DynamoDB table: the store of a deployed skill.

One item a person: `pk` (Alexa's own opaque id, as it comes), `text`, `version`, and `ttl` (epoch seconds) by which
DynamoDB deletes it some days later; until then this module looks past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from stride.storage.store import KEPT_FOR, StoreConflict, Stored, StoreFailed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CONNECT_SECONDS = 0.5
READ_SECONDS = 0.75
ATTEMPTS = 2
"""With these a table that never answers costs under two of the eight seconds Alexa waits."""

NAMES = {"#text": "text", "#version": "version", "#ttl": "ttl"}
"""The attributes' names are reserved words of DynamoDB's expressions."""

UNWRITTEN = "attribute_not_exists(pk)"
EXPIRED = "#ttl <= :now"
UNCHANGED = "#version = :version AND #ttl > :now"
"""The parts of the conditions for a save: a first one needs UNWRITTEN or EXPIRED, a later one UNCHANGED."""


def connect() -> DynamoDBClient:
    """A client for the region, credentials and endpoint of the environment, impatient enough for a voice."""
    # Importing botocore takes longer than everything else at a cold start, and boto3 on top of it longer still.
    import botocore.session
    from botocore.config import Config

    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        # The legacy mode waits 50 ms before DynamoDB's first retry; the newer ones wait up to a second.
        retries={"mode": "legacy", "total_max_attempts": ATTEMPTS},
    )
    return cast("DynamoDBClient", botocore.session.Session().create_client("dynamodb", config=config))


class DynamoDBStore:
    """Records in the table `table`. The client is made on first use."""

    def __init__(self, table: str, connect: Callable[[], DynamoDBClient] = connect) -> None:
        self._table = table
        self._connect = connect

    def load(self, person: str, now: datetime) -> Stored:
        with _failures(self._table):
            answer = self._client.get_item(TableName=self._table, Key={"pk": {"S": person}}, ConsistentRead=True)
        item = answer.get("Item")
        return _stored(item, now) if item else Stored()

    def save(self, person: str, text: str, version: int, now: datetime) -> None:
        values = {":now": {"N": str(int(now.timestamp()))}}
        condition = f"{UNWRITTEN} OR {EXPIRED}"
        names = {"#ttl": NAMES["#ttl"]}
        if version:
            condition = UNCHANGED
            values[":version"] = {"N": str(version)}
            names["#version"] = NAMES["#version"]
        item = {
            "pk": {"S": person},
            "text": {"S": text},
            "version": {"N": str(version + 1)},
            "ttl": {"N": str(int((now + KEPT_FOR).timestamp()))},
        }
        with _failures(self._table, written=item):
            self._client.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression=condition,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=values,
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )

    def forget(self, person: str) -> None:
        with _failures(self._table):
            self._client.delete_item(TableName=self._table, Key={"pk": {"S": person}})

    @cached_property
    def _client(self) -> DynamoDBClient:
        return self._connect()


def _stored(item: Mapping[str, Any], now: datetime) -> Stored:
    try:
        stored, expires = Stored(item["text"]["S"], int(item["version"]["N"])), int(item["ttl"]["N"])
    except (KeyError, ValueError) as error:
        raise StoreFailed(f"a DynamoDB item is not one of ours: {error!r} in one of text, version, ttl") from error
    return stored if expires > now.timestamp() else Stored()


@contextmanager
def _failures(table: str, written: dict[str, Any] | None = None) -> Iterator[None]:
    """Turns the client's exceptions into a store's own."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise StoreFailed(f"the DynamoDB table {table} refused: {error}") from error
        # A first attempt whose answer got lost has written; its retry then meets our own item.
        if error.response.get("Item") != written:
            raise StoreConflict from None
    except BotoCoreError as error:
        raise StoreFailed(f"the DynamoDB table {table} did not answer: {error}") from error
