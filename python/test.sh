#!/usr/bin/env bash
# Installs the wheel into a fresh environment and runs what is asked for there:
#
#     python/test.sh NAME PACKAGES [COMMAND...]
#
# NAME is that of the environment, PACKAGES what is installed beside the wheel. Without a command, all tests are run. Where Python or the
# package index is missing, it says so and is content.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=$1 packages=$2
shift 2
wheels=target/wheels/tests
python/wheel.sh "${WHEEL_PROFILE:-dev}" "$PWD/$wheels" || { status=$?; [ $status -eq 77 ] && exit 0; exit $status; }

environment=$PWD/target/venv/$name
# pyspark is large: where there is one already, it is used.
shared=()
python3 -c 'import pyspark' 2>/dev/null && shared=(--system-site-packages)
python3 -m venv --clear "${shared[@]}" "$environment"
pip=("$environment/bin/pip" install --quiet --disable-pip-version-check)
# The wheel needs nothing.
"${pip[@]}" --no-index "$wheels"/plancorpus-*.whl
# shellcheck disable=SC2086
"${pip[@]}" $packages || { echo "skipped: the package index can't be reached" >&2; exit 0; }

if [ $# -gt 0 ]; then
    "$environment/bin/python" "$@"
else
    "$environment/bin/python" -W error::ResourceWarning -m unittest discover --start-directory python/tests
    (cd python && "$environment/bin/python" -m mypy)
fi
