#!/bin/sh
# Makes the Python environment in the folder named, from requirements.lock: every package by its hash.
set -eu

venv=$1
here=$(dirname "$0")

find_python() {
    for one in /usr/bin/python3 /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3.11 python3 python3.13 python3.12 python3.11; do
        if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$one"
            return
        fi
    done
    found=$(python3 --version 2>/dev/null || echo "no Python 3")
    echo "rean: Python 3.11 or newer is needed, and this machine has $found. Debian 12: apt-get install python3" >&2
    return 1
}

python=$(find_python)
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    "$here/packages.sh" "no-such-program:$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi

echo "rean: making the Python environment in $venv with $("$python" --version) (some minutes)"
if [ -e "$venv" ] && ! "$venv/bin/python" -c '' 2>/dev/null; then
    rm -rf "$venv"
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-input --require-hashes --requirement requirements.lock
