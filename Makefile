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
# check-symbols   each C target exports nothing but its own prefix
# check-links     the core libraries do without Foundation and without any package
# check-linear    counts instructions: what arrives in pieces costs the same a byte, however long
# docs            builds the documentation; a warning is an error
# interop         holds replay and relay to the official Python SDK, curl and httpx; skipped without PyPI
# browser         holds the chat page to a real Chromium, alone and through the relay; skipped without
# sanitize        runs the tests under the address sanitizer, then with C's undefined behaviour
#                 trapped
# fuzz            fuzzes the C targets for SECONDS each (20 unless said otherwise)
# bench           measures everything and writes Benchmarks/Results; takes six minutes
# bench-check     compares ratios, instructions and memory with Benchmarks/thresholds.json
# bench-test      holds the benchmarks' baselines to the corpus, and tests the benchmarks themselves
# bench-relay     measures the relay beside nginx; takes twenty minutes, wants nginx and two cores
# deployment      tries the files of Documentation/deployment with what is installed
# clean           removes what was built
#
# .ci/run runs all of it. Needed: Swift 6.2 or newer, and root or sudo once, for setup.

CORE = ServerSentEvents PartialJSON MessageStream
LIBRARIES = $(CORE) MessageStreamReplay MessageStreamRelay ServerSentEventsNIO MessageStreamClient \
	ServerSentEventsDropIn EventSourceDropIn

# C target : prefix of the symbols that it may export
SYMBOLS = CServerSentEvents:sse_ CMessageEvents:message_event CPartialJSON:partial_json

SWIFT_FILES = Package.swift Sources Tests $(wildcard Benchmarks)
C_FILES = $(shell find CSources Benchmarks/Sources Tests/Fuzz -name '*.[ch]')

.PHONY: help setup demo test build format lint check-c check-symbols check-links check-linear docs \
	interop browser deployment sanitize fuzz bench bench-check bench-test bench-relay clean

help:
	@sed -n '/^# demo/,/^# clean/s/^# \{0,1\}//p' Makefile

setup:
	@Scripts/setup

# The demo needs no network: with the trait of the command alone it builds in a quarter of the time.
demo: setup
	@swift build -c release --product message-stream --traits CommandLine
	@"$$(swift build -c release --show-bin-path)/message-stream" demo

# First what computes, then what waits for sockets and processes: beside the first, on few cores, it
# would run into its own time limits.
WAITING = CommandLineTests|EventSourceDropInTests|MessageStreamClientTests|MessageStreamReplayTests|MessageStreamRelayTests|MessageStreamLoadTests

test: setup
	swift test --skip '$(WAITING)'
	swift test --skip-build --filter '$(WAITING)'

build: setup
	swift build

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

check-linear:
	@Scripts/check-linear

docs: build
	@Scripts/docs $(LIBRARIES)

interop: setup
	@Scripts/interop

browser: setup
	@Scripts/browser

# Foundation's Process, which the command's tests need, reads past a directory's entries, and XCTest
# and Foundation leak: neither is ours. Undefined behaviour is C's, and swiftc knows no such sanitizer
# on Linux: clang's traps do. Without traits: what is not the core has no C, and takes long to build.
sanitize: setup
	ASAN_OPTIONS=detect_leaks=0 swift test --disable-default-traits --sanitize=address \
		--skip CommandLineTests --scratch-path .build-address
	swift test --disable-default-traits -Xcc -fsanitize=undefined \
		-Xcc -fsanitize-trap=undefined --skip CommandLineTests --scratch-path .build-undefined

fuzz: setup
	@Scripts/fuzz $(or $(SECONDS),20)

bench: setup
	@Scripts/bench

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
	rm -rf .build-address .build-undefined .build-docs .build-links .build-interop .build-peers \
		.build-browser .build-fuzz
