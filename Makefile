# Two commands do everything: `make demo` builds the sample publication, `make test` runs the tests.
# Each sets up what it needs, once; `make help` lists the rest.

# the first Python that is new enough, and that runs
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.ready-to-run
TEST := $(VENV)/.ready-to-test
NODE := tools/node
HEALTH := PYTHONPATH=src $(PYTHON) -m utgivelse.health
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# no package brings a browser of its own: Debian's is used
NPM = cd $(NODE) && ELECTRON_SKIP_BINARY_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1 npm --silent --ignore-scripts --no-audit --no-fund
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

.PHONY: help demo test lint lock bench catalogs pictures book-pictures wheel clean

help:
	@echo "make demo    set up, build the sample publication into output/, say what lies where"
	@echo "make test    set up, run all tests (ARGS=… for pytest)"
	@echo "make lint    ruff and mypy"
	@echo "make bench   how long things take, as a table"
	@echo "make catalogs  the program's own texts, collected for translation"
	@echo "make pictures  the README's pictures, made anew from the sample"
	@echo "make book-pictures  the sample's EPUBs as a reading system shows them, into build/book-pictures/"
	@echo "make wheel   the package, into dist/"
	@echo "make lock    renew requirements/*.txt and $(NODE)/package-lock.json"

demo: $(RUN)
	@$(BIN)/utgivelse build --project examples/kongsberg
	@echo
	@echo "The sample brochure lies in output/velkommen/, in Norwegian (nb/) and in English (en/):"
	@echo "  velkommen.*.print.pdf   for the print shop: with bleed, in printing inks"
	@echo "  velkommen.*.pdf         for the screen: with bookmarks and live links"
	@echo "  velkommen.*.epub        for e-readers and phones"
	@echo "output/manifest.json says for every file what it is made from. The sources are in examples/kongsberg/."

test: $(TEST)
	@$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(TEST)
	@$(BIN)/python -m ruff check
	@$(BIN)/python -m mypy

bench: $(TEST)
	@$(BIN)/python bench/bench.py

catalogs: $(TEST)
	@$(BIN)/python tools/catalogs.py

pictures: $(TEST) demo
	@$(BIN)/python tools/pictures.py

book-pictures: $(TEST)
	@$(BIN)/python -m pytest -q tests/formats/test_reading_system.py -k every_light --pictures build/book-pictures
	@echo "every page of the sample's books, as a reading system shows them: build/book-pictures/"

wheel: $(RUN)
	@$(BIN)/python -m hatchling build -t wheel

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: apt-get install python3 python3-venv"; exit 3; }
	@$(HEALTH) run
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@$(HEALTH) run
	@echo "installing what the program needs …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(TEST): requirements/test.txt $(NODE)/package-lock.json $(RUN)
	@$(HEALTH) test
	@echo "installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@echo "installing what looks at EPUB files …"
	@$(NPM) ci || echo "missing: npm, or what $(NODE)/package.json names; the tests that need it are skipped"
	@touch $@

lock:
	@test -x $(BIN)/uv || $(PIP) install uv
	$(COMPILE) pyproject.toml requirements/build.in -o requirements/run.txt
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved
	$(BIN)/python tools/node/plain_lock.py
	$(COMPILE) --extra test -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/test.txt

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
