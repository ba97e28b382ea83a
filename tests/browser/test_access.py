"""No page breaks the rules of WCAG 2.2 AA that a program can check, light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from served_site import Site
from small_archive import PASSWORD

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/search?q=Incheon&kind=news",
    "/search?q=xyzzyqwert",
    "/agreements",
    "/agreements/jawa-barat--incheon--loi--2017",
    "/documents/{news}?at=39-49&find=barat",
    "/documents/{empty}",
    "/places",
    "/places/KR-28",
    "/map",
    "/timeline",
    "/accuracy",
    "/lists",
    "/watch",
    "/totals",
    "/pairs?home=ID-32&partner=KR-28",
    "/agreements?q=zzzz&column=home&column=fields&column=signatories",
    "/status?show=all",
    "/about",
    "/sign-in",
    "/nope",
]
SIGNED_IN = ["/review", "/account", "/upload", "/agreements/jawa-barat--incheon--loi--2017"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing(site: Site, browser: Browser, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="en-GB" if width > 1000 else "id-ID",
        # axe is put into the page by the test; the site's policy would rightly refuse it.
        bypass_csp=True,
    )
    page = context.new_page()
    found: list[str] = []

    def check(path: str) -> None:
        page.goto(site.address + path.format(**site.ids))
        page.evaluate(AXE)
        violations = page.evaluate(f"axe.run({{runOnly: {RULES}}})")["violations"]
        found.extend(f"{path}: {one['id']} ({one['nodes'][0]['html'][:120]})" for one in violations)

    for path in PAGES:
        check(path)
    page.goto(f"{site.address}/sign-in")
    page.fill("#name", "ani")
    page.fill("#password", PASSWORD)
    page.locator("main form button").click()
    for path in SIGNED_IN:
        check(path)
    context.close()
    assert found == []
