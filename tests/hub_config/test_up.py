"""The house starts, says so, and leaves nothing behind."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from hub_config.accounts.house import Accounts
from hub_config.demo import DEMO_SETTINGS, ensure_people
from hub_config.processes import end_process, is_alive
from hub_config.site import init_site
from tests.house import RUN_MAIN, WITHOUT_NAMESPACES, House, find_free_port, open_house, start_house, wait_for
from tests.running.visitor import sit_down

pytestmark = [pytest.mark.house, pytest.mark.xdist_group("house")]


def rean(*arguments: str, inside: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run([*inside, sys.executable, "-c", RUN_MAIN, *arguments], capture_output=True, text=True, timeout=60)


@pytest.fixture
def own_house():
    """A house that this test may end."""
    with open_house() as running:
        yield running


def ensure_running_server(house: House, number: str = "101") -> None:
    client = house.sign_in(number)
    client.get("/hub/spawn")
    wait_for(lambda: (house.site / "run" / "u" / number / "s.sock").exists(), 30, "the server's socket")


def find_stale(site: Path) -> list[str]:
    """Return what only a running house needs: sockets, and what SQLite keeps beside an open database."""
    return sorted(str(path) for path in site.rglob("*") if path.is_socket() or path.name == "run" or path.name.endswith(("-wal", "-shm", ".pid")))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_ends_everything_within_8_seconds(own_house, number):
    """No process and no stale file is left, a learner's server and its sandbox included."""
    sit_down(own_house, "101").next()
    own_house.sign_in("admin").get("/services/accounts/").raise_for_status()
    ensure_running_server(own_house)
    before = own_house.list_processes()
    code = own_house.stop(number, seconds=8)
    assert (0, [], [], []) == (code, [pid for pid in before if is_alive(pid)], own_house.list_processes(), find_stale(own_house.site))


def test_a_killed_supervisor_takes_its_family_along(own_house):
    """`kill -9` of `rean` ends the hub, the proxy and the servers; the next start clears what is left and works."""
    ensure_running_server(own_house)
    before = own_house.list_processes()
    own_house.stop(signal.SIGKILL)
    again = start_house(own_house.site)
    answered = again.visit().get("/hub/login").status_code
    again.stop()
    assert (200, [], False) == (answered, [pid for pid in before if is_alive(pid)], (own_house.site / "run").exists())


def test_a_killed_hub_is_told_and_leaves_nothing(own_house):
    """`rean` ends too, says that the hub ended, and its exit code is not 0."""
    hub = int((own_house.site / "run" / "hub.pid").read_text())
    end_process(hub, 0)
    code = own_house.process.wait(15)
    assert (1, [], False) == (code, own_house.list_processes(), (own_house.site / "run").exists())


def test_after_starting_again_everything_is_there(own_house):
    """The same people come in with the same secrets, and a learner meets the exercise that was left open."""
    shown = sit_down(own_house, "102").next()
    own_house.stop()
    again = start_house(own_house.site)
    found = sit_down(again, "102").next()
    again.stop()
    assert shown == found


def test_one_public_port_listens_and_nothing_else(house):
    """Every process of the house but the proxy listens on no TCP or UDP port; the proxy on one."""
    ensure_running_server(house)
    expected = [int(house.url.rpartition(":")[2])]
    assert expected == sorted({port for pid in house.list_processes() for port in list_listening_ports(pid)})


def list_listening_ports(pid: int) -> list[int]:
    inodes = {name.partition("[")[2].rstrip("]") for name in read_links(Path(f"/proc/{pid}/fd")) if name.startswith("socket:")}
    found = []
    for kind, listening in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
        for line in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]:
            words = line.split()
            if words[9] in inodes and words[3] == listening:
                found.append(int(words[1].rpartition(":")[2], 16))
    return found


def read_links(folder: Path) -> list[str]:
    try:
        return [str(path.readlink()) for path in folder.iterdir()]
    except OSError:
        return []


def test_a_busy_port_is_one_clear_line(house, tmp_path):
    """Whoever holds the port, the operator is told which, and the exit code is not 0."""
    port = house.url.rpartition(":")[2]
    ended = rean("demo", "--site", str(tmp_path / "site"), "--port", port)
    expected = f"Error: port {port} on 127.0.0.1 is taken or not there (Address already in use). Stop the other program, or choose another port."
    assert (1, expected) == (ended.returncode, ended.stderr.strip())


def test_a_second_start_of_the_same_site_is_one_clear_line(house):
    """Two houses never write into one folder."""
    ended = rean("demo", "--site", str(house.site), "--port", str(find_free_port()))
    assert (1, f"Error: {house.site} is being served already. Stop that `rean up` first.") == (ended.returncode, ended.stderr.strip())


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    """Here: a file stands where the folder should be made."""
    (tmp_path / "file").write_text("")
    ended = rean("demo", "--site", str(tmp_path / "file" / "site"))
    assert (1, f"Error: {tmp_path}/file/site cannot be written: Not a directory.") == (ended.returncode, ended.stderr.strip())


def test_a_centre_does_not_start_without_isolation(tmp_path, monkeypatch):
    """Where bubblewrap is missing, a real site says so and ends."""
    monkeypatch.setenv("PATH", str(tmp_path))
    site = tmp_path / "site"
    assert 0 == rean("init", str(site)).returncode
    ended = rean("up", "--site", str(site))
    assert 1 == ended.returncode
    assert "Error: Learners cannot be held apart here: bwrap is not installed" in ended.stderr
    assert 1 == len(ended.stderr.strip().splitlines())


def test_without_namespaces_a_demo_is_loud_and_a_centre_refuses(tmp_path):
    """The demo says so in one line and opens a learner's server all the same; the doctor names the switch; a real site does not start."""
    why = "user namespaces are switched off (sysctl user.max_user_namespaces=0)"
    with open_house(inside=WITHOUT_NAMESPACES) as house:
        house.start_server(house.sign_in("101"), "101")
    loud = [line for line in house.said if "!!!" in line]
    assert 0 == rean("init", str(tmp_path / "real")).returncode
    doctor = rean("doctor", inside=WITHOUT_NAMESPACES)
    refused = rean("up", "--site", str(tmp_path / "real"), inside=WITHOUT_NAMESPACES)
    assert [f"!!! NO ISOLATION on this machine: {why}. Learners' servers run unheld. Never use this for real people. !!!"] == loud
    assert (1, [f"isolation    {why}"]) == (
        doctor.returncode,
        [line.removeprefix("bad      ") for line in doctor.stdout.splitlines() if "isolation" in line],
    )
    expected = f"Error: Learners cannot be held apart here: {why}. A centre site does not start without isolation."
    assert (1, expected) == (refused.returncode, refused.stderr.strip())


def test_a_real_site_opens_at_its_address_and_leaves_nothing(tmp_path):
    """`rean init`, an address in site.toml, `rean up`, SIGTERM."""
    site, port = init_site(tmp_path / "site"), find_free_port()
    site.settings_file.write_text(f'[hub]\nprofile = "centre"\nip = "127.0.0.1"\nport = {port}\n')
    running = subprocess.Popen([sys.executable, "-c", RUN_MAIN, "up", "--site", str(site.root)], stdout=subprocess.PIPE, text=True)
    try:
        said = list(iter(lambda: next(running.stdout), "Ctrl-C ends it.\n"))
        page = httpx.get(f"http://127.0.0.1:{port}/hub/login").status_code
    finally:
        running.terminate()
        code = running.wait(8)
    assert f"Rean is open at http://127.0.0.1:{port}\n" == said[0]
    assert (200, 0, []) == (page, code, find_stale(site.root))


def test_a_demo_that_became_a_real_site_is_refused(tmp_path):
    """Its accounts would open to secrets that are printed in the manual; each is named."""
    site = init_site(tmp_path / "site")
    with closing(Accounts(site.root)) as accounts:
        ensure_people(accounts)
    ended = rean("up", "--site", str(site.root))
    assert (1, 1) == (ended.returncode, len(ended.stderr.strip().splitlines()))
    assert "Error: Secrets of the demo open admin, teacher1, teacher2, 101, " in ended.stderr


def test_a_site_that_cannot_be_written_is_one_clear_line(tmp_path):
    """The folder was mounted for reading only after the site had been made."""
    site = tmp_path / "site"
    assert 0 == rean("init", str(site)).returncode
    (site / "site.toml").write_text(DEMO_SETTINGS)
    read_only = ("bwrap", "--dev-bind", "/", "/", "--ro-bind", str(site), str(site))
    ended = rean("demo", "--site", str(site), inside=read_only)
    listed = rean("accounts", "list", "--site", str(site), inside=read_only)
    assert (1, f"Error: {site} cannot be written: Read-only file system.") == (ended.returncode, ended.stderr.strip())
    assert (1, f"Error: {site}/.accounts.lock cannot be used: Read-only file system.") == (listed.returncode, listed.stderr.strip())


def test_a_start_loads_nothing_that_only_fitting_and_simulating_need():
    """SciPy, scikit-learn and Dask take a second and a hundred megabytes; `rean up` would keep them for as long as the house is open."""
    asked = "import sys, hub_config.cli; print([name for name in ('scipy', 'sklearn', 'dask', 'pandas', 'sympy') if name in sys.modules])"
    assert "[]\n" == subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True).stdout


def test_the_address_is_printed_with_the_demo_people(house):
    """One admin, two teachers, twelve learners with Khmer names, and where to go."""
    roles = [line.split()[1] for line in house.said if line.startswith("  ")]
    expected = ["admin"] + 2 * ["teacher"] + 12 * ["learner"]
    assert (True, expected) == (f"Rean is open at {house.url}" in house.said, roles)
