#!/bin/sh
# Makes sure that programs, libraries and Python modules are there; each argument is program:debian-package, library.so.N:… or module.py:….
# As root, or where sudo asks for nothing, installs what is missing; else prints the command and fails.
set -eu

is_there() {
    case "$1" in
        *.so.*) ls /lib/*/"$1" /usr/lib/*/"$1" >/dev/null 2>&1 ;;
        *.py) "$python" -c "import ${1%.py}" 2>/dev/null ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

python=$("$(dirname "$0")/python.sh")
missing=""
for pair in "$@"; do
    is_there "${pair%%:*}" || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0
missing=$(printf '%s\n' $missing | sort -u | paste -s -d ' ')

if ! command -v apt-get >/dev/null 2>&1; then
    echo "rean: this machine lacks (names of Debian packages): $missing. Install them, then run make again." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "rean: this machine lacks $missing. Run this as root, then make again:" >&2
    echo "    apt-get update && apt-get install --no-install-recommends $missing" >&2
    exit 1
fi

echo "rean: installing Debian packages: $missing"
export DEBIAN_FRONTEND=noninteractive
install="$as_root apt-get install --yes --quiet --no-install-recommends $missing"
if ! output=$($install 2>&1) && ! output=$($as_root apt-get update --quiet 2>&1 && $install 2>&1); then
    printf '%s\n' "$output" | tail -n 5 >&2
    echo "rean: apt-get could not install them. Run this as root, then make again:" >&2
    echo "    apt-get update && apt-get install --no-install-recommends $missing" >&2
    exit 1
fi
