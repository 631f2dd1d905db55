#!/bin/sh
# Makes the Python environment in the folder named, from requirements.lock: every package by its hash.
set -eu

venv=$1
python=$("$(dirname "$0")/python.sh")

if ! mkdir -p "$venv" 2>/dev/null || ! [ -w "$venv" ]; then
    echo "rean: $venv cannot be written. Clone the project into a folder of your own." >&2
    exit 1
fi
echo "rean: making the Python environment in $venv with $("$python" --version) (some minutes)"
if ! "$venv/bin/python" -c '' 2>/dev/null; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
if ! output=$("$venv/bin/pip" install --quiet --disable-pip-version-check --no-input --require-hashes --requirement requirements.lock 2>&1); then
    reason=$(printf '%s\n' "$output" | grep '^ERROR' || printf '%s\n' "$output" | tail -n 1)
    reason=$(printf '%s\n' "$reason" | head -n 1)
    echo "rean: pip could not install the Python packages ($reason). Is the network there, and room on the disk? Then run make again." >&2
    exit 1
fi
