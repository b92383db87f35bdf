#!/usr/bin/env bash
# Sees to it that there is a Java that Spark runs on: installs Debian's where that can be done, else says what to do.
set -euo pipefail

command -v java >/dev/null && exit 0
[ -n "${JAVA_HOME:-}" ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y openjdk-17-jre-headless && exit 0
fi
echo "Java is missing: Spark needs version 17. On Debian or Ubuntu: apt-get install openjdk-17-jre-headless" >&2
exit 1
