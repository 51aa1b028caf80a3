#!/usr/bin/env bash
# A change of the rules on its way through a build server: edit, check, test, compare, sign, merge.
#
#   play.sh FOLDER   plays it in FOLDER, which must not be there yet
#   ONUS             the program; by default the one on the path
set -euo pipefail

onus=${ONUS:-onus}
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir "$folder"
cd "$folder"

say() { printf '\n== %s\n' "$*"; }
# No setting of whoever plays this changes it.
git() {
  GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null command git \
    -c user.name=desk -c user.email=desk@example.org -c init.defaultBranch=main "$@"
}
# What the build server does with every change; the report is for the one who signs.
server() {
  "$onus" fmt --check rules &&
    "$onus" check --deny warnings rules &&
    "$onus" test rules &&
    "$onus" diff git:main rules --data . --as-of "2026-03-31 12:00" --fail-on unstated --format markdown >change.md
}

say "the rules as they are"
cp -r "$here/rules" "$here/tickets.csv" .
git init -q .
git add rules
git commit -qm "the rules as they are"

say "a complaint is to be answered within three working days: the row is changed"
git checkout -qb shorter
cp "$here/proposed/rules.onus" rules/rules.onus
if server; then
  echo "an example no longer holds, and nobody noticed"
  exit 1
fi

say "the example that says four days is changed as well, but nobody says what the change is to do"
cp "$here/proposed/examples.onus" rules/examples.onus
if server; then
  echo "a change that states no effect passed"
  exit 1
fi

say "that is stated; a slip in another row is told"
cp "$here/proposed/change.onus" rules/change.onus
sed -i.kept 's/otherwise             : 9 working days/otherwise             : 8 working days/' rules/rules.onus
if server; then
  echo "an effect that nobody stated passed"
  exit 1
fi
grep "C6001" change.md
mv rules/rules.onus.kept rules/rules.onus

say "the slip is undone"
server
git add rules
git commit -qam "a complaint within three working days"

say "what the one who signs reads"
cat change.md

say "a unit is newly named: without a signature the server does not merge"
status=0
"$onus" diff git:main rules --data . --as-of "2026-03-31 12:00" --fail-on newly-named >newly_named.txt || status=$?
test "$status" -eq 1
grep "newly named" newly_named.txt

say "signed, merged; nothing is left to change"
git checkout -q main
git merge -q --no-ff -m "a complaint within three working days, signed" shorter
"$onus" diff git:HEAD rules --fail-on change
