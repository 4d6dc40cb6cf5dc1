#!/usr/bin/env bash
# Installs what is missing, then builds everything, checks the headers and runs all tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash scripts/setup.sh test
cmake --workflow --preset check
