# swift-message-stream
# ====================
#
# demo            shows the package at work, with no key and no network: make demo
# test            runs every test: make test
#
# help            lists the targets (what make alone does)
# setup           installs the one system library, yajl, where it is missing
# build           builds everything
# format          formats Swift and C in place
# lint            fails where format would change something
# check-c         C11 without a warning, under clang and gcc
# check-symbols   each C target exports nothing but its own prefix, and wants little of yajl
# check-links     the core libraries do without Foundation and without any package
# check-consumers builds programs that use the package, in release, and runs them: what is inlined into
#                 them is compiled there, in both language modes
# check-manifests builds the manifests that the documentation shows, and compares what each product
#                 fetches with Tests/Consumers/fetched
# check-linear    counts instructions: what arrives in pieces costs the same a byte, however long
# check-engines   counts instructions: our own engine of partial JSON takes no more than yajl
# check-api       compares the public declarations with Documentation/api; with SINCE=v1.0 tells
#                 whether programs written for that revision break
# api             records the public declarations in Documentation/api
# sbom            writes a CycloneDX bill of materials to .build-sbom/sbom.json
# docs            builds the documentation; a warning is an error
# interop         holds replay and relay to the official Python SDK, curl and httpx; skipped without PyPI
# browser         holds the chat page to a real Chromium, alone and through the relay; skipped without
# install-c       installs the C libraries alone, no Swift needed: PREFIX=/usr/local DESTDIR=
#                 ENGINE=yajl, or own where there is none
# uninstall-c     removes them
# test-c-install  installs them elsewhere, builds Examples/c with them, and uninstalls them
# dist            makes a release in dist/: sources, a Debian package of the C libraries, the command
# test-dist       makes sources and package elsewhere, installs the package, uses and removes it
# examples        builds the programs under Examples and tries them on recordings
# sanitize        runs the tests under the address sanitizer, then with C's undefined behaviour
#                 trapped; what is not the core, and takes long, is left out
# sanitize-address
#                 runs all tests but the command's under the address sanitizer: half an hour
# sanitize-thread runs the tests of what decodes under the thread sanitizer: half an hour
# test-c          tests the C targets without Swift: here, under valgrind, and on emulated machines
# soak            5,000 streams at once with faults of every kind through client and relay for MINUTES
#                 (20 unless said otherwise): every ending right, memory and descriptors flat
# soak-restarts   restarts two relays in turn, RESTARTS times (100), under STREAMS streams (500): no
#                 death, no stream cut, every ending named right
# fuzz            fuzzes the C targets for SECONDS each (20 unless said otherwise)
# attack          attacks a running relay with CASES connections (20,000 unless said otherwise) of damaged
#                 requests, before upstreams of damaged answers, and judges all that it sends; SEED
# bench           measures everything, and writes Benchmarks/Results if the machine was quiet meanwhile
# charts          draws the charts of the benchmarks again from what was measured last
# bench-check     compares ratios, instructions, their growth and memory with Benchmarks/thresholds.json;
#                 wants valgrind on x86-64 Linux
# bench-test      holds the benchmarks' baselines to the corpus, and tests the benchmarks themselves
# bench-relay     measures the relay beside nginx; takes twenty minutes, wants nginx and two cores
# picture         makes Documentation/demo.svg from what the demo writes
# deployment      tries the files of Documentation/deployment with what is installed
# clean           removes what was built
#
# .ci/run runs all of it. Needed: Swift 6.2 or newer, and root or sudo once, for setup.

CORE = ServerSentEvents PartialJSON MessageStream
LIBRARIES = $(CORE) MessageRequests MessageStreamFoundation MessageStreamReplay MessageStreamRelay \
	ServerSentEventsNIO MessageStreamClient ServerSentEventsDropIn EventSourceDropIn

# C target : prefix of the symbols that it may export
SYMBOLS = CServerSentEvents:sse_ CMessageEvents:message_event CPartialJSON:partial_json

SWIFT_FILES = Package.swift Sources Tests Examples $(wildcard Benchmarks)
C_FILES = $(shell find CSources Benchmarks/Sources Tests/C Tests/Fuzz Examples -name '*.[ch]')

# SwiftPM hands traits to the compiler in the order of a set, which is another in each process: most
# builds would begin with compiling anew all that has traits, six minutes of this package alone.
export SWIFT_DETERMINISTIC_HASHING = 1

# Traits are off unless they are asked for: what fetches packages is not the core.
ALL = --enable-all-traits

.PHONY: help setup demo test build format lint check-c check-symbols check-links \
	check-consumers check-manifests check-linear check-engines check-api api sbom docs interop browser \
	deployment install-c uninstall-c test-c-install dist test-dist examples sanitize sanitize-address sanitize-thread \
	soak soak-restarts test-c fuzz attack \
	bench charts bench-check bench-test bench-relay picture clean

help:
	@sed -n '/^# demo/,/^# clean/s/^# \{0,1\}//p' Makefile

setup:
	@Scripts/setup

RELEASED = "$$(swift build -c release --show-bin-path)/message-stream"

# The demo needs no network: with the trait of the command alone it builds in a quarter of the time.
demo: setup
	@swift build -c release --product message-stream --traits CommandLine
	@$(RELEASED) demo

picture: setup
	@swift build -c release --product message-stream --traits CommandLine
	@Scripts/demo-picture $(RELEASED)

# First what computes, on all cores; then, one after the other, what waits for sockets and processes:
# beside others, which keep the few threads of a small machine, it would run into its own time limits.
WAITING = CommandLineTests|MessageStreamFoundationTests|EventSourceDropInTests|MessageStreamClientTests|MessageStreamReplayTests|MessageStreamRelayTests|MessageStreamLoadTests

# Hashes are random again while tests run: nothing may depend on the order of a set.
TEST = env -u SWIFT_DETERMINISTIC_HASHING swift test --skip-build $(ALL)

test: setup
	swift build --build-tests $(ALL)
	$(TEST) --skip '$(WAITING)'
	$(TEST) --no-parallel --filter '$(WAITING)'

build: setup
	swift build $(ALL)

format:
	swift format --in-place --parallel --recursive $(SWIFT_FILES)
	@if command -v clang-format >/dev/null; then clang-format -i $(C_FILES); \
	else echo "clang-format is not installed: C was left as it is"; fi

lint:
	@status=0; \
	swift format lint --strict --parallel --recursive $(SWIFT_FILES) || status=1; \
	if command -v clang-format >/dev/null; then \
		clang-format --dry-run -Werror $(C_FILES) || status=1; \
	else echo "clang-format is not installed: C was not looked at"; fi; \
	exit $$status

check-c:
	@Scripts/check-c

check-symbols: build
	@Scripts/check-symbols $(SYMBOLS)

check-links: build
	@Scripts/check-links $(CORE)

check-consumers: setup
	@Scripts/check-consumers

check-manifests: setup
	@Scripts/check-manifests

check-linear:
	@Scripts/check-linear

check-engines: setup
	@Scripts/check-engines

check-api: build
	@Scripts/api $(if $(SINCE),since $(SINCE),check) $(LIBRARIES)

api: build
	@Scripts/api write $(LIBRARIES)

sbom: setup
	@Scripts/sbom .build-sbom/sbom.json

docs: build
	@Scripts/docs $(LIBRARIES)

interop: setup
	@Scripts/interop

browser: setup
	@Scripts/browser

install-c:
	@Scripts/install-c $(if $(ENGINE),--engine $(ENGINE))

uninstall-c:
	@Scripts/install-c --uninstall

test-c-install:
	@Scripts/test-c-install

dist:
	@Scripts/dist

test-dist:
	@Scripts/dist --test

examples: setup
	@Scripts/examples

# Foundation's Process, which the command's tests need, reads past a directory's entries, and XCTest
# and Foundation leak: neither is ours. Undefined behaviour is C's, and swiftc knows no such sanitizer
# on Linux: clang's traps do. Without traits: what is not the core has no C, and takes long to build.
# Once with yajl, and once with the engine of our own.
sanitize: setup
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address \
		--skip CommandLineTests --scratch-path .build-address
	MESSAGE_STREAM_OWN_ENGINE=1 swift test -Xcc -fsanitize=undefined \
		-Xcc -fsanitize-trap=undefined --skip CommandLineTests --scratch-path .build-undefined

sanitize-address: setup
	ASAN_OPTIONS=detect_leaks=0 swift test $(ALL) --sanitize=address --scratch-path .build-address-all \
		--skip '$(WAITING)'
	ASAN_OPTIONS=detect_leaks=0 swift test $(ALL) --skip-build --sanitize=address \
		--scratch-path .build-address-all --no-parallel --filter '$(WAITING)' --skip CommandLineTests

# On Linux the sanitizer does not know Synchronization.Mutex and takes what it guards for a race, in
# three lines of Swift as well: client and servers, whose state it guards, are left out.
sanitize-thread: setup
	swift test $(ALL) --sanitize=thread --scratch-path .build-thread --skip '$(WAITING)'

# Arm in 64 bits (NEON) and in 32, x86 in 32 (portable), and a big-endian machine.
MACHINES = native sanitizers valgrind musl coverage aarch64 armhf i686 s390x

test-c: setup
	@Scripts/test-c $(MACHINES)

# With STREAMS at once, and the SEED that a run before has printed. Each stream has up to four sockets.
# Swift Testing keeps a backtrace of every error that is thrown while a test runs, some 160 bytes each,
# if it is not told otherwise: in a test of twenty minutes they look like a leak of ours.
soak: setup
	swift build --build-tests $(ALL)
	ulimit -n $$(ulimit -H -n) && \
		MESSAGE_STREAM_SOAK_MINUTES=$(or $(MINUTES),20) \
		MESSAGE_STREAM_SOAK_STREAMS=$(or $(STREAMS),5000) MESSAGE_STREAM_SOAK_SEED=$(SEED) \
		SWT_SWIFT_ERROR_BACKTRACING_ENABLED=0 \
		swift test --skip-build $(ALL) --filter SoakTests

soak-restarts: setup
	swift build -c release --product message-stream $(ALL)
	Scripts/soak-restarts $(RELEASED) --restarts $(or $(RESTARTS),100) --streams $(or $(STREAMS),500) \
		$(if $(SEED),--seed $(SEED))

fuzz: setup
	@Scripts/fuzz $(or $(SECONDS),20)

attack: setup
	@Scripts/attack --cases $(or $(CASES),20000) $(if $(SEED),--seed $(SEED))

bench: setup
	@Scripts/bench

charts: setup
	@Scripts/bench charts

bench-check: setup
	@Scripts/bench check

bench-test: setup
	swift test --package-path Benchmarks

bench-relay: setup
	@Scripts/bench-relay

deployment:
	@Scripts/check-deployment

clean:
	swift package clean
	swift package --package-path Benchmarks clean
	rm -rf .build-address .build-address-all .build-thread .build-undefined .build-docs .build-links \
		.build-manifests .build-interop .build-peers .build-browser .build-c .build-consumers .build-examples .build-fuzz \
		.build-sbom dist
