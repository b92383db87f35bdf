#!/usr/bin/env bash
# Builds the wheel by maturin, which gets an environment of its own:
#
#     python/wheel.sh PROFILE OUT
#
# Exit status 77 where Python or the package index is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

profile=$1 out=$2
environment=../target/venv/maturin
skip() { echo "skipped: $1" >&2; exit 77; }

command -v python3 >/dev/null || skip "python3 is missing"
if ! [ -x "$environment/bin/maturin" ]; then
    python3 -c 'import ensurepip, venv' 2>/dev/null || skip "python3 has no venv: install python3-venv"
    python3 -m venv --clear "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.8,<2' || skip "the package index can't be reached"
fi
mkdir -p "$out"
# A wheel of another profile has the same name.
rm -f "$out"/plancorpus-*.whl
symbols=()
[ "$profile" = release ] || symbols=(--strip)
"$environment/bin/maturin" build --quiet --profile "$profile" "${symbols[@]}" --out "$out"
ls "$out"/plancorpus-*.whl
