"""The site as the tests of the browser see it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page
from small_archive import PASSWORD

from archive.home import Home


@dataclass(frozen=True)
class Site:
    """Where the site is, its archive, and its documents by a short name."""

    address: str
    home: Home
    ids: dict[str, str]

    def sign_in(self, page: Page, name: str) -> None:
        page.goto(f"{self.address}/sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.locator("main form button").click()
        page.wait_for_url(f"{self.address}/")
