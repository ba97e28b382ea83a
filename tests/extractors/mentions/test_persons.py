"""Persons, offices, and who is who in one document."""

from __future__ import annotations

import pytest

from archive.model import Block, Span, Text
from extractors.mentions import find
from extractors.parsing import parse_plain

CASES = [
    ("Gubernur Bali I Wayan Koster menandatangani MoU.", {"I Wayan Koster"}),
    ("ujar Kepala Dinas Pariwisata Kota Manado Budi Pelealu, Rabu.", {"Budi Pelealu"}),
    (
        "Hadir Sekda Dr. Ir. Bambang Wirawan, M.Si. dan Kabag Kerja Sama Rudi Hartono.",
        {"Bambang Wirawan", "Rudi Hartono"},
    ),
    ("Ambon Mayor Richard Nanlohy welcomed them.", {"Richard Nanlohy"}),
    ("According to Marty Natalegawa, the ministry agreed.", {"Marty Natalegawa"}),
    ("Wakil Bupati Sleman Danang Maharsa meneken LoI.", {"Danang Maharsa"}),
    (
        "It was signed by Ms. Anna Kowalska and Bupati Kulon Progo dr. Hasto Wardoyo.",
        {"Anna Kowalska", "Hasto Wardoyo"},
    ),
    ("Dubes RI untuk Polandia Anita Lidya Luhulima menyaksikan.", {"Anita Lidya Luhulima"}),
    ("Prime Minister Anthony Albanese met President Joko Widodo.", {"Anthony Albanese", "Joko Widodo"}),
    ("Lee Jae-myung, Gubernur Provinsi Gyeonggi, hadir.", {"Lee Jae-myung"}),
    ("bersama Wakil Wali Kota (Dr. H. Surya Hakim, SH., S.Sos., M.Si).", {"Surya Hakim"}),
    ('Mayor Moh. Ramdhan "Danny" Pomanto signed it.', {"Moh. Ramdhan Pomanto"}),
    ("Cllr R van Rensburg enquired about it.", {"R van Rensburg"}),
    ("Wali Kota M. Danial berangkat.", {"M. Danial"}),
    ("kata Presiden kampus itu, Jang Young Soo, kemarin.", {"Jang Young Soo"}),
    ("Wali Kota Parepare Dr. H.M. Andi Saputra, S.H., hadir.", {"Andi Saputra"}),
    ("Wali Kota Manado H Ibnu Hasan menyambut tamu.", {"Ibnu Hasan"}),
    ("It was signed by mayor Ole H. Sørby.", {"Ole H. Sørby"}),
    ("Konsul RI di Vanimo Allen Siregar hadir.", {"Allen Siregar"}),
    ("Sekretaris Daerah Kepri Adi Prasetyo mengingatkan semua daerah.", {"Adi Prasetyo"}),
    ("Namun Bupati Amril Mukminin menolak.", {"Amril Mukminin"}),
    ("Wali Kota Zulkifli AS bersama tamu meneken LoI.", {"Zulkifli AS"}),
    ("Bupati Gianyar I Dewa Tagel Sutrisno hadir.", {"I Dewa Tagel Sutrisno"}),
    ("KABAG KERJA SAMA (RUDI HARTONO): Terima kasih.", {"Rudi Hartono"}),
    ("Governors Carlos Mendes and Agus Sabandar signed it.", {"Carlos Mendes", "Agus Sabandar"}),
    ("Present: Manager Corporate Mr Jone Vakatora.", {"Jone Vakatora"}),
    ("Asisten Daerah I Tatang Suryadi hadir.", {"Tatang Suryadi"}),
    ("Kepala Dinas Kesehatan Bonar Purba menyebut angka itu.", {"Bonar Purba"}),
    ("Rumah itu dihuni B.J. Habibie muda.", {"B.J. Habibie"}),
    ("Pekaseh Tegalalang I Wayan Suarta pulang kemarin.", {"I Wayan Suarta"}),
    ("Sdh dibalas, kata staf. Rp 24 juta.", set()),
    ("Anggota Komisi III DPRD Kota Manado Afrizaldi meminta laporan.", {"Afrizaldi"}),
    ('tanya Mama Bernadeta Kaize. "Ada, Bu. Perjanjiannya lama."', {"Bernadeta Kaize"}),
    ("Acting governor Rudy Salahuddin flew to the Mekong delta.", {"Rudy Salahuddin"}),
    ('Bupati Abdul Faris: "Kitong belajar dari Palau."', {"Abdul Faris"}),
    ("Acara di Aula Kantor Wali Kota Pekanbaru, Tenayan Raya, selesai.", set()),
    ("Jalan di Lembah Anai longsor. Alamat: Jl. Ahmad Yani", set()),
    ("Kepala Dinas Kebudayaan Tana Toraja mengatakan setuju.", set()),
    ("Oleh Hadi Purwanto", set()),
    ("Penulis: Andi Saputra", set()),
    ("Reporter: Rina Wati / Editor: Budi Santoso", set()),
    ("Bandara Soekarno-Hatta dan Jalan Gatot Subroto", set()),
    ("Universitas Gadjah Mada bekerja sama dengan PT Bintang Utama.", set()),
    ("Kementerian Luar Negeri dan Dinas Pariwisata hadir.", set()),
    ("Festival Teluk Ambon digelar di Kota Ambon.", set()),
    ("kata Sultan Ternate Mudaffar Husain, kemarin.", {"Mudaffar Husain"}),
    ("disaksikan Kepala Biro Andarias Palulu, Selasa.", {"Andarias Palulu"}),
    ("Ketua Pansus Sabri Mokodompit bertanya.", {"Sabri Mokodompit"}),
    ("Juru bicara Fraksi Gerbang, Mulyono, yang menolak, diam.", {"Mulyono"}),
    ("kata tokoh adat Asmat Fransiskus Amandai, kemarin.", {"Fransiskus Amandai"}),
    ("The mayor of Kupang, Jeffry, who came by boat, signed it.", {"Jeffry"}),
    ("County Governor Kim Seong-ho signed it in Jeju, near Seogwipo-si.", {"Kim Seong-ho"}),
    ("Inquiries: Lee Mi-sook, 054-111-2222", {"Lee Mi-sook"}),
    ("It was signed by the Mayor of Palu, Mr. Hardianto Rasyidi.", {"Hardianto Rasyidi"}),
    ("Mayor AS Yusran of Baubau laughed.", {"AS Yusran"}),
    ("Presiden AS Donald Trump hadir.", {"Donald Trump"}),
    ("Bupati Hironimus Dapa di Lamboya meneken LoI.", {"Hironimus Dapa"}),
    ("Pj Bupati Sri Wahyuni Mas bersama tamu hadir.", {"Sri Wahyuni Mas"}),
    ("Kabag Humas Siak Wan Hamdani Efendi membantah.", {"Wan Hamdani Efendi"}),
    ("Pakar hubungan internasional Universitas Airlangga Yusuf Effendi menilai naskah itu telat.", {"Yusuf Effendi"}),
    ("Wakil Rektor Murdoch University Seth Wilson mengatakan setuju.", {"Seth Wilson"}),
    ("Rektor Universitas Islam Sultan Agung mengatakan setuju.", set()),
    ("Konjen RI di Darwin, Berlian Situmorang.", {"Berlian Situmorang"}),
    ("Ketua Komisi I Muslimin mengingatkan, laporan terlambat.", {"Muslimin"}),
    ("Anggota komisi Hanifah menyarankan studi banding.", {"Hanifah"}),
    ("Ia menginap di rumah warga Tana Beru.", set()),
    ("Not everyone agrees. Rafael Sutanto of the Coral institute said boats would leave.", {"Rafael Sutanto"}),
    ('"Jangan mereka yang ekspor ke sini," kata Sutrisno, pemilik bengkel.', {"Sutrisno"}),
    ("Dicatat: Nor Azizah", {"Nor Azizah"}),
    ("dan Calgary Zoo, sebuah kebun binatang.", set()),
    ("Author: M. Barclay, Manager Economy", {"M. Barclay"}),
    ("I.  PAULUS LIMBU, Bupati Sumba Timur, bertindak untuk", {"Paulus Limbu"}),
    ("anggota jaringan kota Asia Tenggara ini.", set()),
]


def persons(text: Text) -> set[str]:
    return {mention.value for mention in find(text) if mention.kind == "person"}


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_persons(body: str, expected: set[str]) -> None:
    assert persons(Text("", body)) == expected


def test_short_names_lead_to_the_full_one() -> None:
    body = (
        "Gubernur Djarot Saiful Hidayat tiba. Djarot menyambut tamu, kata Djarot. "
        "Wali Kota Surabaya Tri Rismaharini hadir. Risma mengatakan setuju."
    )
    assert persons(Text("", body)) == {"Djarot Saiful Hidayat", "Tri Rismaharini"}


def test_by_names_are_dropped() -> None:
    body = (
        'Gubernur Ridwan Kamil hadir. "Kita perlu itu," kata Emil, sapaan akrabnya. Gubernur Ahmad Heryawan, ujar Aher.'
    )
    assert persons(Text("", body)) == {"Ridwan Kamil", "Ahmad Heryawan"}


def test_signature_in_capitals() -> None:
    body = "Wali Kota / Mayor\n\nMAZALAN MD. NOOR"
    blocks = (Block(Span(0, 17), "paragraph"), Block(Span(19, len(body)), "paragraph"))
    assert persons(Text("", body, blocks)) == {"Mazalan Md. Noor"}


SIGNED = [
    ("BUPATI CONTOH,\nttd. dan cap\nSUHARDJO SABARNO", {"Suhardjo Sabarno"}),
    ("Ditetapkan di Merauke\nKETUA,\n\nttd\n\nYOSEPHUS MAHUZE", {"Yosephus Mahuze"}),
    (
        "SUHARDJO                          UM TAE-SUK\nBupati Bantul                     Mayor",
        {"Suhardjo", "Um Tae-Suk"},
    ),
    ("Attested: (Sgd.) LUCIO M. MARCADO, City Secretary", {"Lucio M. Marcado"}),
    ("PERJANJIAN KERJA SAMA\nTENTANG\nPENGELOLAAN SAMPAH", set()),
]


@pytest.mark.parametrize(("body", "expected"), SIGNED)
def test_names_under_signatures(body: str, expected: set[str]) -> None:
    assert persons(parse_plain(body, "signed.txt")) == expected


def test_offices() -> None:
    found = find(Text("", "Wali Kota Bandung dan Wakil Gubernur Jawa Barat bertemu Mayor Smith."))
    offices = [(m.surface, m.value) for m in found if m.kind == "office"]
    assert ("Wali Kota Bandung", "mayor") in offices
    assert ("Wakil Gubernur Jawa Barat", "deputy_governor") in offices
