"""A document's bytes → its lines, whatever kind of file it is."""

from __future__ import annotations

from pipelines.reading.source import SourceText, read_text

_PDF = b"%PDF-"


def read_document_text(content: bytes, file_name: str) -> SourceText:
    """Read a PDF or a UTF-8 text, told apart by their first bytes; raise InvalidTextError for anything else."""
    if content[:1024].lstrip().startswith(_PDF):
        from pipelines.reading.pdf import read_pdf  # noqa: PLC0415 - a text need not pay for it

        return read_pdf(content, file_name)
    return read_text(content, file_name)
