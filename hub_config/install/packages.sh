#!/bin/sh
# Makes sure that programs and libraries are there; each argument is program:debian-package or library.so.N:debian-package.
# As root, or where sudo asks for nothing, installs what is missing; else prints the command and fails.
set -eu

missing=""
for pair in "$@"; do
    what="${pair%%:*}"
    case "$what" in
        *.so.*) ls /lib/*/"$what" /usr/lib/*/"$what" >/dev/null 2>&1 && continue ;;
        *) command -v "$what" >/dev/null 2>&1 && continue ;;
    esac
    missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0
missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')

if ! command -v apt-get >/dev/null 2>&1; then
    echo "rean: this machine lacks: $missing(names of Debian packages). Install them, then run make again." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "rean: this machine lacks: $missing. Run this as root, then make again:" >&2
    echo "    apt-get install --no-install-recommends $missing" >&2
    exit 1
fi

echo "rean: installing Debian packages: $missing"
export DEBIAN_FRONTEND=noninteractive
install="$as_root apt-get install --yes --quiet --no-install-recommends $missing"
if ! output=$($install 2>&1) && ! output=$($as_root apt-get update --quiet 2>&1 && $install 2>&1); then
    printf '%s\n' "$output" | tail -n 5 >&2
    echo "rean: apt-get could not install them. Run this yourself, then make again:" >&2
    echo "    apt-get update && apt-get install --no-install-recommends $missing" >&2
    exit 1
fi
