#!/usr/bin/env bash
# What a build server does with a change of rules: checks every rule set and plays its examples.
# GitHub shows the messages beside the lines. Nothing here opens the network.
#
#   ONUS_RULES   the rule sets, a folder or file a line; by default the current folder
#   ONUS_DENY    "warnings": a warning fails too
#   ONUS_REPORT  a folder for junit.xml and onus.sarif of each rule set, numbered; by default none is written
#   ONUS         the program; by default the one on the path
set -euo pipefail

onus=${ONUS:-onus}
deny=()
if [[ -n ${ONUS_DENY:-} ]]; then
  deny=(--deny "$ONUS_DENY")
fi
worst=0 number=0

# Runs a command and keeps the worst status.
try() {
  local status=0
  "$@" || status=$?
  if ((status > worst)); then
    worst=$status
  fi
}

while IFS= read -r rules; do
  if [[ -z $rules ]]; then
    continue
  fi
  number=$((number + 1))
  echo "onus: $rules"
  try "$onus" check --format github "${deny[@]}" -- "$rules"
  # What rule files say here is no command to whoever reads this log.
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$token"
  try "$onus" test --format plain -- "$rules"
  echo "::$token::"
  if [[ -n ${ONUS_REPORT:-} ]]; then
    mkdir -p "$ONUS_REPORT"
    "$onus" check --format sarif -- "$rules" >"$ONUS_REPORT/onus-$number.sarif" || true
    "$onus" test --format junit -- "$rules" >"$ONUS_REPORT/junit-$number.xml" || true
  fi
done <<<"${ONUS_RULES:-.}"
exit "$worst"
