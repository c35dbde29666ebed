"""The frames of a batch as one file: a zip of compressed Arrow IPC streams, one for each frame that has rows."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import polars as pl

from warehouse.frames import SCHEMAS, Frames

_END = ".arrow"
# Arrow compresses the columns and not their schemas, which are half of a small document.
_QUICKEST = 1


# What a zip raises whose bytes are not those that were written, beside its own error.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class DamagedFramesError(ValueError):
    """These bytes are no frames, or not those of this version."""


def to_bytes(frames: Frames) -> bytes:
    """The frames as a file's content. Its members can be opened one by one by whatever reads Arrow."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICKEST) as archive:
        for name, frame in frames.by_name.items():
            if frame.height or name not in SCHEMAS:
                stream = BytesIO()
                frame.write_ipc_stream(stream, compression="zstd")
                archive.writestr(f"{name}{_END}", stream.getvalue())
    return content.getvalue()


def from_bytes(content: bytes) -> Frames:
    """The frames that `to_bytes` wrote. Raise DamagedFramesError where they are not whole."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            by_name = {
                member.removesuffix(_END): pl.read_ipc_stream(BytesIO(archive.read(member)))
                for member in archive.namelist()
            }
    except (*_DAMAGED, pl.exceptions.PolarsError) as error:
        raise DamagedFramesError(str(error)) from error
    return Frames({**{name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}, **by_name})
