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

# For `make score-scans` and `make bench-ocr`: more options of import, such as --models DIR.
OCR ?=

# For `make fuzz`: how many mutants are read, how long at most, and how long cargo-fuzz looks with each target.
FUZZ_MUTANTS ?= 20000
FUZZ_SECONDS ?= 300
FUZZ_TARGETS ?= $(basename $(notdir $(wildcard fuzz/fuzz_targets/*.rs)))

# For `make wheel`: the profile that the command is built with.
WHEEL_PROFILE ?= release

PLANCORPUS = $(CARGO) run --release --locked --quiet -p cli --

.DEFAULT_GOAL := help
.PHONY: help import models test check lint fmt accept bench bench-peers bench-ocr soak fuzz score corpus fixtures scans score-scans schema wheel test-python test-spark bench-spark toolchain

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

import: toolchain ## Build the command and import IN=fixtures into OUT=out
	$(CARGO) build --release --locked -p cli
	@$(PLANCORPUS) models install --quiet || true
	@# Exit status 1: some files failed. The summary and the manifest name them; the corpus is there.
	$(PLANCORPUS) import "$(IN)" --out "$(OUT)" || test $$? -eq 1

models: toolchain ## Fetch the models that recognize scans, where they are not there
	@$(PLANCORPUS) models install

test: toolchain ## Run all tests
	@# The command as the tests build it: alone it would be built once more, with other features of its dependencies.
	@$(CARGO) test --workspace --locked --quiet --no-run && "$${CARGO_TARGET_DIR:-target}/debug/plancorpus" models install --quiet || true
	$(CARGO) test --workspace --locked --quiet
	@if python3 -c 'import pyspark, pyarrow, pandas' 2>/dev/null && command -v java >/dev/null; then \
		$(CARGO) build --locked --quiet -p cli && \
		PATH="$(CURDIR)/target/debug:$$PATH" PYTHONPATH="$(CURDIR)/python/src:$(CURDIR)/python/tests" \
			python3 -m unittest --quiet test_spark.Spark.test_outcomes_are_those_of_an_import; \
	else \
		echo "skipped: twenty files on Spark; pyspark or Java is not installed, and make test-spark installs one"; \
	fi

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

bench-ocr: toolchain ## Measure the recognition of scans beside rapidocr on ONNX Runtime: time, errors, memory
	$(CARGO) build --release --locked -p cli
	tests/scans/peers.py target/release/plancorpus -- $(OCR)

soak: toolchain ## Import SOAK_FILES=100000 generated plans and make tables of them; memory must stay flat
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
	@$(PLANCORPUS) import fixtures/plans --out "$(SAMPLE)" --ocr never --quiet

fixtures: toolchain ## Make fixtures/office, doc, pdf and agreement again, with LibreOffice, Chromium, qpdf and python-docx
	tests/office/make.sh
	tests/pdf/make.sh
	tests/agreement/make.sh

scans: ## Make fixtures/scans again, with poppler, qpdf, pillow and numpy
	tests/scans/make.sh

score-scans: toolchain ## Score scans of the fixtures' plans, clean and degraded, at 200 and 300 dpi; CALIBRATE=1 says what confidence tells
	$(CARGO) build --release --locked -p cli
	tests/scans/measure.py $(if $(CALIBRATE),--calibrate) --score "$(SHARED)/eval/score.py" target/release/plancorpus -- $(OCR)

schema: toolchain ## Write docs/plan.schema.json again from the types
	$(PLANCORPUS) schema > target/plan.schema.json
	mv target/plan.schema.json docs/plan.schema.json

wheel: toolchain ## Build the Python wheel, with the command in it, into target/wheels
	@python/wheel.sh $(WHEEL_PROFILE) "$(CURDIR)/target/wheels"

test-python: toolchain ## Install the wheel into a fresh environment and run the tests of the Python package
	@python/test.sh python "pyarrow pandas polars duckdb matplotlib mypy"

test-spark: toolchain ## Read 300 files on Apache Spark, alone and on a cluster, while processes are killed
	@python/java.sh
	@python/test.sh spark "pyspark>=3.5 pyarrow pandas<3" python/tests/cluster.py

bench-spark: toolchain ## Measure files per second of processor time: one process, the Python package, and Spark
	@python/java.sh
	@WHEEL_PROFILE=release python/test.sh spark "pyspark>=3.5 pyarrow pandas<3" python/tests/rates.py

toolchain: ## Say what to install where the Rust toolchain is missing
	@command -v $(CARGO) >/dev/null || { echo "Rust is missing: install it from https://rustup.rs"; exit 1; }
