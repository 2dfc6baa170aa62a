# make demo   the demonstration study, from nothing        make test    every check
# Both set themselves up. PYTHON=python3.12 chooses another interpreter (3.11 or later).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo peers test lint reference system setup setup-dev kernel lock clean

setup: $(VENV)/core.stamp
setup-dev: $(VENV)/dev.stamp
peers: .venv-peers/stamp

demo: $(VENV)/demo.stamp
	$(BIN)/synopticon demo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@requirements/system.sh venv
	@$(PYTHON) -m venv $(VENV)

# An editable install compiles the kernel too, where there is a compiler (hatch_build.py).
KERNEL := hatch_build.py $(wildcard src/synopticon/kernel/*.[ch])

$(VENV)/core.stamp: $(VENV)/bin/python requirements/core.lock pyproject.toml $(KERNEL)
	$(PIP) install --quiet --require-hashes -r requirements/core.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What the demonstration needs beside the core: its interviews are sealed in a vault.
$(VENV)/demo.stamp: $(VENV)/core.stamp requirements/demo.lock
	$(PIP) install --quiet --require-hashes -r requirements/demo.lock
	@touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp requirements/dev.lock
	$(PIP) install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

# Other people's programs that judge our output, apart from the project's own environment.
.venv-peers/stamp: requirements/peers.lock
	@requirements/system.sh venv
	@test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/peers.lock
	@touch $@

system:
	@requirements/system.sh chromium postgresql openssl unzip fonts

test: system setup-dev peers lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: setup-dev
	$(BIN)/ruff check src tests docs demo-materials
	$(BIN)/ruff format --check src tests docs demo-materials
	$(BIN)/mypy

# docs/reference/ from the program itself.
reference: setup-dev
	$(BIN)/python docs/generate.py

# The compiled kernel alone; says what is missing where it cannot be had.
kernel: setup
	$(BIN)/python -m synopticon.kernel.building

lock:
	requirements/lock.sh

clean:
	rm -rf $(VENV) .venv-peers dist build demo-study
