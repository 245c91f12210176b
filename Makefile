# Two commands do everything: `make run` serves the app, `make test` checks the project.
# Both build .venv first, and again only when a lock file has changed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup setup-dev run test lint types lock audit pictures accessibility drawing clean

setup: $(VENV)/.ready
setup-dev: $(VENV)/.ready-dev

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which with: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else 0'
	@echo "Making a private Python environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The project itself is a second call: pip cannot mix an editable install with --require-hashes.
$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the pinned packages (about half a minute)"
	@$(PIP) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) --no-deps -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "Installing the test tools"
	@$(PIP) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

run: setup
	@$(BIN)/python -m rubric run

# The tests start the tool in many processes, and each would compile it anew where Python is told to keep no bytecode.
# Types are checked beside the tests, on the processor's time that they leave, and told about at the end.
test: export PYTHONDONTWRITEBYTECODE =
test: setup-dev lint
	@$(BIN)/lint-imports
	@if [ -f ../shared/tools/verbatim.py ]; then $(BIN)/python ../shared/tools/verbatim.py .; \
	 else echo "verbatim check skipped: the report texts are not beside this checkout"; fi
	@$(BIN)/mypy >$(VENV)/types.txt 2>&1 & types=$$!; failed=0; \
	 $(BIN)/python -m pytest --durations=10 $(PYTEST) || failed=$$?; \
	 wait $$types || failed=$$?; cat $(VENV)/types.txt; exit $$failed

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup-dev
	@$(BIN)/mypy

lock:
	@$(PIP) uv
	@for set in "requirements.lock" "requirements-dev.lock --group dev"; do \
	 $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	 --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o $$set; done

# Whether a fault is known in what is pinned. It asks the index, so it needs the network; what cannot be asked is a failure.
audit: $(BIN)/python
	@$(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@$(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

drawing: setup-dev
	@$(BIN)/python -m tests.project.house

accessibility: setup-dev
	@$(BIN)/python -m tests.browser.statement

pictures: setup-dev
	@$(BIN)/python -m tests.browser.screenshots

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
