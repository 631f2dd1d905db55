"""The yardstick: JupyterHub and Notebook 7 as their packages ship them, and one notebook with one slider."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bench.traffic import Traffic, count_traffic

CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{homes}/{{username}}"
c.Spawner.cmd = [{singleuser!r}]
c.Spawner.args = ["--allow-root"]
c.Spawner.default_url = "/notebooks/slider.ipynb"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
"""

SLIDER = "from ipywidgets import IntSlider\nIntSlider(description='n')"


@dataclass(frozen=True)
class StockHub:
    """A running stock hub: where it answers, and the process whose children are the learners' servers."""

    url: str
    process: psutil.Process
    homes: Path

    def ensure_home(self, name: str) -> None:
        """Give a user the notebook with the slider."""
        home = self.homes / name
        home.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SLIDER)])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, home / "slider.ipynb")

    def processes_of(self, name: str) -> list[psutil.Process]:
        """Return the user's server and kernel."""
        home = str(self.homes / name)
        return [p for p in self.process.children(recursive=True) if _works_in(p, home)]


def _works_in(process: psutil.Process, folder: str) -> bool:
    try:
        return process.cwd().startswith(folder)
    except psutil.Error:
        return False


def find_free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def start_stock(proxy: list[str]) -> Iterator[StockHub]:
    """Start a stock hub in a folder of its own, and take both away at the end.

    Args:
        proxy: the command that starts configurable-http-proxy.
    """
    folder = Path(tempfile.mkdtemp(prefix="stock-"))
    port = find_free_port()
    values = {
        "port": port,
        "hub_port": find_free_port(),
        "api_port": find_free_port(),
        "proxy": proxy,
        "folder": folder,
        "homes": folder / "homes",
    }
    singleuser = str(Path(sys.executable).with_name("jupyterhub-singleuser"))
    config = folder / "jupyterhub_config.py"
    config.write_text(CONFIG.format(**values, singleuser=singleuser))
    with (folder / "hub.log").open("w") as log:
        hub = subprocess.Popen([sys.executable, "-m", "jupyterhub", "-f", str(config)], cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/hub/login", hub)
        yield StockHub(f"http://127.0.0.1:{port}", psutil.Process(hub.pid), folder / "homes")
    finally:
        end_with_children(hub)
        shutil.rmtree(folder, ignore_errors=True)


def end_with_children(server: subprocess.Popen, seconds: float = 20) -> None:
    """End a server and whatever it started, also what it leaves behind."""
    children = psutil.Process(server.pid).children(recursive=True) if server.poll() is None else []
    server.terminate()
    server.wait(seconds)
    _, alive = psutil.wait_procs(children, timeout=2)
    for process in alive:
        process.kill()


def wait_for(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    """Wait until a page answers; a process that ended first is an error."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before {url} answered")
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {seconds} s")


@dataclass(frozen=True)
class StockOpening:
    """One user's first minute with the slider."""

    seconds: float
    """From sign-in to a slider that can be moved."""
    first: Traffic
    second: Traffic


def open_slider(browser: Browser, hub: StockHub, name: str) -> StockOpening:
    """Sign in, open the notebook, run its cell; then open it again, up to a kernel that waits for work."""
    hub.ensure_home(name)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{hub.url}/hub/login")
    page.fill("#username_input", name)
    page.fill("#password_input", "x")
    start = time.perf_counter()
    with count_traffic(page) as first:
        page.click("#login_submit")
        _run_first_cell(page)
    seconds = time.perf_counter() - start
    with count_traffic(page) as second:
        page.goto(f"{hub.url}/user/{name}/notebooks/slider.ipynb")
        _wait_for_kernel(page)
    context.close()
    return StockOpening(seconds, first, second)


def _run_first_cell(page: Page) -> None:
    """Run the cell as soon as it can be run; where the key was lost on a kernel that was still starting, press it again."""
    _wait_for_kernel(page)
    for _ in range(20):
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        with suppress(PlaywrightTimeout):
            page.wait_for_selector(".widget-slider .noUi-handle", timeout=6_000)
            return
    raise RuntimeError("the stock notebook never showed its slider")


def _wait_for_kernel(page: Page) -> None:
    page.wait_for_selector(".jp-CodeCell .cm-content", timeout=120_000)
    idle = ".jp-NotebookPanel-toolbar [data-status='idle'], .jp-Notebook-ExecutionIndicator[data-status='idle']"
    page.wait_for_selector(idle, timeout=120_000, state="attached")
