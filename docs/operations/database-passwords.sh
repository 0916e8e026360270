#!/bin/sh
# Gives the two roles of docs/database-roles.sql their passwords. PostgreSQL's image runs it once in a new database; by
# hand: PSQL="sudo -u postgres psql" SECRETS=secrets sh docs/operations/database-passwords.sh
#
# Roles belong to the whole server, so any database will do to connect to: `postgres`, or the one that DATABASE names.
set -eu
folder="${SECRETS:-/run/secrets}"
# On standard input, not on the command line, which others can see.
for name in owner run; do
    printf "ALTER ROLE communique_%s PASSWORD '%s';\n" "$name" "$(cat "$folder/${name}_password")"
done | ${PSQL:-psql --username "${POSTGRES_USER:-postgres}"} --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
    --dbname "${DATABASE:-postgres}"
