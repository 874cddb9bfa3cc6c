"""Pictures of six pages of the site over the sample, for the documentation.

Run as ``python -m sample.pictures STORE`` (or ``make screenshots``): it writes ``docs/pages/NAME.png``, and needs Chromium.
"""

from __future__ import annotations

import io
import logging
import shutil
import sys
import threading
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from qa_service.web import create_app

FOLDER = Path(__file__).parent.parent / "docs" / "pages"
_REPORTS = ("northmere_sif_2016-11-28", "northmere_ilacs-standard_2019-11-15")
PAGES = {
    "answer": "/ask?q=" + quote("What was said about return home interviews over time?"),
    "chat": "/chat?q=" + quote("Who was the lead inspector in 2019?") + "&q=" + quote("and three years earlier?"),
    "document": f"/documents/{_REPORTS[0]}#p-30",
    "theme": "/themes/return-home-interviews",
    "comparison": f"/compare?document={_REPORTS[0]}&document={_REPORTS[1]}",
    "query": "/sparql?example=passages-by-document",
}
SIZE = (1100, 800)
COLOURS = 96
"""So many are enough for text on a plain ground, and keep a picture small."""


def main(store: Path) -> None:
    """Write the pictures of the pages over the store at `store`."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed, and takes the pictures. On Debian: apt-get install chromium")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(store)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for name, address in PAGES.items():
            page.goto(f"http://127.0.0.1:{server.port}{address}")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
            picture.save(FOLDER / f"{name}.png", optimize=True)
        browser.close()
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["throughline"].current().sparql.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the store of the sample, as: python -m sample.pictures STORE")
    main(Path(sys.argv[1]))
