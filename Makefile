# The two commands that matter: `make demo` shows what Apus does, `make test` passes the tests. Each installs what it needs.

SWIFT ?= swift
PREFIX ?= /usr/local
BUILD_PACKAGES = pkg-config libhts-dev zlib1g-dev libxgboost-dev libsvm-dev
BUILD_FLAGS = -c release --explicit-target-dependency-import-check error
APUS = .build/release/apus

.PHONY: all build networks demo demo-human demo-history gallery test test-quick docs docs-test lint static install uninstall dist wheel clean

all: build

build:
	@scripts/install-dependencies $(BUILD_PACKAGES)
	$(SWIFT) build $(BUILD_FLAGS) --product apus

# The engine for neural networks (Documentation/Networks.md); the program is built without it and opens it where it is there.
networks:
	@scripts/make-networks

demo: build
	@echo
	@echo "A hard and a soft sweep are hidden in a simulated chromosome of 5.5 Mb (Examples/demo). Looking for them:"
	$(APUS) run Examples/demo/study.yaml

demo-history: build
	@echo
	@echo "A population fell from 27,293 to 8,120 individuals 2,026 generations ago (Examples/history). Asking 20 Mb of 44 haplotypes:"
	@mkdir -p Examples/history/bottleneck.run
	$(APUS) simulate Examples/history/truth.yaml -q -o Examples/history/bottleneck.run/data.vcf.gz \
	  --layout neutral,neutral,neutral,neutral,neutral,neutral,neutral,neutral,neutral,neutral
	$(APUS) run Examples/history/bottleneck.yaml

demo-human: build
	@scripts/install-dependencies shapeit4-example
	@echo
	@echo "Europeans of the 1000 Genomes Project, chr20:1-4 Mb (Examples/human):"
	$(APUS) run Examples/human/study.yaml

# The published figures of Examples/review again, in small sizes: GALLERY="--size full --data FOLDER --only NAME" for others.
gallery: build
	python3 Examples/review/gallery.py --apus $(APUS) $(GALLERY)

test: lint
	@scripts/make-networks || echo "warning: without LibTorch the tests of networks are skipped"
	@scripts/install-dependencies $(BUILD_PACKAGES) chromium
	$(SWIFT) build $(BUILD_FLAGS) --build-tests
	$(SWIFT) test -c release --skip-build

# Without the browser, whole studies and long statistical checks; for while you work.
SLOW_TESTS = EndToEndTests|BrowserTests|CoalescentTests|DiscoalVectorsTests|PublishedVectorsTests|PlantedGenome|SiteScanTests|LearnerContract|TortureTests|PlainLineTests|PublishedDataTests

test-quick:
	@scripts/install-dependencies $(BUILD_PACKAGES)
	$(SWIFT) build $(BUILD_FLAGS) --build-tests
	$(SWIFT) test -c release --skip-build --skip '$(SLOW_TESTS)'

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
	  Verification/Package.swift Verification/Sources Fuzzing/Package.swift Fuzzing/Sources

# The commands of the tutorial and the how-to, run as they stand, with the output that they show (minutes).
docs-test: build
	Documentation/test $(APUS)

# The documentation of the library, of its catalogues (Sources/X/X.docc) and public symbols, as a site in .docs.
docs:
	@scripts/install-dependencies $(BUILD_PACKAGES)
	scripts/make-docs .docs

# A program that needs no Swift at run time.
STATIC = .build-static/release/apus

static:
	@scripts/install-dependencies $(BUILD_PACKAGES)
	$(SWIFT) build $(BUILD_FLAGS) --product apus --static-swift-stdlib --scratch-path .build-static

install: static
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(STATIC) "$(DESTDIR)$(PREFIX)/bin/apus"
	Packaging/share $(STATIC) "$(DESTDIR)$(PREFIX)/share"
	@if ls .networks/libapus_networks.* >/dev/null 2>&1; then \
	  install -d "$(DESTDIR)$(PREFIX)/lib/apus"; \
	  install -m 755 .networks/libapus_networks.* "$(DESTDIR)$(PREFIX)/lib/apus/"; \
	fi

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/apus" "$(DESTDIR)$(PREFIX)"/share/man/man1/apus.1 \
	  "$(DESTDIR)$(PREFIX)"/share/man/man1/apus-*.1 "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/apus" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_apus" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/apus.fish"
	rm -rf "$(DESTDIR)$(PREFIX)/share/doc/apus" "$(DESTDIR)$(PREFIX)/lib/apus"

# Packages for machines without Swift: see Packaging/README.md.
dist: build
	@scripts/install-dependencies patchelf binutils python3
	Packaging/dist $(APUS)

wheel: dist
	Packaging/wheel "$$(ls -d dist/apus-*-linux-$$(uname -m))"

clean:
	rm -rf .build .build-static .docs dist Examples/*/*.run
