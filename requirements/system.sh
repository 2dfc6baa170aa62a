#!/bin/sh
# Bring the system's programs that the checks need; where we may not install, print the one command that is missing.
# Each line: a program to look for, and Debian's package that brings it.
set -eu
missing=""
need() { # need PACKAGE PROGRAM...: found where any of the programs is there
    package=$1; shift
    for program in "$@"; do
        if command -v "$program" >/dev/null 2>&1; then return 0; fi
        for path in $program; do if [ -x "$path" ]; then return 0; fi; done
    done
    missing="$missing $package"
}
for wish in "$@"; do
    case $wish in
        venv) python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || missing="$missing python3-venv" ;;
        chromium) need chromium chromium chromium-browser google-chrome ;;
        postgresql) need postgresql initdb '/usr/lib/postgresql/*/bin/initdb' ;;
        openssl) need openssl openssl ;;
        unzip) need unzip unzip ;;
        fonts) fc-list 2>/dev/null | grep -qi 'cjk' || missing="$missing fonts-noto-cjk fontconfig" ;;
        *) echo "system.sh: unknown wish $wish" >&2; exit 2 ;;
    esac
done
[ -n "$missing" ] || exit 0
command="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing:$missing"
    if DEBIAN_FRONTEND=noninteractive apt-get update -qq && DEBIAN_FRONTEND=noninteractive $command -qq >/dev/null; then exit 0; fi
fi
echo "Missing on this machine:$missing. Bring them with:  sudo $command" >&2
exit 1
