# One command each. Nothing here needs the network once `make setup` (or `make test`) has run.
#
#   make setup   what the house needs: Debian packages, .venv from the lock, the proxy
#   make demo    the whole house at http://127.0.0.1:8000
#   make test    every test (also Debian's Chromium)
#   make check   ruff, mypy, import directions, catalogues, templates
#   make bench   speed and memory beside a stock JupyterHub
#   make clean   takes away what `make` made; sites below var/ stay

.PHONY: setup demo test check bench clean packages
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
NODE := hub_config/node
PORT ?= 8000
WORKERS ?= 2
NEEDS := bwrap:bubblewrap prlimit:util-linux setpriv:util-linux ensurepip.py:python3-venv
test bench: NEEDS += chromium:chromium strace:strace libatomic.so.1:libatomic1

setup: packages $(MADE)/proxy

demo: setup
	@exec $(BIN)/rean demo --port $(PORT)

test: setup
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -q $(TESTS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -p no:cacheprovider tests/test_catalogues.py tests/test_outside_addresses.py

bench: setup
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) $(NODE)/node_modules rean.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

packages:
	@hub_config/install/packages.sh $(NEEDS)

$(MADE)/environment: requirements.lock hub_config/install/environment.sh hub_config/install/python.sh | packages
	@hub_config/install/environment.sh $(VENV)
	@mkdir -p $(MADE) && touch $@

$(MADE)/rean: $(MADE)/environment pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(MADE)/proxy: $(MADE)/rean $(NODE)/package.json $(NODE)/package-lock.json
	@hub_config/install/proxy.sh $(VENV)
	@touch $@
