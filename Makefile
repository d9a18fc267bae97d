# Each target sets up its own .venv from pyproject.toml and re-does nothing that is up to date.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help demo test check bench wheel-test clean

help:
	@echo "make demo        an offline tour: a small wiki, its sources, a card"
	@echo "make test        the tests"
	@echo "make check       lint, types, import contracts, tests"
	@echo "make bench       the benchmarks (some want ../shared/data)"
	@echo "make wheel-test  build the wheel and run the tests against it in a fresh venv"
	@echo "make clean       remove what the others made"

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "citewiki needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY)
	$(BIN)/citewiki demo

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(READY)
	$(BIN)/python -m benchmarks

wheel-test: $(READY)
	sh .ci/wheel-test

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis citewiki-demo
