#!/usr/bin/env bash
# Builds the native binding of @tensorflow/tfjs-node from the package's source, where the download of its install script is not to be
# had: against the TensorFlow library that is in the wheel of PyPI. Linux on x86-64. Run it from the repository's root, after npm ci:
#
#   bench/tfjs-node/build.sh [PYTHON]
#
# PYTHON (default: python3) has pip; besides, a C++ compiler and make are needed. `npm ci` takes all of it away again.
set -euo pipefail

python=${1:-python3}
here=$(cd "$(dirname "$0")" && pwd)
version=4.22.0
package=node_modules/@tensorflow/tfjs-node

# The install script would download, and fail; what it does is done below.
npm install --no-save --ignore-scripts --no-audit --no-fund "@tensorflow/tfjs-node@$version"

wheels=$(mktemp -d)
trap 'rm -r "$wheels"' EXIT
"$python" -m pip download --quiet --dest "$wheels" --no-deps --require-hashes --requirement "$here/tensorflow.txt" \
  --only-binary :all: --python-version 3.11 --platform manylinux2014_x86_64

# Libraries and headers to where binding.gyp looks for them.
rm -rf "$package/deps"
"$python" "$here/unpack.py" "$wheels"/*.whl "$package/deps"

# Headers of this Node where it comes with them; else node-gyp downloads them.
prefix=$(node -p "require('node:path').resolve(process.execPath, '../..')")
nodedir=()
if [ -e "$prefix/include/node/node_api.h" ]; then nodedir=("--nodedir=$prefix"); fi
(cd "$package" && npm run build-addon-from-source -- "${nodedir[@]}")

node --import tsx "$here/check.ts"
