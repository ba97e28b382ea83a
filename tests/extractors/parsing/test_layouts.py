# ruff: noqa: E501 - documents as they come
"""Facts of documents as different newsrooms and offices lay them out."""

from __future__ import annotations

import pytest

from extractors.parsing import parse_plain

P = 'Wali Kota mengatakan bahwa kerja sama dengan kota di Jepang itu akan diperluas ke bidang pendidikan dan pariwisata. "Kami ingin hasilnya segera dirasakan warga," kata dia di Balai Kota.\n\n'
E = 'The mayor said that the partnership with the Indonesian city would be extended to education and tourism. "We want people to feel the results," he said at the town hall.\n\n'
LAYOUTS = [
    (
        "id news 2018-03-12 Pemkot Semarang Perpanjang Kerja Sama dengan Toyama",
        "Pemkot Semarang Perpanjang Kerja Sama dengan Toyama\nSenin, 12 Maret 2018 14:20 WIB\n\nSemarang (ANTARA) - "
        + P
        + P
        + "Pewarta : A. Nugroho\nEditor: B. Wahyu\nCOPYRIGHT © ANTARA 2018\n",
    ),
    (
        "id news 2018-03-12 Pemkot Semarang Perpanjang Kerja Sama",
        "Pemkot Semarang Perpanjang Kerja Sama\n\nKompas.com - 12/03/2018, 10:22 WIB\n\nSEMARANG, KOMPAS.com - "
        + P
        + P,
    ),
    (
        "id news 2018-03-12 Pemkot Semarang Perpanjang Kerja Sama",
        "Pemkot Semarang Perpanjang Kerja Sama\nAngga Pratama - detikJateng\nSenin, 12 Mar 2018 10:22 WIB\n\nSemarang - "
        + P
        + P
        + "(apr/rih)\n",
    ),
    (
        "id news 2018-03-12 Pemkot Semarang Perpanjang Kerja Sama",
        "Pemkot Semarang Perpanjang Kerja Sama\n\nDiposting pada 12 Maret 2018 oleh Admin\nDibaca 120 kali\n\n" + P + P,
    ),
    (
        "en news 2019-06-03 Toyama and Semarang renew ties",
        "Toyama and Semarang renew ties\n\nBy Jane Doe\nPublished: June 3, 2019 at 10:15 am\n\n" + E + E,
    ),
    (
        "en news 2019-06-03 Toyama and Semarang renew ties",
        "Toyama and Semarang renew ties\n\nThe Daily Post\nSemarang ● Mon, June 3, 2019\n\n" + E + E,
    ),
    (
        "en news None Toyama and Semarang renew ties",
        "Toyama and Semarang renew ties\n\nSEMARANG, Central Java (The Post) - "
        + E
        + "The text was signed on Monday (3/6/2019) in the hall.\n\n"
        + E,
    ),
    (
        "id regulation 2020-05-22 PERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA NOMOR 25 TAHUN 2020 TENTANG TATA CARA KERJA SAMA DAERAH",
        "PERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA\nNOMOR 25 TAHUN 2020\nTENTANG\nTATA CARA KERJA SAMA DAERAH\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\nMENTERI DALAM NEGERI REPUBLIK INDONESIA,\n\nMenimbang : bahwa untuk melaksanakan ketentuan Pasal 35 Peraturan Pemerintah Nomor 28 Tahun 2018;\n\nMengingat : 1. Undang-Undang Nomor 39 Tahun 2008;\n\nMEMUTUSKAN:\n\nMenetapkan : PERATURAN MENTERI TENTANG TATA CARA KERJA SAMA DAERAH.\n\nBAB I\nKETENTUAN UMUM\n\nPasal 1\nDalam Peraturan Menteri ini yang dimaksud dengan:\n1. Kerja Sama Daerah adalah usaha bersama.\n\nDitetapkan di Jakarta\npada tanggal 22 Mei 2020\n\nMENTERI DALAM NEGERI,\nttd\n",
    ),
    (
        "en agreement None SISTER CITY AGREEMENT BETWEEN THE CITY OF X AND THE CITY OF Y",
        "SISTER CITY AGREEMENT\nBETWEEN\nTHE CITY OF X\nAND\nTHE CITY OF Y\n\nThe City of X and the City of Y, hereinafter called the Parties,\n\nDesiring to promote friendship;\n\nHave agreed as follows:\n\nArticle 1\nThe Parties shall cooperate in trade.\n\nSigned at X on this 5th day of May 2015.\n",
    ),
    (
        "id agreement None PERJANJIAN KERJA SAMA ANTARA PEMERINTAH KOTA BANDUNG DAN JAPAN INTERNATIONAL COOPERATION AGENCY TENTANG PENGELOLAAN SAMPAH",
        "PERJANJIAN KERJA SAMA\nANTARA\nPEMERINTAH KOTA BANDUNG\nDAN\nJAPAN INTERNATIONAL COOPERATION AGENCY\nTENTANG\nPENGELOLAAN SAMPAH\n\nNOMOR: 119/PKS/2019\n\nPada hari ini Senin tanggal dua belas bulan Maret tahun dua ribu sembilan belas, yang bertanda tangan di bawah ini:\n\n1. Oded, Wali Kota Bandung, selanjutnya disebut PIHAK KESATU.\n2. Taro, Kepala Kantor, selanjutnya disebut PIHAK KEDUA.\n\nPASAL 1\nMAKSUD DAN TUJUAN\nPara Pihak sepakat bekerja sama.\n\nPIHAK KESATU                PIHAK KEDUA\n\nODED                        TARO\n",
    ),
    (
        "id agreement None Nota Kesepahaman antara Pemerintah Kabupaten Klaten dan Kota Nanjing",
        "Nota Kesepahaman\nantara Pemerintah Kabupaten Klaten dan Kota Nanjing\n\nPemerintah Kabupaten Klaten dan Pemerintah Kota Nanjing, selanjutnya disebut Para Pihak;\n\nBerhasrat meningkatkan persahabatan;\n\nTelah menyepakati hal-hal sebagai berikut:\n\nPasal 1\nPara Pihak bekerja sama di bidang pertanian.\n\nPasal 2\nNota Kesepahaman ini berlaku lima tahun.\n\nDitandatangani di Klaten pada tanggal 3 Mei 2018.\n",
    ),
    (
        "en report 2019-12 ANNUAL REPORT ON INTERNATIONAL COOPERATION",
        "ANNUAL REPORT ON INTERNATIONAL COOPERATION\nBureau of Cooperation, December 2019\n\n1. Background\nThe bureau looked after nine partnerships during the year under review.\n\n2. Partners\n- Kyoto, Japan. MoU, 2015.\n- Busan, Korea. LoI, 2017.\n\n3. Recommendations\nRenew Kyoto.\n",
    ),
    (
        "id report 2017-02-07 RISALAH RAPAT KOORDINASI KERJA SAMA LUAR NEGERI",
        "RISALAH RAPAT KOORDINASI KERJA SAMA LUAR NEGERI\n\nHari, tanggal : Selasa, 7 Februari 2017\nTempat        : Ruang Rapat Biro\nPeserta       : OPD terkait\n\n1. Kepala Biro membuka rapat.\n2. Disepakati perpanjangan naskah dengan Kyoto.\n",
    ),
    (
        "id news 2018-03-12 Pemkot Semarang Perpanjang Kerja Sama",
        'Pemkot Semarang Perpanjang Kerja Sama\n\nSEMARANG, 12 Maret 2018 — Pemerintah Kota Semarang memperpanjang kerja\nsama dengan Kota Toyama di Jepang selama lima tahun. Wali Kota\nmengatakan bahwa kerja sama itu akan diperluas ke bidang pendi-\ndikan dan pariwisata.\n\n"Kami ingin hasilnya segera dirasakan warga," kata dia di Balai Kota,\nSenin.\n',
    ),
    (
        "en news 2022-03-01 City Council backs twin town link with Bandung",
        "NEWS RELEASE\nFor immediate release: 1 March 2022\n\nCity Council backs twin town link with Bandung\n\n"
        + E
        + E
        + "ENDS\n",
    ),
    (
        "id report None Daftar Kerja Sama Sister City Kota Medan",
        "Daftar Kerja Sama Sister City Kota Medan\n\nNo\tKota\tNegara\tTahun\n1\tPenang\tMalaysia\t1984\n2\tIchikawa\tJepang\t1989\n",
    ),
    (
        "id report 2021-08-03 Laporan Pelaksanaan Kunjungan Kerja ke Toyama",
        "PEMERINTAH KOTA SEMARANG\nSEKRETARIAT DAERAH\nJalan Pemuda Nomor 148 Semarang\n\nLaporan Pelaksanaan Kunjungan Kerja ke Toyama\n\nI. Pendahuluan\nKunjungan dilaksanakan tanggal 20 Juli 2021 sampai dengan 24 Juli 2021.\n\nII. Hasil\n1. Disepakati perpanjangan.\n\nSemarang, 3 Agustus 2021\nKepala Bagian,\n\nttd\n\nDrs. Budi\n",
    ),
    (
        "mixed agreement None MEMORANDUM SALING PENGERTIAN ANTARA PEMERINTAH KOTA A DAN KOTA B / MEMORANDUM OF UNDERSTANDING BETWEEN THE GOVERNMENT OF CITY A AND THE CITY OF B",
        "MEMORANDUM SALING PENGERTIAN          MEMORANDUM OF UNDERSTANDING\nANTARA                                BETWEEN\nPEMERINTAH KOTA A                     THE GOVERNMENT OF CITY A\nDAN                                   AND\nKOTA B                                THE CITY OF B\n\nPara Pihak akan bekerja sama          The Parties shall cooperate\ndi bidang perdagangan dan pari-       in the fields of trade and\nwisata.                               culture.\n\nDIBUAT di Surakarta pada tanggal      DONE at Surakarta on the nine-\nsembilan belas Februari dua ribu      teenth of February, two thousand\ntujuh.                                and seven.\n",
    ),
    (
        "id other None PERTANYAAN UMUM TENTANG KOTA KEMBAR",
        "PERTANYAAN UMUM TENTANG KOTA KEMBAR\n\nTanya: Apa itu kota kembar?\nJawab: Hubungan antara dua kota di dua negara.\n\nTanya: Siapa yang menandatangani?\nJawab: Kepala daerah kedua pihak.\n",
    ),
    (
        "id news 2018-03-12 Bupati Terima Duta Besar Ceko",
        "[BERITA DAERAH] 12-03-2018\n\nBupati Terima Duta Besar Ceko\n\n" + P + P,
    ),
    (
        "en report 2020-01-15 TRIP REPORT: VISIT TO KYOTO PREFECTURE",
        "TRIP REPORT: VISIT TO KYOTO PREFECTURE\nPrepared by: Cooperation Division\nDate: 15 January 2020\n\nPurpose\nTo discuss the renewal.\n\nFindings\n1. The 1985 agreement stands.\n2. A plan for 2020-2022 was drafted.\n",
    ),
]


@pytest.mark.parametrize(("expected", "body"), LAYOUTS)
def test_layout(expected: str, body: str) -> None:
    """`expected` holds language, kind, date and title."""
    text = parse_plain(body)
    assert f"{text.language} {text.kind} {text.published} {text.title}" == expected
