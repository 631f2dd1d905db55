#!/bin/sh
# Installs the proxy from its lock, with the Node of the Python environment in the folder named.
set -eu

export NODE_DISABLE_COMPILE_CACHE=1  # npm would leave a folder in /tmp
bin=$(cd "$1/bin" && pwd)
cd "$(dirname "$0")/../node"

if ! "$bin/npm" --version >/dev/null 2>&1; then
    echo "rean: Node is missing from $bin, or does not run. Run make clean, then make again." >&2
    exit 1
fi
echo "rean: installing the proxy"
if ! output=$(PATH="$bin:$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error 2>&1); then
    reason=$(printf '%s\n' "$output" | sed -n 's/^npm error //p' | grep -v -e '^code ' -e '^errno ' -e '^A complete log' | head -n 1)
    echo "rean: npm could not install the proxy ($reason). Is the network there, and room on the disk? Then run make again." >&2
    exit 1
fi
