# Copydesk. `make demo` and `make test` need Python 3.11 or newer, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo serve test check bench eval browser lock

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Copydesk into $(VENV): about 1.6 GB, most of it the language model…"
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"
	@$(BIN)/uv pip install --require-hashes --requirement requirements.lock --python $(BIN)/python
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable . --python $(BIN)/python
	@touch $(READY)

demo: setup
	@$(BIN)/copydesk demo

serve: setup
	@$(BIN)/copydesk serve

test: setup
	@$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: setup
	@$(BIN)/python -m pytest -m browser

bench: setup
	@$(BIN)/python -m pytest tests/benchmarks --benchmark-only -m "not browser" -p no:cacheprovider

eval: setup
	@$(BIN)/copydesk eval

lock:
	$(BIN)/uv pip compile pyproject.toml --group local --group evals --group dev --universal --generate-hashes --no-header --no-annotate -o requirements.lock
