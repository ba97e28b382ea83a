"""Kinds of documents."""

from __future__ import annotations

import pytest

from extractors.parsing import parse_plain

KINDS = {
    "letter": (
        "other",
        "WALI KOTA TEGALREJO\nTegalrejo, 3 Mei 2021\n\nNomor : 119/22/KS\nPerihal : Permohonan Izin\n\nKepada\nYth. Menteri Dalam "
        "Negeri\ndi Jakarta\n\nDengan hormat,\n\nSehubungan dengan rencana kerja sama kota kami dengan Kota Busan, bersama ini "
        "kami memohon kiranya Bapak Menteri berkenan memberikan izin.\n\nAtas perhatian Bapak kami ucapkan terima kasih.\n\n"
        "WALI KOTA TEGALREJO,\nttd\n\nTembusan: Menteri Luar Negeri",
    ),
    "speech": (
        "other",
        "SAMBUTAN BUPATI PADA PEMBUKAAN PEKAN BUDAYA\n\nAssalamu'alaikum warahmatullahi wabarakatuh.\n\nYang saya hormati Duta "
        "Besar, hadirin yang berbahagia.\n\nHari ini saya ingin mengucapkan terima kasih kepada tamu-tamu kita dari Jepang. "
        "Saya percaya kita semua akan belajar dari mereka.\n\nWassalamu'alaikum warahmatullahi wabarakatuh.",
    ),
    "minutes": (
        "report",
        "NOTULA RAPAT\nRapat koordinasi kerja sama luar negeri\nHari/tanggal: Senin, 4 April 2022\nPimpinan: Kepala Biro\n"
        "Peserta: Bagian Hukum, Bappeda\n\n1. Kepala Biro membuka rapat.\n2. Bagian Hukum menyampaikan capaian dan kendala.\n"
        "3. Tindak lanjut: menyusun laporan semester.\n\nRapat ditutup pukul 11.30 WIB.",
    ),
    "story": (
        "news",
        "Dua Kota Bertukar Naskah\n\nBONTANG, Kabar Timur – Wali Kota Bontang menandatangani nota kesepahaman dengan Wali Kota "
        'Ulsan, Selasa (4/6/2019). "Kami senang," kata dia kepada wartawan.\n\nMenurut dia, kerja sama itu mencakup industri '
        "dan pendidikan. Wali Kota Ulsan menambahkan bahwa rombongannya akan datang lagi.\n\nKepala dinas mengatakan, "
        "kunjungan berikut direncanakan tahun depan. (rin/din)",
    ),
    "questions": (
        "other",
        "Beranda > Layanan > Tanya Jawab\n\nApa itu kota kembar?\nHubungan persahabatan antara dua kota.\n\nBagaimana Anda dapat "
        "mengusulkan kota?\nHubungi kami lewat laman ini.\n\nHalaman ini terakhir diperbarui 2 Januari 2023.",
    ),
    "pact": (
        "agreement",
        "NOTA KESEPAHAMAN\nANTARA\nPEMERINTAH KOTA BITUNG\nDAN\nPEMERINTAH KOTA GENSAN\n\nPemerintah Kota Bitung dan Pemerintah "
        "Kota Gensan, selanjutnya disebut Para Pihak;\n\nTelah menyepakati sebagai berikut:\n\nPasal 1\nTujuan\nPara Pihak bekerja "
        "sama.\n\nPasal 2\nBidang\nPerikanan dan pelatihan.\n\nDibuat dalam rangkap dua di Bitung.",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_kind(name: str) -> None:
    kind, body = KINDS[name]
    assert parse_plain(body, name).kind == kind
