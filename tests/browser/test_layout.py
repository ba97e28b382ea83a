"""Every page stands on its own feet: at every width, in both languages, on paper, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from served_site import Site
from test_access import PAGES, SIGNED_IN

WIDTHS = (390, 768, 1440)
REGISTER_WIDTHS = (768, 900, 1024, 1217, 1280, 1440)

CUT_TEXTS = """[...document.querySelectorAll('.plot svg')].flatMap(svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const own = text.getBoundingClientRect();
    return own.left < box.left - 1 || own.right > box.right + 1;
  }).map(text => text.textContent);
})"""


@pytest.mark.parametrize("language", ["en-GB", "id-ID"])
def test_no_page_scrolls_sideways(site: Site, browser: Browser, language: str) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    wide = []
    for path in [*PAGES, *SIGNED_IN]:
        if path == SIGNED_IN[0]:
            site.sign_in(page, "ani")
        page.goto(site.address + path.format(**site.ids))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    context.close()
    assert wide == []


@pytest.mark.parametrize("language", ["en-GB", "id-ID"])
def test_the_usual_table_fits_its_page(site: Site, browser: Browser, language: str) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(f"{site.address}/agreements")
    for width in REGISTER_WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        table = page.locator(".scroll")
        assert table.evaluate("part => part.scrollWidth - part.clientWidth") == 0, width
    context.close()


@pytest.mark.parametrize("language", ["en-GB", "id-ID"])
def test_no_label_of_a_plot_is_cut(site: Site, browser: Browser, language: str) -> None:
    context = browser.new_context(locale=language, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{site.address}/timeline")
    assert page.evaluate(CUT_TEXTS) == []
    context.close()


def test_nothing_comes_from_elsewhere(site: Site, page: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.address, "data:")):
            asked.append(request.url)

    page.on("request", note)
    for path in PAGES:
        page.goto(site.address + path.format(**site.ids))
    assert asked == []


def test_every_page_stands_without_scripts(site: Site, plain_page: Page) -> None:
    for path in PAGES:
        answer = plain_page.goto(site.address + path.format(**site.ids))
        assert answer is not None
        assert answer.status == (404 if path == "/nope" else 200)
        expect(plain_page.locator("h1")).to_have_count(1)
        expect(plain_page.locator("[data-png]:visible")).to_have_count(0)


def test_the_focus_can_be_seen(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/agreements")
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        skip = page.evaluate("document.activeElement.className") == "skip"
        assert skip or (style != "none" and float(width.removesuffix("px")) >= 2)


def test_on_paper_there_is_only_the_content(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/agreements")
    page.emulate_media(media="print")
    for part in (".top", ".foot", ".filters", ".menu"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("tbody tr").first).to_be_visible()
