# `make facts` and `make test` do all of their own set-up; Python 3.11 or later, git and make are all they need.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: facts test fuzz lock audit lint schemas readme fixtures browser dist clean

## facts: the facts of the five seed articles, in facts.json and as a table
facts: .venv/installed
	$(BIN)/zzx extract seeds/ -o facts.json --table
	@echo 'Next: $(BIN)/zzx table facts.json -o panel.csv, $(BIN)/zzx audit seeds/, $(BIN)/zzx report facts.json seeds/ -o report.html'

## test: everything that CI checks
test: lint
	$(BIN)/python -m pytest

## fuzz: the properties of tests/test_fuzz.py over many inputs, then guided by coverage where there is a wheel of atheris
EXAMPLES := 12000
fuzz: .venv/installed-dev
	$(BIN)/python benchmarks/fuzz.py --examples $(EXAMPLES)
	if $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: atheris; then \
	    $(BIN)/python benchmarks/fuzz.py --guided 60; \
	fi

lint: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

## schemas, readme, fixtures: rewrite what is generated; a test fails when one of them is out of date
schemas: .venv/installed
	$(BIN)/zzx schema -o schemas/fact.schema.json
	$(BIN)/zzx schema --datapackage -o schemas/facts.datapackage.json

readme: .venv/installed
	$(BIN)/python tests/pages.py

fixtures: .venv/installed
	$(BIN)/zzx check fixtures/ --update
	$(BIN)/python tests/pages.py

## browser: what the tests of zzx report drive, and the fonts that they look at
browser:
	apt-get update && apt-get install --yes chromium fonts-noto-cjk

## lock: the versions and hashes of all that development installs, on every platform
lock: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' \
	    --group dev --extra all --output-file requirements-dev.txt pyproject.toml

## audit: whether something of these is known to be vulnerable
audit: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --requirement requirements-dev.txt --require-hashes --disable-pip

## dist: the wheel and the source distribution
dist: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build
	$(BIN)/python -m build --outdir dist

clean:
	rm -rf .venv dist

# The virtual environment, made by the first Python that is new enough.
.venv/created:
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        $$python -m venv .venv && touch $@ && exit 0; exit 1; \
	    fi; \
	done; \
	echo 'zzx needs Python 3.11 or later on the PATH, and there is none' >&2; exit 1

.venv/installed: .venv/created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q extractor  # as pip does for wheels: who may write no bytecode would compile at each start
	@touch $@

# Dependency groups came with pip 25.1.
.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
