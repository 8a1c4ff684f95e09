"""Pictures of every page at 1440 and 390 pixels, light and dark: `python -m tests.ui.browser.shots OUT [NAME…]`.

They show a desk in full use, made anew each time; NAME takes those views alone whose name begins so. With --readme
instead of OUT, those of the README are taken anew: what a window shows, in few colours.
"""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.browser.everywhere import READY, VIEWS, View, choose_password
from tests.ui.browser.seats import ROOT, Seats, Served, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

README = ("chat-drafts", "approvals-why", "policy-map", "insights")
PICTURES = ROOT / "ui" / "pictures"
HIGHEST = 6_000  # pixels
LOOKS = tuple((width, dark) for width in (1440, 390) for dark in (False, True))


def take(page: "Page", view: View, base: str, file: Path) -> None:
    ready(page, view, base)
    snap(page, file)


def ready(page: "Page", view: View, base: str) -> None:
    page.goto(f"{base}{view.path}")
    page.wait_for_selector(view.ready, timeout=READY, state="attached")
    if view.then:
        view.then(page)


def snap(page: "Page", file: Path) -> None:
    """The whole page, in a window as high as it is: what sticks to a window's edge covers nothing."""
    before = page.viewport_size or {"width": 1440, "height": 900}
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": before["width"], "height": min(height, HIGHEST)})
    page.mouse.move(1, 1)
    page.wait_for_timeout(300)
    page.screenshot(path=str(file))
    page.set_viewport_size(before)


def _ways_in(seats: Seats, out: Path) -> None:
    """Who is at the desk; and, once an admin has a password, the way in by one."""
    for width, dark in LOOKS:
        look = f"{width}-{'dark' if dark else 'light'}"
        page = seats.sit("Joost", "/who", width=width, dark=dark)
        snap(page, out / f"who-{look}.png")
        page.context.close()
    page = seats.sit("Joost", "/password")
    choose_password(page)
    for width, dark in LOOKS:
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.context.clear_cookies()
        page.goto(f"{seats.served.base}/sign-in")
        snap(page, out / f"sign-in-{width}-{'dark' if dark else 'light'}.png")


def main(out: Path, names: tuple[str, ...], home: Path | None = None) -> int:
    out.mkdir(parents=True, exist_ok=True)
    views = [view for view in VIEWS if not names or view.name.startswith(names)]
    served = Served("tests.ui.seeded", home or Path(tempfile.mkdtemp()) / "home")
    failed = 0
    try:
        with chromium() as browser:
            seats = Seats(browser, served)
            for width, dark in LOOKS:
                pages: dict[str, Page] = {}
                for view in views:
                    if view.who not in pages:
                        pages[view.who] = seats.sit(view.who, width=width, dark=dark)
                    file = out / f"{view.name}-{width}-{'dark' if dark else 'light'}.png"
                    try:
                        take(pages[view.who], view, served.base, file)
                    except Exception as error:  # noqa: BLE001 - the other pictures are still wanted
                        failed += 1
                        sys.stdout.write(f"{file.name}: {str(error).splitlines()[0]}\n")
                for page in pages.values():
                    seats.settle(page)
                    page.context.close()
            if not names:
                _ways_in(seats, out)
            sys.stdout.write("".join(f"{line}\n" for line in seats.problems))
    finally:
        served.stop()
    sys.stdout.write(f"{len(list(out.glob('*.png')))} pictures in {out}\n")
    return int(bool(failed or seats.problems))


def pictures(home: Path | None = None) -> int:
    from PIL import Image

    PICTURES.mkdir(exist_ok=True)
    served = Served("tests.ui.seeded", home or Path(tempfile.mkdtemp()) / "home", "--no-alarm")
    try:
        with chromium() as browser:
            seats = Seats(browser, served)
            for view in (one for one in VIEWS if one.name in README):
                page = seats.sit(view.who, width=1280)
                ready(page, view, served.base)
                page.mouse.move(1, 1)
                page.wait_for_timeout(500)
                file = PICTURES / f"{view.name}.png"
                page.screenshot(path=str(file))
                with Image.open(file) as taken:
                    taken.convert("RGB").quantize(128).save(file, optimize=True)
                page.context.close()
            return int(bool(seats.problems))
    finally:
        served.stop()


if __name__ == "__main__":
    if sys.argv[1] == "--readme":
        raise SystemExit(pictures())
    raise SystemExit(main(Path(sys.argv[1]), tuple(sys.argv[2:])))
