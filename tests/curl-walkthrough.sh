#!/usr/bin/env bash
# Runs the curl commands of README.md, exactly as they stand there, against a host on a free port and an empty data folder,
# and compares the archive with what was sent. So the README cannot say what does not work.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'kill "${host:-}" 2>/dev/null || true; wait "${host:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

commands=$(awk '/<!-- walkthrough:end -->/{on=0} on && !/^```/{print} /<!-- walkthrough:begin -->/{on=1}' README.md)
[ -n "$commands" ] || { echo "README.md has no commands between the walkthrough markers" >&2; exit 1; }

cp host.json "$work/"
port=$(( 20000 + RANDOM % 20000 ))
AZURE_FUNCTIONS_ENVIRONMENT=Development AllowAnonymous=true \
  dotnet src/Exports.Functions/bin/Embedded/Debug/net10.0/Exports.Functions.dll \
  --contentRoot "$work" --urls "http://127.0.0.1:$port" > "$work/host.log" 2>&1 &
host=$!
for _ in $(seq 1 150); do
  curl -sf "http://127.0.0.1:$port/api/v4/health" > /dev/null && break
  kill -0 "$host" 2>/dev/null || { cat "$work/host.log" >&2; exit 1; }
  sleep 0.2
done

# The one thing that differs is the port; downloads land in the temporary folder.
cp -r docs "$work/docs"
( cd "$work" && timeout 120 bash -euo pipefail -c "${commands//http:\/\/localhost:7071/http:\/\/127.0.0.1:$port}" )

mkdir "$work/unpacked"
tar xzf "$work"/*_export.tar.gz -C "$work/unpacked"
diff -r "$root/docs" "$work/unpacked/files"

# The import is another project with the same tree.
tree() { curl -sS --fail-with-body "http://127.0.0.1:$port/api/v4/projects/$1" | grep -o '"tree":"[0-9a-f]*"'; }
[ "$(tree demo%2Fdocs)" = "$(tree demo%2Fcopy)" ]
echo "the README's walk-through works"
