# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.set-up

.PHONY: setup demo test check lint types layers tests docs clean bench model

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	@echo "[1/4] a Python environment in .venv"
	@$(PYTHON) tools/ensure_venv.py
	@$(PYTHON) -m venv .venv
	@echo "[2/4] the locked packages (a minute or two)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@echo "[3/4] dragoman itself"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "[4/4] the gazetteer"
	@$(BIN)/python -c "from dragoman.ontology.gazetteer_build import ensure_gazetteer as e; e(print)"
	@touch $(STAMP)

demo: setup
	@$(BIN)/dragoman tour samples --out demo

test: setup check tests

check: lint types layers

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

tests: setup
	@$(PYTHON) tools/ensure_debian.py chromium chromium fonts-dejavu-core
	@$(PYTHON) tools/ensure_debian.py pg_virtualenv postgresql-15 postgresql-common
	@$(PYTHON) tools/ensure_debian.py soffice libreoffice-calc-nogui
	pg_virtualenv -v 15 $(BIN)/python -m pytest -q -n 2 --dist loadgroup

# Trains the event reader on corpus/ and the lexicon's examples: 15 to 40 minutes on two cores.
model: setup
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e ".[train]"
	@mkdir -p build
	$(BIN)/python tools/train_reader.py examples build/examples.jsonl
	$(BIN)/python tools/train_reader.py train build/examples.jsonl --out src/dragoman/data/models/event-reader
	$(BIN)/python tools/train_reader.py believe src/dragoman/data/models/event-reader

bench: setup
	$(BIN)/python bench/throughput.py

clean:
	rm -rf .venv build dist demo
