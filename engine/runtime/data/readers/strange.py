"""Files that are no data set here but are known: what each is, and how it becomes one."""

from engine.runtime.data.readers.upload import Upload
from engine.said import Said, say

_PICTURE = say("a picture; pack pictures into a ZIP of folders, one for each class")
_STARTS = {
    b"%PDF": say("a PDF; a CSV table is needed"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"\x1f\x8b": say("a gzip archive; unpack it first"),
    b"7z\xbc\xaf\x27\x1c": say("a 7z archive; unpack it, and pack it as ZIP where it holds pictures"),
    b"Rar!": say("a RAR archive; unpack it, and pack it as ZIP where it holds pictures"),
    b"SQLite format 3\0": say("a database; save the table that you need as CSV"),
    b"\x89HDF": say("an HDF5 file; save its table as CSV or Parquet"),
    b"ARROW1": say("an Arrow file; save its table as Parquet"),
    b"PARE": say("a Parquet file with a password; write it without one"),
}
_INSIDE = {
    "word/document.xml": say("a Word document; copy its table into a spreadsheet and save it as .xlsx or CSV"),
    "ppt/presentation.xml": say("a presentation; a table, or a ZIP of pictures is needed"),
    "xl/workbook.bin": say("a binary workbook; save it as .xlsx"),
    "META-INF/manifest.xml": say("an OpenDocument file; save its sheet as .xlsx or CSV"),
}
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def strange(upload: Upload) -> Said | None:
    """Return what a file is that holds no data set, as the end of “This is …”; `None` where nothing is known of it."""
    if upload.head.startswith(_OLE):
        if _LOCKED in upload.head or _LOCKED in upload.tail:
            return say("a workbook with a password; take the password off in Excel and upload it again")
        return say("an old Excel or Word file; save it as .xlsx or CSV")
    for inside, what in _INSIDE.items():
        if inside in upload.members:
            return what
    return next((what for start, what in _STARTS.items() if upload.head.startswith(start)), None)
