# Steady Stride on a desk. Needs Python 3.11 or newer and make, nothing else; what else is there gets used.

VENV   ?= .venv
# The first Python here that is new enough.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
PIP    := $(VENV)/bin/python -m pip --quiet --disable-pip-version-check
STRIDE := $(VENV)/bin/stride
PYTEST := $(VENV)/bin/python -m pytest
SAM    := .cache/sam
ARGS   ?=

.PHONY: run test lint check build test-tools clean help

help:  ## Show this
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / - /'

run: $(VENV)/installed  ## Open the simulator at http://127.0.0.1:8000
	@$(STRIDE) content build --check >/dev/null || $(STRIDE) content build
	@$(STRIDE) serve --open $(ARGS)

test: $(VENV)/test  ## Run the tests; ARGS="-k planner" narrows, ARGS=--no-skips makes a skip a failure
	@$(PYTEST) -n 2 $(ARGS)

lint: $(VENV)/lint  ## Style, types and the direction of imports
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

check: $(VENV)/installed  ## Mistakes in the content, and committed files that differ from their sources
	@$(STRIDE) content check
	@$(STRIDE) content build --check
	@$(STRIDE) model build --check
	@$(STRIDE) art build --check
	@$(STRIDE) index build --check

build: $(VENV)/installed  ## Make all that is made: compiled content, the interaction model, names of pictures and icons
	@$(STRIDE) content build
	@$(STRIDE) art build
	@$(STRIDE) model build

test-tools: $(VENV)/test-tools $(SAM)/installed .cache/dynamodb-local/installed tests/contract/node/node_modules/.installed  ## Install what some tests need: npm and Java parts, SAM

clean:  ## Forget everything that was installed or made here, the simulator's memory included
	rm -rf $(VENV) .cache .aws-sam build dist tests/contract/node/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: requirements.txt lambda/requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Steady Stride needs Python 3.11 or newer; none was found on this machine." >&2; exit 1; }
	@test -x $(VENV)/bin/python || "$(PYTHON)" -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/test $(VENV)/lint: $(VENV)/%: $(VENV)/installed
	@$(PIP) install --editable '.[$*]'
	@touch $@

$(VENV)/test-tools: $(VENV)/test $(VENV)/lint
	@$(PIP) install --editable '.[test,lint,learn,tools]'
	@touch $@

# Tools with dependencies of their own, which would quarrel with ours.
$(SAM)/installed:
	@"$(PYTHON)" -m venv $(SAM)
	@$(SAM)/bin/python -m pip --quiet --disable-pip-version-check install 'aws-sam-cli>=1.150,<2' 'cfn-lint>=1.20,<2'
	@touch $@

.cache/dynamodb-local/installed:
	@mkdir -p .cache/dynamodb-local
	@cd .cache/dynamodb-local && npm pack --silent amplify-dynamodb-simulator@2.9.30 >/dev/null \
		&& tar -xzf amplify-dynamodb-simulator-2.9.30.tgz && rm amplify-dynamodb-simulator-2.9.30.tgz
	@touch $@

tests/contract/node/node_modules/.installed: tests/contract/node/package-lock.json
	@cd tests/contract/node && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@
