"""Files over HTTP: one request for each, conditional where a file is known, never led to another host or scheme."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin, urlsplit

import fsspec

if TYPE_CHECKING:
    from aiohttp import ClientResponse

T = TypeVar("T")

_NOT_MODIFIED, _NOT_FOUND, _GONE, _FAULTS = 304, 404, 410, 400
# What an answer says of a state of a file, and how it is asked whether that still holds.
_ASKED_BY = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
_PORTS = {"http": 80, "https": 443}
# Within these an answer begins, goes on, and is whole: a host that sends a byte a minute holds nothing up for ever.
_CONNECT_SECONDS, _READ_SECONDS, _WHOLE_SECONDS = 10, 20, 600


class WebError(OSError):
    """A file cannot be had; the message says why."""


class WebFiles:
    """The files of one host by one scheme, as a source names them."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        """`options` are those of fsspec's file system for HTTP."""
        self._origin = _origin(address)
        self._files, self.root = fsspec.core.url_to_fs(
            address,
            **{**options, "client_kwargs": self._client() | options.get("client_kwargs", {})},
            skip_instance_cache=True,
        )
        self._answer: tuple[str, ClientResponse] | None = None

    def info(self, address: str, known: Mapping[str, str]) -> dict[str, Any] | None:
        """What an answer tells of a file; its bytes can be read next. None where it is as is `known`."""
        answer = self._ask(address, {_ASKED_BY[name]: value for name, value in known.items() if name in _ASKED_BY})
        if answer.status == _NOT_MODIFIED:
            self.close()
            return None
        is_packed = answer.headers.get("Content-Encoding", "identity") not in ("", "identity")
        told = {name: answer.headers[name] for name in (*_ASKED_BY, "Content-MD5") if answer.headers.get(name)}
        size = None if is_packed else answer.content_length
        return {"name": address, "type": "file", "size": size, **told}

    def validators(self, info: Mapping[str, Any]) -> dict[str, str]:
        """Of what was told that by which it can be asked whether a file is still the same."""
        return {name: str(info[name]) for name in _ASKED_BY if name in info}

    def blocks(self, address: str, size: int) -> Iterator[bytes]:
        """The bytes of a file: of the answer that is open, else of a new one."""
        answer = self._answer[1] if self._answer and self._answer[0] == address else self._ask(address, {})
        try:
            while block := self._wait(answer.content.read(size)):
                yield block
        finally:
            if self._answer and self._answer[1] is answer:
                self.close()

    def close(self) -> None:
        """End the answer that is open, read or not."""
        if self._answer:
            self._wait(_end(self._answer[1]))
            self._answer = None

    def _ask(self, address: str, headers: Mapping[str, str]) -> ClientResponse:
        self.close()
        self._require_own(address)
        answer = self._wait(self._get(address, headers))
        self._answer = address, answer
        if answer.status in (_NOT_FOUND, _GONE):
            self.close()
            raise FileNotFoundError(address)
        if answer.status >= _FAULTS:
            self.close()
            raise WebError(f"the host answers {answer.status} {answer.reason}")
        return answer

    async def _get(self, address: str, headers: Mapping[str, str]) -> ClientResponse:
        session = await self._files.set_session()
        options = dict(self._files.kwargs)
        sent = {**options.pop("headers", {}), **headers, "Accept-Encoding": "identity"}
        answer: ClientResponse = await session.get(self._files.encode_url(address), headers=sent, **options)
        return answer

    def _wait(self, asked: Coroutine[Any, Any, T]) -> T:
        async def done() -> T:
            return await asked

        result: T = fsspec.asyn.sync(self._files.loop, done)
        return result

    def _client(self) -> dict[str, Any]:
        from aiohttp import ClientTimeout, TraceConfig  # noqa: PLC0415 - only for pages

        trace = TraceConfig()
        trace.on_request_redirect.append(self._refuse_to_leave)
        limits = ClientTimeout(total=_WHOLE_SECONDS, sock_connect=_CONNECT_SECONDS, sock_read=_READ_SECONDS)
        agent = f"tsujitsuma/{version('tsujitsuma')}"  # the host learns who asks
        return {"timeout": limits, "headers": {"User-Agent": agent}, "trace_configs": [trace]}

    async def _refuse_to_leave(self, _session: object, _context: object, redirect: Any) -> None:  # noqa: ANN401 - aiohttp's own
        """Called before a redirect is followed."""
        headers = redirect.response.headers
        self._require_own(urljoin(str(redirect.url), headers.get("Location") or headers.get("URI") or ""))

    def _require_own(self, address: str) -> None:
        if _origin(address) != self._origin:
            raise WebError(f"leads to {_shown_origin(address)}, which the settings do not name; it is not followed")


def _origin(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    return parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme.lower())


def _shown_origin(address: str) -> str:
    scheme, host, _ = _origin(address)
    port = urlsplit(address).port
    return f"{scheme}://{host}{f':{port}' if port else ''}"


async def _end(answer: ClientResponse) -> None:
    answer.close()
