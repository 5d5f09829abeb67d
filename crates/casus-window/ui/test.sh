#!/bin/sh
# Everything that must hold for the page: the built files are what the sources give, the types fit, and in a real Chromium
# every view does what it should. Needs node 20 or later, and for the browser's part Debian's chromium and a built casus
# (CASUS_BIN, else the one in target/release or target/debug). CASUS_BIG_DB names a record of a million events for the last part. What is not there is
# named and passed over.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null 2>&1; then
  echo "skipped: no node here; the committed page is used as it is"
  exit 0
fi
if [ ! -d node_modules ] && ! npm ci --no-audit --no-fund --ignore-scripts; then
  rm -rf node_modules
  echo "skipped: npm cannot fetch what the page is built with"
  exit 0
fi
npm run --silent check
npm run --silent types
npm test --silent
