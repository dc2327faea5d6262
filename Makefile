# `make demo` and `make test` are the two commands in the README; each installs what it needs.

SWIFT ?= swift
LAA := .build/release/laa
DEMO_QUARTER := 2010-11Q4
DEMO_AREA := Lancashire
DEMO_BASELINE := 2008-04-01..2009-03-31
# The demonstration and the benchmarks use the private warehouse, whatever server the shell's variables point to.
PRIVATE := env -u PGHOST -u PGHOSTADDR -u PGPORT -u PGDATABASE -u PGSERVICE -u PGUSER

# Where `make install` puts files; DESTDIR is prefixed to all of these.
PREFIX := /usr/local
UNITS := /etc/systemd/system
SYSUSERS := /usr/lib/sysusers.d
STATE := /var/lib/laa-submit
# The account that submits: it owns STATE. A package has one of its own, laa.
SUBMITTER := root
BUILD := .build/release

.PHONY: demo test test-long crash-test attack bench portal simulate lint docs tutorials build install uninstall deb test-deb setup-deb setup clean soak

demo: build
	$(PRIVATE) $(LAA) warehouse create
	$(PRIVATE) $(LAA) warehouse sample --if-empty
	$(PRIVATE) $(LAA) predict fit docs/analyst/three-months.yaml --baseline $(DEMO_BASELINE) --output .build/own.json --store
	$(PRIVATE) $(LAA) predict apply .build/own.json
	$(PRIVATE) $(LAA) return --area $(DEMO_AREA) --quarter $(DEMO_QUARTER) --output demo
	@echo "NI 18 by the supplied prediction, and by a model fitted on the baseline year ($(DEMO_BASELINE)):"
	$(PRIVATE) $(LAA) report NI18 --quarter $(DEMO_QUARTER) --level region
	$(PRIVATE) $(LAA) report NI18 --quarter $(DEMO_QUARTER) --level region --model 'own three months@1'
	@echo "The program is $(LAA); try: $(LAA) report NI18 --quarter $(DEMO_QUARTER) --level trust"

	@echo "Returns as partnerships read them, in a portal on this machine: make portal"

build: setup
	$(SWIFT) build -c release

# Submits the demonstration's last four quarters, grants a demo account, and serves both partnerships' returns on this machine
# until Ctrl-C.
portal: demo
	$(PRIVATE) scripts/portal

test: setup
	@scripts/setup-checkers
	$(SWIFT) build --package-path Tests/Modules --scratch-path .build/test-modules
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	@scripts/setup-checkers --say
	@[ "$$LAA_TEST_LONG" = 1 ] || echo "Some sweeps were short ('SHORT SWEEP' above); all of them in full: make test-long"

# The same with every slow sweep in full: each test that makes a sweep short says so in `make test`.
test-long: export LAA_TEST_LONG := 1
test-long: test

# Kills the program at random moments during submissions, CRASH_RUNS times, and its server a fifth as often.
CRASH_RUNS := 300
crash-test: setup
	$(SWIFT) build --build-tests
	LAA_CRASH_RUNS=$(CRASH_RUNS) $(SWIFT) test --skip-build --filter CrashTests

bench: build
	$(PRIVATE) env TENFOLD=yes scripts/bench
	$(PRIVATE) scripts/bench-load
	$(PRIVATE) scripts/bench-submit
	$(PRIVATE) scripts/bench-fit
	scripts/bench-significance
	$(PRIVATE) scripts/bench-portal
	$(PRIVATE) scripts/bench-disclosure

# Publishes from the sample as partnerships would, and attacks all of it: `make attack ATTACK="days rounding"` some parts.
ATTACK :=
attack: build
	scripts/setup python3-scipy
	$(PRIVATE) scripts/attack $(ATTACK)

# Measures how often verdicts are given by chance, and how often they find what is there, and writes the tables of the
# method page. `make simulate SIMULATE="--family frequency --replicates 1000"` prints some; "--help" lists the options.
SIMULATE :=
simulate:
	SWIFT=$(SWIFT) scripts/simulate $(SIMULATE)

lint:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict
	scripts/check-imports
	scripts/check-readme

docs:
	SWIFT=$(SWIFT) scripts/docs

tutorials: build
	scripts/tutorials

# Installs the program with its modules, what compiled modules are built with (sdk), the timer that submits whatever is due,
# which `systemctl enable --now laa-submit.timer` starts, the portal, which `systemctl enable --now laa-portal.socket` does, and the
# timer that pulls from one, laa-pull.timer.
install:
	@test -x $(BUILD)/laa || { echo "install: there is no $(BUILD)/laa: run 'make build' first." >&2; exit 78; }
	install -d $(DESTDIR)$(PREFIX)/lib/laa $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(UNITS)
	install -d -m 0700 $(DESTDIR)$(STATE)
	install -m 0755 $(BUILD)/laa $(DESTDIR)$(PREFIX)/lib/laa/
	install -m 0644 $(BUILD)/*.so $(DESTDIR)$(PREFIX)/lib/laa/
	rm -rf $(DESTDIR)$(PREFIX)/lib/laa/laa_DeclaredModules.resources
	cp -r $(BUILD)/laa_DeclaredModules.resources $(DESTDIR)$(PREFIX)/lib/laa/
	rm -rf $(DESTDIR)$(PREFIX)/lib/laa/sdk
	install -d $(DESTDIR)$(PREFIX)/lib/laa/sdk/ReportKit
	cd Sources/ReportKit && cp -r Package.swift CModuleABI ReportKit Significance \
	    $(abspath $(DESTDIR)$(PREFIX))/lib/laa/sdk/ReportKit/
	ln -sf ../lib/laa/laa $(DESTDIR)$(PREFIX)/bin/laa
	install -d $(DESTDIR)$(SYSUSERS)
	install -m 0644 systemd/laa.sysusers $(DESTDIR)$(SYSUSERS)/laa.conf
	for unit in laa-submit.service laa-submit.timer laa-portal.service laa-portal.socket laa-pull.service laa-pull.timer; do \
	    sed -e 's|@BIN@|$(PREFIX)/bin|g' -e 's|@STATE@|$(STATE)|g' -e 's|@USER@|$(SUBMITTER)|g' systemd/$$unit \
	        >$(DESTDIR)$(UNITS)/$$unit && chmod 0644 $(DESTDIR)$(UNITS)/$$unit || exit 1; \
	done

# Removes what `make install` put there; the data stay.
uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/lib/laa $(DESTDIR)$(PREFIX)/bin/laa
	rm -f $(DESTDIR)$(UNITS)/laa-submit.service $(DESTDIR)$(UNITS)/laa-submit.timer
	rm -f $(DESTDIR)$(UNITS)/laa-portal.service $(DESTDIR)$(UNITS)/laa-portal.socket $(DESTDIR)$(SYSUSERS)/laa.conf
	rm -f $(DESTDIR)$(UNITS)/laa-pull.service $(DESTDIR)$(UNITS)/laa-pull.timer

# Ten years, played in some minutes: loads, submissions, accidents, and areas that change. BUILD=.build/debug plays another build.
soak: setup
	@scripts/soak --program $(BUILD)/laa

# A Debian package of what `make build` built (BUILD=.build/debug packages another build), and its test in a clean Debian 12.
deb: setup-deb
	@scripts/build-deb $(BUILD)

test-deb: deb
	@scripts/build-deb --twice $(BUILD)
	@LAA_DEB_REVISION=next scripts/build-deb $(BUILD)
	@scripts/test-deb $$(ls -t .build/laa_*_amd64.deb | sed -n 2p) $$(ls -t .build/laa_*_amd64.deb | head -1)

setup-deb:
	@scripts/setup patchelf dpkg-shlibdeps:dpkg-dev strip:binutils

setup:
	@scripts/setup postgresql libpq-dev zlib1g-dev libzip-dev libexpat1-dev libglpk-dev liblapack-dev pkg-config

clean:
	$(SWIFT) package clean
	rm -rf .build demo
