"""The faults that reading a file may end with, by their stable codes."""

from __future__ import annotations

from archive.model import Fault

MESSAGES = {
    "empty": "The file holds no bytes; fetch or save it again.",
    "no_text": "The file holds no text that can be read; if it shows pictures of text, make a better scan.",
    "too_large": "The file is larger than the limit of {limit}; raise the setting or split the file.",
    "too_many_pages": "Only the first {limit} pages were read; raise the setting for pages to read the rest.",
    "too_many_rows": "Only the first {limit} table rows were read; raise the limit or split the table.",
    "too_much_text": "Only the first {limit} characters were read; split the file to read the rest.",
    "encrypted": "The file is locked with a password; save a copy without password and add that.",
    "broken": "The file is damaged and cannot be read as {what}; fetch it again or repair it where it was made.",
    "partly_broken": "Part of the file is damaged and was left out ({what}); compare with the original.",
    "truncated": "The file ends before its end; what came before was read. Fetch it again.",
    "unsupported": "Files of the type {what} are not read; save it as PDF, DOCX, ODT, HTML or text.",
    "packed": "The file is {what}, which is not unpacked here; unpack it and add the files in it.",
    "container": "The file is a container of other files; add it as such, its members are read one by one.",
    "no_unicode_map": "The fonts of page {page} name no letters; the page was read from its picture.",
    "ocr_missing": "Page {page} is a picture and no recogniser is installed; install tesseract-ocr or naskah[ocr].",
    "ocr_failed": "Text recognition failed on page {page}; make a cleaner scan.",
    "ocr_off": "Page {page} is a picture and text recognition is switched off; switch it on and read it again.",
    "ocr_stopped": "Recognition took too long and stopped before page {page}; raise the time limit and add it again.",
    "ocr_empty": "No text was recognised on page {page}; it is blank or too poor a scan.",
    "page_failed": "Page {page} could not be read and was left out; open the original.",
    "entity_bomb": "The file defines XML entities that grow without end; it is hostile or broken and was not read.",
    "path_traversal": "A member named {what} tries to leave its container; it was not unpacked.",
    "bomb": "The packed data grow beyond all measure ({what}); the file is hostile or broken; unpacking stopped.",
    "too_many_members": "The container holds more than {limit} files; only the first ones were read.",
    "too_deep": "Containers are nested deeper than {limit}; unpack the inner ones by hand.",
    "timeout": "Reading took longer than {limit} seconds and was stopped; raise the limit or split the file.",
    "out_of_memory": "Reading needed more than {limit} of memory and was stopped; raise the limit or split the file.",
    "crashed": "The reader crashed on this file ({what}); convert it to another format and add that.",
    "failed": "Reading failed unexpectedly ({what}); please report the file.",
    "undecodable": "Some bytes fit no known encoding and were replaced; save the file as UTF-8.",
    "no_document": "The record holds no document ({what}) and was left out.",
}


def fault(code: str, *, page: int | None = None, **facts: object) -> Fault:
    """The fault with its sentence; its step is "ocr" where only text recognition failed.

    Raises KeyError for a code that is not in the table and for a fact that its sentence lacks.
    """
    step = "ocr" if code.startswith("ocr_") else "parse"
    return Fault(code=code, message=MESSAGES[code].format_map({"page": page, **facts}), step=step, page=page)


def amount(size: float) -> str:
    """A number of bytes for people: "100 MB"."""
    for unit in ("bytes", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"
