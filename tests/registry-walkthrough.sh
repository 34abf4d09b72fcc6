#!/usr/bin/env bash
# Runs the commands of docs/registry-imports.md, exactly as they stand there, on free ports and an empty data folder, and looks at how
# the four repositories ended. So the page cannot say what does not work. Needs a build.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
jobs=()
trap 'kill "${jobs[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

service_port=$(( 20000 + RANDOM % 10000 ))
registry_port=$(( 30000 + RANDOM % 10000 ))

# What differs is the ports, the folder, and that the programs are built already.
block() {
  local text
  text=$(awk -v mark="<!-- registry-walkthrough:$1 -->" '$0 == mark { on = 1; next } on && /^```$/ { exit } on && !/^```/ { print }' docs/registry-imports.md)
  [ -n "$text" ] || { echo "docs/registry-imports.md has no commands under the marker $1" >&2; exit 1; }
  text=${text//localhost:7071/127.0.0.1:$service_port}
  text=${text//localhost:5100/127.0.0.1:$registry_port}
  text=${text//dotnet run --project src\/Exports.Functions/exec dotnet $root/src/Exports.Functions/bin/Embedded/Debug/net10.0/Exports.Functions.dll --contentRoot $work --urls http:\/\/127.0.0.1:$service_port}
  text=${text//dotnet run --project tests\/Exports.TestKit -- registry/exec dotnet $root/tests/Exports.TestKit/bin/Debug/net10.0/Exports.TestKit.dll registry --port $registry_port}
  echo "${text//dotnet run --project src\/Exports.Cli --/dotnet $root/src/Exports.Cli/bin/Debug/net10.0/exports.dll}"
}

start() {
  : > "$work/$1.log"
  AZURE_FUNCTIONS_ENVIRONMENT=Development AllowAnonymous=true bash -euo pipefail -c "$(block "$1")" > "$work/$1.log" 2>&1 &
  jobs+=($!)
  for _ in $(seq 1 150); do
    grep -q '^Listening on' "$work/$1.log" && return
    kill -0 "${jobs[-1]}" 2>/dev/null || break
    sleep 0.2
  done
  cat "$work/$1.log" >&2
  exit 1
}

cp host.json "$work/"
start registry
start service
timeout 60 bash -euo pipefail -c "$(block commands)" | tee "$work/commands.log"

grep -q '^registered 4, updated 0, unchanged 0$' "$work/commands.log"
grep -q 'import_done=3  import_aborted=0  import_skipped=1$' "$work/commands.log"
grep -q '^code   skipped$' "$work/commands.log"
grep -q '^would reset 1$' "$work/commands.log"
echo "the walk-through of registry imports works"
