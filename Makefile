# Everything that is done with Throughline from a clone. `make serve` and `make test` install what they need first.

PYTHON ?= python3
VENV ?= .venv
CORPUS ?= sample/documents
STORE ?= store
QUESTIONS ?= benchmarks/questions/development.jsonl
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: serve test lint bench sample reference fuzz rebuild install clean

serve: $(INSTALLED)  ## Build the store from CORPUS and serve the site.
	$(BIN)/throughline build $(CORPUS) --store $(STORE)
	$(BIN)/throughline serve --store $(STORE) --host $(HOST) --port $(PORT)

test: $(INSTALLED)  ## Run all tests.
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(INSTALLED)  ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(INSTALLED)  ## Measure the cost of each stage of a build, of embedding, of each competency question and of an answer; look for faults in what is read and answered.
	$(BIN)/python -m benchmarks.stages $(CORPUS)
	$(BIN)/python -m benchmarks.embedding $(CORPUS)
	$(BIN)/python -m benchmarks.audit $(CORPUS)
	$(BIN)/python -m benchmarks.annotation $(CORPUS)
	$(BIN)/throughline build $(CORPUS) --store $(STORE)
	$(BIN)/python -m benchmarks.competency $(STORE)
	$(BIN)/python -m benchmarks.answers $(QUESTIONS) $(STORE)
	$(BIN)/python -m benchmarks.promises $(STORE) $(QUESTIONS)

sample: $(INSTALLED)  ## Make the sample documents from their texts.
	$(BIN)/python -m sample.forms

reference: $(INSTALLED)  ## Make the page and the picture of the data model from the vocabulary, and the page of answers from the sample.
	$(BIN)/python -m ontology.reference
	$(BIN)/throughline build sample/documents --store .stores/sample
	$(BIN)/python -m sample.answers .stores/sample

fuzz: $(INSTALLED)  ## Put 20,000 damaged and hostile files to the readers; FUZZED may name a folder of reports to make more of them from.
	$(BIN)/python -m benchmarks.fuzz $(FUZZED)

rebuild: $(INSTALLED)  ## Update 200 stores at random and compare each with a clean build; REBUILT names folders to take files from.
	$(BIN)/python -m benchmarks.rebuild $(or $(REBUILT),$(CORPUS))

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Throughline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Run: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:  ## Remove the environment and the stores that make has built.
	rm -rf $(VENV) $(STORE) .stores .fuzz
