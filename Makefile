# `make demo` and `make test` are all a newcomer needs: both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2

.PHONY: demo test check fix data bench gate lock assets clean

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "legation needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## read the sample corpus and show what is in it
	@rm -rf demo && mkdir demo
	@$(BIN)/legation read corpus/sample --into demo/sample.duckdb
	@$(BIN)/legation fold demo/sample.duckdb
	@$(BIN)/legation brief demo/sample.duckdb
	@printf '\nThe dossier is demo/sample.duckdb. Go on with:\n'
	@printf '  %s\n' "$(BIN)/legation events demo/sample.duckdb --actor USA --recipient VEN" \
	  "$(BIN)/legation evidence demo/sample.duckdb ID      # an id from the brief" \
	  "$(BIN)/legation serve demo/sample.duckdb            # all of it, in the browser" \
	  "$(BIN)/legation export demo/sample.duckdb demo/out  # JSON lines" \
	  "$(BIN)/legation --help"

test: $(READY) ## lint, types, layers, data and all tests
	$(BIN)/ruff check --quiet src tests tools && $(BIN)/ruff format --check --quiet src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/build_lexicons.py --check
	$(BIN)/python tools/check_gold.py
	$(BIN)/python tools/cli_docs.py --check
	$(BIN)/python tools/doc_examples.py --check
	@tools/chromium.sh
	$(BIN)/pytest -q -n $(JOBS)

check: test

fix: $(READY)
	$(BIN)/ruff check --fix src tests tools && $(BIN)/ruff format src tests tools

data: $(READY) ## compile the hand-edited lexicons
	$(BIN)/python tools/build_lexicons.py

bench: $(READY) ## speed and memory, on one core
	$(BIN)/python tools/bench.py --write

gate: $(READY) ## accuracy against the pinned floors
	$(BIN)/python tools/eval_gate.py

lock: $(READY) ## pin every dependency by hash (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock pyproject.toml

assets: ## build what the browser loads (needs Node)
	npm ci --prefix assets --no-fund --no-audit && npm run --prefix assets build

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
