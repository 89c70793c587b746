# make run  ............ install what is locked, start the dashboard, open the browser
# make run ARGS=--no-browser
# make check ........... format, lint, types and the quick tests, in less than a minute
# make test ............ install the test extras and browsers, check and test everything
# make format .......... write code, scripts and styles as the formatters want them
# make translations .... bring the catalogues up to date; what must be looked at again is fuzzy
# make docs ............ bring up to date what the documents take from the program
# make lock ............ lock the newest versions that pyproject.toml allows
# make audit ........... ask whether a locked version is known to be vulnerable (by the network)

CANDIDATES = python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(firstword $(shell for python in $(CANDIDATES); do \
	$$python -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$python; \
	done))
BIN = .venv/bin
PYTEST = $(BIN)/pytest --numprocesses auto --dist worksteal
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --upgrade

# The tests start hundreds of processes: as for any user, modules are compiled once.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run style check test format translations docs lock audit
run: .venv/run
	@$(BIN)/python app.py $(ARGS)

style: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: style
	$(PYTEST) -m "not slow" --hypothesis-profile quick $(ARGS)

test: style
	$(BIN)/python -m tests.browser.install
	$(PYTEST) $(ARGS) || $(BIN)/pytest --last-failed --last-failed-no-failures none # alone, once

format: .venv/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m tests.formatting

translations: .venv/test
	$(BIN)/pybabel -q extract --mapping babel.cfg --no-default-keywords -k _ -k N_ -k ngettext:1,2 \
		--no-location --sort-output --omit-header -o .venv/messages.pot .
	for catalogue in src/defector_stats/i18n/*.po; do \
		$(BIN)/pybabel -q update --ignore-obsolete -i .venv/messages.pot \
			-l $$(basename $$catalogue .po) -o $$catalogue; \
	done

docs: .venv/test
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.picture

lock: .venv/uv
	echo hatchling | $(LOCK) --output-file locks/run.txt pyproject.toml -
	echo hatchling | $(LOCK) --output-file locks/test.txt --extra test pyproject.toml -

audit: .venv/uv
	$(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r locks/run.txt

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; } # or the next run would take half a one

.venv/uv: | .venv/bin/python
	$(BIN)/pip install --quiet uv
	@touch $@

.venv/run .venv/test: .venv/%: pyproject.toml locks/%.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r locks/$*.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
