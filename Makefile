# From nothing but Python 3.11 or newer and make.  `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
# As pip does, trust the certificates that the machine trusts.
UV := $(BIN)/uv --system-certs
# The lock names packages and their hashes, no registry; nothing that is installed may run code of its own.
NPM = $(NODE) $(BIN)/npm --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --no-update-notifier
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

# What npm writes beside the hashes are addresses of other hosts.
define NO_FUNDING
const fs = require("fs"), file = "package-lock.json", lock = JSON.parse(fs.readFileSync(file));
for (const one of Object.values(lock.packages)) delete one.funding;
fs.writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
endef
export NO_FUNDING

.DEFAULT_GOAL := help
.PHONY: help setup run test test-ducklake unit lint types docs ui lock wheel clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready  ## set up .venv from the hash-pinned lock; a second call does nothing

.venv/.ready: requirements.lock requirements-bootstrap.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make setup PYTHON=python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.txt
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock requirements-bootstrap.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## ingest raw/ into warehouse/jlis.duckdb through the Dagster job
	@$(BIN)/tsujitsuma ingest

test: setup node_modules/.ready  ## lint, strict types, then all tests (HYPOTHESIS_PROFILE=random: other examples each time)
	@$(MAKE) --no-print-directory -j 3 lint types all-tests

.PHONY: all-tests
all-tests: setup
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

# All that tests take for warehouse files are lakes then. LAKE_TESTS names some of the tests.
LAKE_TESTS ?=
test-ducklake: setup  ## all tests with lakes on a PostgreSQL of their own in the place of warehouse files
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -p tests.support.over_a_lake -n 4 --dist loadfile --no-loadscope-reorder $(LAKE_TESTS)

# Compiled tests are kept: compiling them takes as long as half of the quick ones.
unit: setup  ## the quick tests alone (no processes, no Dagster, no Great Expectations)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile -m "not slow"

lint: setup node_modules/.ready  ## lint Python and the dashboard's JavaScript, whose types are checked against its JSDoc
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo --cache-dir .import_linter_cache
	@$(BIN)/biome ci --error-on-warnings --colors=off
	@$(NODE) node_modules/.bin/tsc --project .

# Node comes from the Python lock, TypeScript from the lock beside it: only the lint needs them.
node_modules/.ready: package.json package-lock.json .venv/.ready
	@$(NPM) ci
	@touch $@

types: setup
	@$(BIN)/mypy

docs: setup  ## write the generated pages anew: docs/cookbook.md, docs/data_dictionary.md
	@$(BIN)/python -m docs.generated_pages

ui: setup  ## show runs, assets and checks in Dagster's pages; starts nothing (the service: tsujitsuma serve)
	@$(BIN)/tsujitsuma ui

lock: setup  ## solve the dependencies anew: pyproject.toml into requirements.lock, package.json into package-lock.json
	$(UV) pip compile --upgrade --universal --extra dev --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml -o requirements.lock
	$(NPM) update --package-lock-only
	@$(NODE) node -e "$$NO_FUNDING"

wheel: setup  ## build dist/*.whl, which installs anywhere: uv tool install dist/tsujitsuma-*.whl
	rm -rf build dist
	$(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist
	rm -rf build

clean:  ## remove what was built: .venv, node_modules, state, the warehouse
	rm -rf .venv node_modules .tsujitsuma build dist warehouse/jlis.duckdb warehouse/jlis.duckdb.wal
