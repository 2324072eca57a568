#!/usr/bin/env sh
# What the browser tests need: Chromium, a font with Chinese characters, and axe-core. Installs what it may.
set -eu
cd "$(dirname "$0")/.."
if ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1 || echo "the list of Debian's packages could not be renewed"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null ||
      echo "chromium could not be installed; the browser tests are left out"
  else
    echo "no chromium: the browser tests are left out (Debian: apt-get install chromium fonts-noto-cjk)"
  fi
fi
if [ ! -f assets/node_modules/axe-core/axe.min.js ] && command -v npm >/dev/null 2>&1; then
  npm ci --prefix assets --no-fund --no-audit --silent >/dev/null 2>&1 ||
    echo "axe-core could not be installed; the tests of accessibility are left out"
fi
