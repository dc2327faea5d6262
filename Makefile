# The two commands of the README are `make demo` and `make test`; each does its own set-up.

SWIFT ?= swift
LAA := .build/release/laa
DEMO_QUARTER := 2010-11Q4
DEMO_AREA := Lancashire
# The demonstration and the benchmark run on the private warehouse, whatever server the shell points to.
PRIVATE := env -u PGHOST -u PGHOSTADDR -u PGPORT -u PGDATABASE -u PGSERVICE -u PGUSER

.PHONY: demo test bench lint docs tutorials build setup clean

demo: build
	$(PRIVATE) $(LAA) warehouse create
	$(PRIVATE) $(LAA) warehouse sample --if-empty
	$(PRIVATE) $(LAA) return --area $(DEMO_AREA) --quarter $(DEMO_QUARTER) --output demo
	@echo "The program is $(LAA); try: $(LAA) report NI18 --quarter $(DEMO_QUARTER) --level trust"

build: setup
	$(SWIFT) build -c release

test: setup
	@scripts/setup-checkers
	$(SWIFT) build --package-path Tests/Modules --scratch-path .build/test-modules
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	@scripts/setup-checkers --say

bench: build
	scripts/setup hyperfine
	$(PRIVATE) scripts/bench
	$(PRIVATE) scripts/bench-return
	$(PRIVATE) scripts/bench-load
	scripts/bench-significance

lint:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict

docs:
	SWIFT=$(SWIFT) scripts/docs

tutorials: build
	scripts/tutorials

setup:
	@scripts/setup postgresql libpq-dev zlib1g-dev libzip-dev libglpk-dev pkg-config

clean:
	$(SWIFT) package clean
	rm -rf .build demo
