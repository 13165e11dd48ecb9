"""Take the pictures of the guide from the sample book, after `make html`: the page of a speech, and its apparatus.

    python scripts/take_guide_pictures.py

Needs playwright, Debian's chromium and fonts-noto-cjk. `pngquant 64` makes the pictures a third as large.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "docs" / "_build" / "html" / "zh-hans"
SPEECH = SITE / "speeches" / "zai-quan-xian-ban-gong-shi-gong-zuo-hui-yi-shang.html"
PICTURES = ROOT / "docs" / "guide" / "images"
_CHROMIUM = "/usr/bin/chromium"
_FOLDS_SHOWN = 3
"""Of the rules in the apparatus."""


def main() -> int:
    """Take both pictures."""
    if not SPEECH.is_file():
        sys.stderr.write("run make html first\n")
        return 3
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="zh-CN", color_scheme="light")
        page.goto(SPEECH.as_uri())
        page.screenshot(path=PICTURES / "book.png")
        section = page.locator("section.apparatus, section:has(> h2:text-is('校勘记'))").first
        section.scroll_into_view_if_needed()
        box = section.bounding_box()
        last = section.locator("details").nth(_FOLDS_SHOWN - 1).bounding_box()
        if box and last:
            box["height"] = last["y"] + last["height"] + 8 - box["y"]
            page.screenshot(path=PICTURES / "apparatus.png", clip=box)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
