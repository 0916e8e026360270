# Only Python 3.11 or newer, make and git are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test install check bench audit fuzz lock pictures

run: install
	$(BIN)/communique run

test: install
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Known holes in what is locked; says so where no advisory service can be reached.
audit: install
	$(BIN)/python -m tests.quality.advisories

# Many invented inputs, new ones each time; FUZZ is how many times as many as in the tests.
FUZZ ?= 20
fuzz: install
	COMMUNIQUE_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/fuzz

bench: install
	$(BIN)/python -m tests.bench

install: $(STAMP)

$(STAMP): pyproject.toml .lock/requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r .lock/requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q bot summarizer storage
	touch $@

# The pictures in docs/images, taken anew by the tests of the chat page.
pictures: install
	COMMUNIQUE_PICTURES=1 $(BIN)/python -m pytest -q -m chromium

# Needs uv; writes the lock anew from pyproject.toml for every supported Python and platform.
lock:
	uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url \
		--no-header --no-annotate pyproject.toml .lock/build.in -o .lock/requirements.txt
	uv pip compile --universal --python-version 3.11 --extra tracing --generate-hashes --no-emit-index-url \
		--no-header --no-annotate -c .lock/requirements.txt pyproject.toml .lock/build.in -o .lock/runtime.txt
