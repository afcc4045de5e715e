"""A page in the browser, and what it does there."""

from collections.abc import Callable

from playwright.sync_api import Page


class Shown:
    """A page in the browser, with everything it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))


Show = Callable[..., Shown]
