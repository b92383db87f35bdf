# What a developer or a user does here, one target each. `make` alone lists them.

CARGO ?= cargo
# For `make import`: what is read, and where the corpus goes.
IN ?= fixtures
OUT ?= out
# For `make corpus`: where the sample corpus goes.
SAMPLE ?= corpus
# For `make score`: a folder with gold records (gold) and their sources (seeds), kept outside of the repository.
SHARED ?= ../shared

# For `make soak`: how many plans are imported.
SOAK_FILES ?= 100000

# For `make bench-peers`: how often the readers take turns, and folders with more files than the fixtures.
ROUNDS ?= 5
REAL ?=

# For `make fuzz`: how many mutants are read, how long at most, and how long cargo-fuzz looks with each target.
FUZZ_MUTANTS ?= 20000
FUZZ_SECONDS ?= 300
FUZZ_TARGETS ?= $(basename $(notdir $(wildcard fuzz/fuzz_targets/*.rs)))

PLANCORPUS = $(CARGO) run --release --locked --quiet -p cli --

.DEFAULT_GOAL := help
.PHONY: help import test check lint fmt accept bench bench-peers soak fuzz score corpus fixtures schema toolchain

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

import: toolchain ## Build the command and import IN=fixtures into OUT=out
	$(CARGO) build --release --locked -p cli
	@# Exit status 1: some files failed. The summary and the manifest name them; the corpus is there.
	$(PLANCORPUS) import "$(IN)" --out "$(OUT)" || test $$? -eq 1

test: toolchain ## Run all tests
	$(CARGO) test --workspace --locked --quiet

check: fmt lint ## Check format and lints, as the CI does

lint: toolchain ## Run clippy, every warning an error
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

fmt: toolchain ## Check the format
	$(CARGO) fmt --all --check

accept: toolchain ## Take the snapshots of the tests as they are now for right
	INSTA_UPDATE=always INSTA_FORCE_PASS=1 $(CARGO) test --workspace --locked --quiet

bench: toolchain ## Measure each stage, the whole way, and the reader of Word files beside docx-rs
	$(CARGO) bench -p tests --locked

bench-peers: toolchain ## Measure the whole way beside the text extraction of anydoc, xberg, office_oxide and pdftotext
	$(CARGO) build --release --locked -p cli
	tests/peers/bench.py --rounds $(ROUNDS) $(foreach folder,$(REAL),--real "$(folder)") target/release/plancorpus

soak: toolchain ## Import SOAK_FILES=100000 generated plans; memory must stay flat
	SOAK_FILES=$(SOAK_FILES) $(CARGO) test --release --locked -p cli --test soak -- --ignored --nocapture

fuzz: toolchain ## Read FUZZ_MUTANTS=20000 damaged files, then, with cargo-fuzz, FUZZ_SECONDS=300 for each of FUZZ_TARGETS
	$(CARGO) build --profile mutants --locked -p tests --bin mutants
	target/mutants/mutants --count $(FUZZ_MUTANTS) --seconds $(FUZZ_SECONDS)
	@# cargo-fuzz asks for a nightly toolchain only because of its flags; without the address sanitizer there is nothing that needs one.
	@command -v cargo-fuzz >/dev/null || { echo "cargo-fuzz is missing: cargo install cargo-fuzz"; exit 0; }; \
	target/mutants/mutants --seeds target/fuzz/corpus && \
	for target in $(FUZZ_TARGETS); do \
		mkdir -p target/fuzz/corpus/$$target && \
		RUSTC_BOOTSTRAP=1 $(CARGO) fuzz run -s none --target-dir target/fuzz $$target target/fuzz/corpus/$$target -- \
			-max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=2048 || exit 1; \
	done

score: toolchain ## Score the program against gold records: tables of figures; MISSES=1 says what was missed
	@$(CARGO) run --locked --quiet -p tests --bin score -- --shared "$(SHARED)" $(if $(MISSES),--misses)

corpus: toolchain ## Make the sample corpus again from fixtures/plans
	@$(PLANCORPUS) import fixtures/plans --out "$(SAMPLE)" --quiet

fixtures: toolchain ## Make fixtures/office, doc, pdf and agreement again, with LibreOffice, Chromium, qpdf and python-docx
	tests/office/make.sh
	tests/pdf/make.sh
	tests/agreement/make.sh

schema: toolchain ## Write docs/plan.schema.json again from the types
	$(PLANCORPUS) schema > target/plan.schema.json
	mv target/plan.schema.json docs/plan.schema.json

toolchain: ## Say what to install where the Rust toolchain is missing
	@command -v $(CARGO) >/dev/null || { echo "Rust is missing: install it from https://rustup.rs"; exit 1; }
