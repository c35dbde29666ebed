"""An S3 server of the tests' own on loopback, within their process: Moto's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests

BUCKET = "lakes"


@contextmanager
def serving_s3() -> Iterator[Callable[[], list[str]]]:
    """Start a server with a bucket, which the environment names meanwhile as S3's clients expect it.

    Gives what lists the keys in the bucket.
    """
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer  # imports what speaks to AWS
    from moto.s3.models import s3_backends

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    named = {
        "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": "hush-hush",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL_S3": address,
    }
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in named.items():
                patch.setenv(name, value)
            requests.put(f"{address}/{BUCKET}", timeout=10).raise_for_status()
            (backend,) = s3_backends["123456789012"].values()
            yield lambda: sorted(backend.buckets[BUCKET].keys)
    finally:
        server.stop()
