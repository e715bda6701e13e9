# Everything starts here. `make run` and `make test` do the whole set-up first; ARGS are passed on.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: fuzz run test check format lint types contracts bench picture reference transcripts wheel clean

run: .venv/.run ## read a briefing:  make run   or   make run ARGS='briefings/china-russia-summit-2017.toml#energy'
	@$(BIN)/briefing-reader $(ARGS)

test: .venv/.dev ## run the tests
	@$(BIN)/python -m pytest $(ARGS)

fuzz: .venv/.dev ## try everything that others write with chance, for FUZZ_SECONDS (600)
	@$(BIN)/python -m tests.fuzz

check: test format lint types contracts ## everything that CI checks

format: .venv/.dev
	@$(BIN)/ruff format --check .

lint: .venv/.dev
	@$(BIN)/ruff check .

types: .venv/.dev
	@$(BIN)/mypy

contracts: .venv/.dev
	@$(BIN)/lint-imports

picture: .venv/.dev ## make the pictures in docs/pictures from the real program
	@PYTHONPATH=. $(BIN)/python docs/pictures.py

reference: .venv/.dev ## make manual pages, shell completion, schemas and the pages of docs that come from the program
	@$(BIN)/python docs/reference.py

transcripts: .venv/.dev ## write anew what every command prints, to be read as a change (tests/cli/transcripts)
	@WRITE_TRANSCRIPTS=1 $(BIN)/python -m pytest tests/cli/test_transcripts.py

bench: .venv/.dev ## what goes down the line, against less, a bare Textual application and MarkdownViewer
	@PYTHONPATH=. $(BIN)/python benchmarks/line/thin_line.py $(ARGS)

wheel: .venv/.dev ## build the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --wheel --outdir dist .

.venv/.run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --editable .
	@$(BIN)/python -m compileall -q src/reader # where Python writes no bytecode, every start would compile it all
	@touch $@

.venv/.dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --editable '.[dev]'
	@$(BIN)/python -m compileall -q src/reader
	@touch $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
