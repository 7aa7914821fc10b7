# Samflöde. Needs python3 (3.11 or later), make and git; everything else is installed into .venv.
#   make run     install, start with a demo county, print the address
#   make test    install, test every claim in one form
# `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
WORKERS ?= 3

SOURCES := models workflows notifications flows api tests

# No host and no path of this machine ends up in a lock file.
LOCKFLAGS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help install run test test-lang check format lock bench system clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-9s %s\n' "$$name" "$$text"; done

install: $(STAMP) ## create .venv with exactly the locked packages

# The stamp is written last: an install that was cut off starts over.
$(STAMP): pyproject.toml requirements-dev.lock requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit("Samflöde needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.lock
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: install ## start Samflöde with the demo county (SAMFLODE_PORT, SAMFLODE_DATA)
	$(BIN)/samflode up --demo

test: install ## test every claim in one form, on a real PostgreSQL (WORKERS=3)
	$(BIN)/python -m pytest -n $(WORKERS)

test-lang: install ## test at length what has a longer form: walks, a year, kill -9, matrices, widths
	$(BIN)/python -m pytest -n $(WORKERS) -m "lang or browser or hypothesis" --hypothesis-profile=lang

check: install ## ruff, mypy --strict, room contracts, migrations against the tables
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m models.migrations check

format: install ## let ruff put the code in order
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

bench: install ## measure all in one table, some twenty minutes, and write docs/prestanda.md
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.report

lock: install ## renew the lock files within the limits of pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCKFLAGS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCKFLAGS) --group dev -o requirements-dev.lock
	echo uv | $(BIN)/uv pip compile - $(LOCKFLAGS) -o requirements-uv.lock
	$(BIN)/uv pip compile benchmarks/rivals/requirements.in $(LOCKFLAGS) -o benchmarks/rivals/requirements.lock

system: ## list what CI also wants (Chromium), and install it where that is possible
	@if command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then \
	  echo "Chromium: here"; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && export DEBIAN_FRONTEND=noninteractive; \
	  apt-get install -y -qq --no-install-recommends chromium-headless-shell || apt-get install -y -qq --no-install-recommends chromium; \
	else \
	  echo "Chromium: missing. The browser tests skip without it. Install the package chromium with your system's package manager."; \
	fi

clean: ## remove .venv and caches, never data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
