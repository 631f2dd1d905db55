#!/bin/sh
# Prints the Python to build the environment with: the machine's own before anybody's, since other accounts can run that one too.
set -eu

for one in /usr/bin/python3 /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3.11 python3 python3.13 python3.12 python3.11; do
    if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$one"
        exit 0
    fi
done
found=$(python3 --version 2>/dev/null || echo "no Python 3")
echo "rean: Python 3.11 or newer is needed, and this machine has $found. Debian 12: apt-get install python3" >&2
exit 1
