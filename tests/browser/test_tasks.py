"""What people come for, done in a browser, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from served_site import Site

AGREEMENT = "jawa-barat--incheon--loi--2017"


@pytest.fixture(params=["scripts", "plain"])
def any_page(request: pytest.FixtureRequest) -> Page:
    page: Page = request.getfixturevalue("page" if request.param == "scripts" else "plain_page")
    return page


def test_from_the_question_to_the_sentence(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(site.address)
    page.fill("#q", "Inchon")
    page.press("#q", "Enter")
    expect(page.locator("#agreements-found")).to_be_visible()
    page.get_by_role("link", name="Jawa Barat – Incheon").first.click()
    expect(page).to_have_url(f"{site.address}/agreements/{AGREEMENT}")
    signed = page.locator("section", has=page.get_by_role("heading", name="Signed", exact=True)).last
    expect(signed).to_contain_text("25 September 2017")
    signed.locator("summary").first.click()
    signed.locator("blockquote a").first.click()
    expect(page.locator("#at")).to_have_text("25 September 2017")
    expect(page.locator("#at")).to_be_in_viewport()


def test_narrow_and_widen_a_search(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/search?q=Incheon")
    page.locator(".facets").get_by_role("link", name="News").click()
    expect(page.locator(".chip")).to_contain_text("News")
    expect(page.locator("article.hit")).not_to_have_count(0)
    page.locator(".chip").first.click()
    expect(page).to_have_url(f"{site.address}/search?q=Incheon")


def test_marks_can_be_switched_off(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/documents/{site.ids['news']}")
    mark = page.locator("mark.m-place").first
    expect(mark).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.uncheck("#see-place")
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_sort_filter_and_choose_columns(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/agreements")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Foreign party").click()
    expect(page.locator("tbody tr").first).to_contain_text("Incheon")
    page.locator("summary", has_text="Columns").click()
    page.check("input[name=column][value=score]")
    page.locator(".sheetlet button").click()
    expect(page.locator("thead")).to_contain_text("Certainty")
    page.fill("#f-q", "queensland")
    page.press("#f-q", "Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("thead")).to_contain_text("Certainty")


def test_take_the_table_away(site: Site, any_page: Page) -> None:
    any_page.goto(f"{site.address}/agreements?country=KR")
    any_page.locator("summary", has_text="Download").click()
    with any_page.expect_download() as download:
        any_page.get_by_role("link", name="CSV", exact=True).click()
    assert "Incheon" in download.value.path().read_text(encoding="utf-8-sig")


def test_change_language_and_colours(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/about")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.locator("h1")).to_have_text("Tentang arsip ini")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor") if page.evaluate("1") else ""
    page.get_by_role("button", name="Ganti warna").click()
    page.get_by_role("button", name="Ganti warna").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_suggestions_by_keyboard(site: Site, page: Page) -> None:
    page.goto(site.address)
    page.locator("#q").press_sequentially("inche", delay=20)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != site.address + "/")
    expect(page.locator("main")).to_contain_text("Incheon")


def test_slash_goes_to_the_search_box(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/search?q=Incheon")
    page.locator("h1").first.click(force=True)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_review_by_keyboard(own_site: Site, page: Page) -> None:
    own_site.sign_in(page, "edi")
    page.goto(f"{own_site.address}/review")
    expect(page.locator(".reasons")).to_contain_text("Documents contradict each other")
    page.keyboard.press("a")
    expect(page.locator(".message.good")).to_contain_text("Accepted")
    assert len(own_site.home.catalogue.judgements()) == 1
    page.goto(f"{own_site.address}/review")
    page.keyboard.press("u")
    expect(page.locator(".message.good")).to_contain_text("taken back")


def test_correct_a_value(own_site: Site, any_page: Page) -> None:
    page = any_page
    own_site.sign_in(page, "edi")
    page.goto(f"{own_site.address}/agreements/{AGREEMENT}")
    page.locator("summary", has_text="Correct Instrument").click()
    page.select_option("#c-instrument", "MoU")
    page.fill("#w-instrument", "as the signed text says")
    page.locator("form", has=page.locator("#c-instrument")).get_by_role("button").click()
    expect(page.locator(".message.good")).to_contain_text("Corrected")
    expect(page.locator("main")).to_contain_text("Memorandum of Understanding")
    expect(page.locator("main")).to_contain_text("as the signed text says")


def test_hand_in_a_file(own_site: Site, page: Page) -> None:
    own_site.sign_in(page, "edi")
    page.goto(f"{own_site.address}/upload")
    text = b"Kota Bandung dan Kota Suwon menandatangani MoU pada 27 Agustus 1997 di Bandung."
    page.set_input_files("#files", {"name": "bandung.txt", "mimeType": "text/plain", "buffer": text})
    page.locator("main form button").click()
    expect(page.locator("table")).to_contain_text("bandung.txt")
    expect(page.locator("tbody .status.done")).to_be_visible(timeout=60_000)


def test_hostile_document_runs_nothing(site: Site, page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in (f"/documents/{site.ids['hostile']}", "/search?q=Incheon", "/", "/status?show=all"):
        page.goto(site.address + path)
    assert dialogs == []


def test_say_what_was_not_known(own_site: Site, any_page: Page) -> None:
    page = any_page
    own_site.sign_in(page, "edi")
    page.goto(f"{own_site.address}/agreements/{AGREEMENT}")
    page.locator("summary", has_text="Correct Valid from").click()
    page.fill("#c-valid_from", "2017-10-01")
    page.fill("#w-valid_from", "letter of the bureau")
    page.locator("form", has=page.locator("#c-valid_from")).get_by_role("button").click()
    expect(page.locator(".message.good")).to_contain_text("Corrected: Valid from → 1 October 2017")
    slot = page.locator("section", has=page.get_by_role("heading", name="Valid from", exact=True)).last
    expect(slot).to_contain_text("Settled by edi")
    expect(slot).to_contain_text("letter of the bureau")
    expect(slot.locator("blockquote")).to_have_count(0)


def test_choose_fields(own_site: Site, any_page: Page) -> None:
    page = any_page
    own_site.sign_in(page, "edi")
    page.goto(f"{own_site.address}/agreements/{AGREEMENT}")
    page.locator("summary", has_text="Correct Fields").click()
    page.get_by_label("Tourism", exact=True).check()
    page.get_by_label("Transport", exact=True).uncheck()
    page.locator("form", has=page.get_by_label("Tourism", exact=True)).get_by_role("button").click()
    expect(page.locator(".message.good")).to_contain_text("Environment, Tourism")


def test_check_a_pasted_list(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/lists")
    page.get_by_label("Your list").fill("Inchon; Jawa Barat; 2017\nAtlantis; Bandung")
    page.get_by_role("button", name="Check").click()
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("Jawa Barat – Incheon")
    expect(rows.nth(1)).to_contain_text("not found")


def test_from_a_claimed_total_to_its_sentence(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/watch")
    page.get_by_role("link", name="Totals that documents claim").click()
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("at least 22 sister regions")
    row.locator("blockquote a").click()
    expect(page.locator("#at")).to_have_text("sister province")


def test_a_plot_as_a_picture(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/timeline")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").first.click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_why_a_hit_was_found(site: Site, any_page: Page) -> None:
    page = any_page
    page.goto(f"{site.address}/search?q=Inchon")
    why = page.locator("details.why").first
    why.locator("summary").click()
    expect(why).to_contain_text("another name of the place")
    expect(why.locator("li")).to_have_count(1)
