#!/bin/sh
# Write the lock files anew: pinned, hashed, for every platform, naming no download host. Needs uv on the PATH.
set -eu
cd "$(dirname "$0")/.."
common="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet"
printf 'hatchling\neditables\n' > requirements/build.in
uv pip compile $common pyproject.toml requirements/build.in -o requirements/core.lock
uv pip compile $common --extra vault -c requirements/core.lock pyproject.toml requirements/build.in -o requirements/demo.lock
uv pip compile $common --all-extras --group dev -c requirements/core.lock pyproject.toml requirements/build.in -o requirements/dev.lock
uv pip compile $common requirements/peers.in -o requirements/peers.lock
