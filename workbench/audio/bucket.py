"""The S3 bucket that tracks and pictures are published in. It is private: CloudFront reads it, people never do."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

CONTENT_TYPES = {".mp3": "audio/mpeg", ".png": "image/png"}
"""By how a name ends."""
CACHE_CONTROL = "public, max-age=31536000, immutable"
"""A year: a name never stands for anything else."""


class BucketUnreachable(OSError):
    """S3 did not do what was asked; the text says what to look at."""


class Bucket:
    """A bucket and the folder in it. Credentials, region and endpoint are those boto3 finds in the environment."""

    def __init__(self, name: str, folder: str = "") -> None:
        self.name = name
        self.folder = folder.strip("/")
        self._client: Any = None

    def __reduce__(self) -> tuple[type[Bucket], tuple[str, str]]:
        """Another process makes its own client."""
        return Bucket, (self.name, self.folder)

    def names(self) -> frozenset[str]:
        """Names of what is there. Raises BucketUnreachable."""
        prefix = self._key("")
        pages = self._s3("list_objects_v2", Prefix=prefix)
        return frozenset(entry["Key"].removeprefix(prefix) for page in pages for entry in page.get("Contents", ()))

    def put(self, name: str, data: bytes) -> None:
        """Uploads one track or picture: all of it, or nothing. Raises BucketUnreachable."""
        kind = CONTENT_TYPES[PurePosixPath(name).suffix]
        self._s3("put_object", Key=self._key(name), Body=data, ContentType=kind, CacheControl=CACHE_CONTROL)

    def _key(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name

    def _s3(self, operation: str, **arguments: Any) -> list[Any]:
        """The answers of one operation, all pages of it."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            client = self._connected()
            if client.can_paginate(operation):
                return list(client.get_paginator(operation).paginate(Bucket=self.name, **arguments))
            return [getattr(client, operation)(Bucket=self.name, **arguments)]
        except (BotoCoreError, ClientError) as problem:
            raise BucketUnreachable(
                f"the bucket {self.name} could not be used ({problem}): "
                "check its name, the AWS credentials and the region"
            ) from problem

    def _connected(self) -> Any:
        if self._client is None:
            import boto3

            self._client = boto3.client("s3")
        return self._client
