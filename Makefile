# What can be done here, by name; `make` alone lists it.
# A stamp file marks what is installed, so that nothing is installed twice.
.POSIX:
.SUFFIXES:
.PHONY: help run install test check bench screenshots lock clean

# `make run PYTHON=/path/to/python` names the interpreter; else the first that is new enough.
PYTHON =
VENV = .venv
BIN = $(VENV)/bin
BASE = $(VENV)/.installed-base
ALL = $(VENV)/.installed-all
LOCK = build/lock

# Modules are compiled when they are first used: compiling all of them doubles the wait.
PIP = -qq --no-compile --disable-pip-version-check

help:
	@echo "make run      install what is missing, read the documents, serve on http://127.0.0.1:8000"
	@echo "make test     install everything, PyTorch included, and run the tests"
	@echo "make check    formatting, lint and types"
	@echo "make bench    measure against the LangChain quick start"
	@echo "make screenshots  take the README's pictures again, into docs/"
	@echo "make install  install only: .venv/bin/hub"
	@echo "make lock     pin the newest versions of all libraries in constraints.txt"
	@echo "make clean    remove what was installed and built; the index in data/ stays"

# Exit 1 of `hub ingest` says that some files could not be read; the others can be asked. 130 is Ctrl+C.
run: $(BASE)
	@$(BIN)/hub ingest || [ $$? -eq 1 ]
	@$(BIN)/hub serve || [ $$? -eq 130 ]

install: $(BASE)

# Where the environment forbids to keep compiled modules, each process that tests start would compile them again.
test: $(ALL)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses auto --dist loadfile

check: $(ALL)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: $(ALL)
	@$(BIN)/python -m bench

screenshots: $(ALL)
	@$(BIN)/python -m tests.browser.screenshots

$(BASE): $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing into $(VENV): about 200 MB to download, once"
	@$(BIN)/python -m pip install $(PIP) -c constraints.txt -e .
	@touch $@

$(ALL): $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing everything into $(VENV), PyTorch included: this takes minutes, once"
	@$(BIN)/python -m pip install $(PIP) -c constraints.txt -e ".[dev]"
	@touch $(BASE) $@

$(VENV)/pyvenv.cfg:
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		$$python -m venv $(VENV) && exit 0; \
		rm -rf $(VENV); exit 1; \
	done; \
	echo "Python 3.11 or newer is needed; install it, or name it: make run PYTHON=/path/to/python" >&2; \
	exit 1

# A local version, such as torch's +cpu, is one package index's own: it is not written down.
lock: $(VENV)/pyvenv.cfg
	@rm -rf $(LOCK)
	@$(BIN)/python -m venv $(LOCK)
	@$(LOCK)/bin/python -m pip install $(PIP) -e ".[dev]"
	@$(LOCK)/bin/python -m pip freeze --all --exclude pip --exclude-editable | sed 's/+[a-z0-9.]*$$//' > constraints.txt

clean:
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
