"""A document's bytes → its lines, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipelines.reading.csv_text import unfold_csv
from pipelines.reading.source import InvalidTextError, SourceText, read_text
from pipelines.reading.unfolding import Unfolded, unfold, unfold_html

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNFOLDING: Mapping[str, Callable[[Sequence[str]], Unfolded]] = {
    "csv": unfold_csv,
    "htm": unfold_html,
    "html": unfold_html,
    "xhtml": unfold_html,
}


def read_document_text(content: bytes, file_name: str) -> SourceText:
    """Read a PDF, a workbook, HTML, CSV or another text; raise InvalidTextError for anything else.

    PDFs and workbooks are told by their first bytes, kinds of text by the file's name.
    """
    if content[:1024].lstrip().startswith(_PDF):
        from pipelines.reading.pdf import read_pdf  # noqa: PLC0415 - a text need not pay for it

        return read_pdf(content, file_name)
    if content.startswith(_ZIP):
        from pipelines.reading.workbook import read_workbook  # noqa: PLC0415 - as above
        from pipelines.reading.workbook_parts import is_workbook  # noqa: PLC0415 - as above

        if is_workbook(content):
            return read_workbook(content, file_name)
    if content.startswith(_OLE):
        problem = "this is an older Excel or Word file, or one with a password; save it as .xlsx, or as text"
        raise InvalidTextError(file_name, None, problem)
    return read_text(content, file_name, _UNFOLDING.get(file_name.rpartition(".")[2].lower(), unfold))
