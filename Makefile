# bin/setup prepares .venv and does only what is not yet done. Another interpreter: make test PYTHON=python3.12
.PHONY: test lint demo docs bench lock

# The tests run on the installed wheel, not on the checkout.
test: lint
	SROK_TEST_WHEEL=1 PYTHONSAFEPATH=1 .venv/bin/pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal

lint:
	bin/setup dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

demo:
	bin/setup run
	.venv/bin/srok demo

# Pages that the program writes about itself: the keys of the language, how phrases are read.
docs:
	bin/setup dev
	.venv/bin/python docs/keys.py
	.venv/bin/python tests/definitions/phrases/test_documented.py

# Ratios against a peer or a floor of the same run; the peers live in .venv/bench.
bench:
	bin/setup run
	.venv/bin/python -m benchmarks.run
	.venv/bin/python -m benchmarks.calendars.environment
	.venv/bench/bin/python -m benchmarks.calendars.compare

# Renew requirements/ from pyproject.toml: universal, with hashes, and with no address of any registry.
COMPILE = .venv/bin/uv pip compile --quiet --upgrade --universal --python-version=3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command="make lock"
lock:
	bin/setup run
	.venv/bin/python -m pip install --quiet uv
	$(COMPILE) --output-file=requirements/build.txt --group=build
	$(COMPILE) --output-file=requirements/run.txt pyproject.toml
	$(COMPILE) --output-file=requirements/dev.txt pyproject.toml --group=dev \
		--constraints=requirements/build.txt --constraints=requirements/run.txt
