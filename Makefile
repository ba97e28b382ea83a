# Everything a person needs: `make run` and `make test`. Both make the environment first.
PYTHON ?= python3
HOME_DIR ?= naskah-home
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev run demo-cli test test-whoosh-reloaded check bench samples lock clean

setup: $(VENV)/.ready

setup-dev: $(VENV)/.ready-dev

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Naskah needs Python 3.11 or later; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.ready

run: setup
	$(BIN)/naskah --home $(HOME_DIR) add corpus/samples
	@# For the page Accuracy, once, while the site is already up.
	@test -e $(HOME_DIR)/figures.json || { for gold in corpus/gold/heldout corpus/gold; do \
	  nice $(BIN)/naskah --home $(HOME_DIR) evaluate $$gold/gold.jsonl --docs $$gold/texts --no-floors; done > $(HOME_DIR)/evaluation.txt 2>&1 & }
	$(BIN)/naskah --home $(HOME_DIR) serve

demo-cli: setup
	$(BIN)/naskah --home $(HOME_DIR) add corpus/samples
	$(BIN)/naskah --home $(HOME_DIR) search Incheon
	$(BIN)/naskah --home $(HOME_DIR) agreements --partner Incheon

test: setup-dev
	$(BIN)/python -m pytest -q

# The tests of the search on the Whoosh that is the way back (docs/decisions/0002-which-whoosh.md).
test-whoosh-reloaded: setup-dev
	rm -rf $(VENV)/whoosh-reloaded
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target $(VENV)/whoosh-reloaded -r tests/index/whoosh-reloaded.lock
	PYTHONPATH=$(VENV)/whoosh-reloaded $(BIN)/python -c 'import whoosh; assert whoosh.__version__ == (2, 7, 5), whoosh.__file__'
	PYTHONPATH=$(VENV)/whoosh-reloaded $(BIN)/python -m pytest -q tests/index tests/contracts

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: setup-dev
	for bench in tests/bench/*.py; do $(BIN)/python $$bench || exit 1; done

lock: setup-dev
	$(BIN)/uv pip compile --universal --generate-hashes --quiet --python-version 3.11 --no-annotate --no-header --extra ocr -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --quiet --python-version 3.11 --no-annotate --no-header --extra ocr --extra fit --extra dev -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info
