"""Files that are handed in: taken for what they are, kept once, read only by those concerned."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from models import limits
from models.tables import Fil
from support.county import Lan
from workflows.desk.files import read_file, safe_name, store_file
from workflows.ground.errors import Malformed, NotFound

PDF = b"%PDF-1.7\n"


def _packed(*members: str, content: bytes = b"<x/>") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name in members:
            file.writestr(name, content)
    return packed.getvalue()


def _store(lan: Lan, namn: str, innehall: bytes, who: str = "alvesta") -> int:
    with lan.database.session() as session:
        return store_file(session, namn, innehall, actor=lan.actor(session, who), world=lan.world)


@pytest.mark.parametrize(
    ("namn", "innehall", "mimetyp"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PNG", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.csv", "å;ä\n".encode(), "text/csv; charset=utf-8"),
        (
            "a.docx",
            _packed("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_file_is_stored_as_what_its_content_is(
    lan: Lan, namn: str, innehall: bytes, mimetyp: str
) -> None:
    _store(lan, namn, innehall)
    row = lan.rows(Fil)[0]
    assert (row.namn, row.mimetyp, row.innehall, row.storlek) == (
        namn,
        mimetyp,
        innehall,
        len(innehall),
    )


@pytest.mark.parametrize(
    ("namn", "innehall", "why"),
    [
        ("a.pdf", b"", "tom"),
        ("a.pdf", b"<script>alert(1)</script>", "inte det som namnet säger"),
        ("a.exe", b"MZ", "format som inte tas emot"),
        ("a.html", b"<p>", "format som inte tas emot"),
        ("a.txt", b"\xff\xfe\x00", "inte det som namnet säger"),
        ("a.docx", _packed("annat.xml"), "inte det som namnet säger"),
        ("a.docx", b"PK\x03\x04trasig", "inte det som namnet säger"),
        (
            "a.docx",
            _packed("word/document.xml", "word/vbaProject.bin"),
            "inte det som namnet säger",
        ),
        (
            "a.docx",
            _packed("word/document.xml", *map(str, range(2_000))),
            "inte det som namnet säger",
        ),
        (
            "a.xlsx",
            _packed("xl/workbook.xml", content=b"0" * 201 * 1024 * 1024),
            "inte det som namnet säger",
        ),
        ("a.pdf", PDF + b"0" * limits.FIL_BYTES, "för stor"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_what_it_says_is_refused_with_the_reason(
    lan: Lan, namn: str, innehall: bytes, why: str
) -> None:
    with pytest.raises(Malformed) as refused:
        _store(lan, namn, innehall)
    assert why in refused.value.fields["fil"]
    assert lan.rows(Fil) == []


@pytest.mark.parametrize("namn", ["IMG_0001.HEIC", "IMG_0001.heif", "IMG_0001.jpg"])
def test_a_photo_in_a_telephones_own_format_says_how_it_can_be_sent(lan: Lan, namn: str) -> None:
    with pytest.raises(Malformed) as refusal:
        _store(lan, namn, b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic")
    assert "(HEIC)" in refusal.value.fields["fil"]
    assert "JPEG" in refusal.value.fields["fil"]
    assert lan.rows(Fil) == []


def test_the_same_file_from_the_same_person_is_one_row(lan: Lan) -> None:
    assert _store(lan, "a.pdf", PDF) == _store(lan, "a.pdf", PDF)
    assert _store(lan, "a.pdf", PDF, "lessebo") != _store(lan, "a.pdf", PDF)
    assert len(lan.rows(Fil)) == 2


def test_a_file_that_answers_nothing_is_its_senders_own(lan: Lan) -> None:
    fil = _store(lan, "a.pdf", PDF)
    with lan.database.read() as session:
        assert read_file(session, fil, lan.actor(session, "alvesta"), lan.world).innehall == PDF
        for who, wanted in (
            ("lessebo", fil),
            ("sekreterare", fil),
            ("alvesta", fil + 1),
            ("alvesta", 2**63),
        ):
            with pytest.raises(NotFound):
                read_file(session, wanted, lan.actor(session, who), lan.world)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\jag\\Läget.pdf", "Läget.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("...", "fil"),
        ("å" * 300 + ".pdf", "å" * 196 + ".pdf"),
    ],
)
def test_a_hostile_name_is_only_ever_a_name(sent: str, shown: str) -> None:
    assert safe_name(sent) == shown
