# Copydesk. `make demo` and `make test` need Python 3.11 or newer, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo serve test check bench load eval browser shots proof lock

setup: $(READY)

# A dot every two seconds on one line while $(1) runs; the ticker ends with the shell that started it.
define told
(while sleep 2 && kill -0 $$$$ 2>/dev/null; do printf .; done) & tick=$$!; \
	trap 'kill $$tick 2>/dev/null' EXIT INT TERM; \
	$(1) || { echo; exit 1; }
endef

OLD := import sys; v = sys.version_info; sys.exit("Copydesk needs Python 3.11 or newer; $(PYTHON) is %d.%d. \
Name a newer one: make PYTHON=python3.12 setup" % v[:2] if v < (3, 11) else 0)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3.11 or newer, or name one: make PYTHON=… setup" >&2; exit 1; }
	@$(PYTHON) -c '$(OLD)'
	@printf 'Installing Copydesk into $(VENV): about 1.7 GB, most of it the language model '
	@$(call told,{ test -x $(BIN)/uv || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV); } \
		&& { test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"; } \
		&& $(BIN)/uv pip install --quiet --no-deps --require-hashes --requirement requirements.lock --python $(BIN)/python \
		&& $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable . --python $(BIN)/python)
	@echo " done"
	@touch $(READY)

demo: setup
	@$(BIN)/copydesk demo

serve: setup
	@$(BIN)/copydesk serve

# What is compiled is kept, whatever the environment says: the tests start many processes.
test: setup
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: setup
	@$(BIN)/python -m tests.ui.browser.axe || echo "axe-core could not be fetched: its tests are skipped"
	@$(BIN)/python -m pytest -m browser

# A picture of every page, at 1440 and 390 pixels, light and dark.
shots: setup
	@$(BIN)/python -m tests.ui.browser.shots $(or $(OUT),build/shots)

bench: setup
	@$(BIN)/python -m pytest tests/benchmarks --benchmark-only -m "not browser"

# Fifty marketers and ten approvers at one desk on loopback, for two minutes.
load: setup
	@$(BIN)/python -m tests.load

eval: setup
	@$(BIN)/copydesk eval

# Kill -9 at every point there is, a thousand races, any order of events. About an hour.
proof: setup
	@$(BIN)/python -m pytest -m slow tests/agents/proofs

lock: setup
	$(BIN)/uv pip compile pyproject.toml --group local --group evals --group dev --universal --generate-hashes --no-header --no-annotate -o requirements.lock
