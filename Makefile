# `make run` and `make test` are all that a newcomer needs; each brings its own set-up. `make help` lists the rest.
PORT ?= 8501
HOST ?= 127.0.0.1
PY := .venv/bin/python
FRONTEND := builder/frontend
DATA := $(or $(LAYERLOOM_TEST_DATA),$(abspath ../shared/data))
NODE := $(shell command -v npm)
PYTEST := TF_CPP_MIN_LOG_LEVEL=3 $(PY) -m pytest
# Two at a time, file by file: what a file sets up for its tests is set up once. Journeys have the machine for themselves.
TWO := --numprocesses 2 --dist loadfile

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup setup-dev lint format types contracts frontend browser real-data test test-all bench catalog constraints wheel pictures

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## start Layerloom on http://127.0.0.1:8501 (PORT= and HOST= change that)
	@exec $(PY) -m builder.cli --host "$(HOST)" --port "$(PORT)"

setup: ## make .venv with the pinned dependencies (GPU=1 adds TensorFlow's CUDA libraries)
	@python=$$(.ci/find-python) && "$$python" -m builder.setup $(if $(GPU),--gpu)

setup-dev:
	@python=$$(.ci/find-python) && "$$python" -m builder.setup --dev $(if $(GPU),--gpu)

lint: setup-dev ## formatting, lint, types and import contracts
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	@$(MAKE) --no-print-directory types contracts

format: setup-dev ## format and sort imports
	$(PY) -m ruff check --select I --fix .
	$(PY) -m ruff format .

types:
	$(PY) -m mypy

contracts:
	.venv/bin/lint-imports --no-cache

frontend: ## TypeScript: lint, types, tests, and that the committed bundle is what the source builds
ifeq ($(NODE),)
	$(if $(CI),$(error Node is missing, and CI must run the TypeScript tests: install Node 20 or newer with npm))
	@echo "Node is not installed: the TypeScript tests are left to CI, the committed bundle is used as it is."
else
	cd $(FRONTEND) && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund; }
	cd $(FRONTEND) && npm run lint
	cd $(FRONTEND) && npm run check
	cd $(FRONTEND) && npm test
	cd $(FRONTEND) && npm run build -- --outDir ../../build/canvas --emptyOutDir
	@diff -rq build/canvas assets/canvas || { echo "assets/canvas is not what builder/frontend builds: run npm run build there and commit it."; exit 1; }
endif

browser: setup-dev
	@$(PY) -m tests.browser

test: lint frontend browser ## everything that must hold, within 15 minutes on 2 cores
	$(PYTEST) $(TWO) -m "not slow and not realdata and not journey"
	$(PYTEST) -m "journey and not slow and not realdata"

test-all: real-data lint frontend browser ## `make test` and all that is slow, and the real data of LAYERLOOM_TEST_DATA
	LAYERLOOM_NEW_EXAMPLES=1 LAYERLOOM_TEST_DATA="$(DATA)" $(PYTEST) $(TWO) -m "not journey"
	LAYERLOOM_NEW_EXAMPLES=1 LAYERLOOM_TEST_DATA="$(DATA)" $(PYTEST) -m journey

real-data:
	@test -d "$(DATA)" || { echo "make test-all needs the folder of real data files: set LAYERLOOM_TEST_DATA to it."; exit 1; }

bench: browser ## measure, each figure beside its yardstick
	TF_CPP_MIN_LOG_LEVEL=3 $(PY) -m tests.bench

catalog: setup-dev ## derive assets/catalog.json from Keras, after Keras or its words changed
	@mkdir -p build
	TF_CPP_MIN_LOG_LEVEL=3 $(PY) -m engine.runtime.catalogue > build/catalog.json
	mv build/catalog.json assets/catalog.json

constraints: setup-dev ## write constraints.txt from what .venv holds
	$(PY) -m builder.setup.pins

wheel: setup-dev ## build the wheel into dist/
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

pictures: browser ## take the README's pictures from the running app
	$(PY) -m tests.pictures
