#!/bin/sh
# Gives the two roles of docs/database-roles.sql their passwords; run once by PostgreSQL's image in a new database.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-communique}" \
    --set=owner="$(cat /run/secrets/owner_password)" --set=run="$(cat /run/secrets/run_password)" <<'SQL'
ALTER ROLE communique_owner PASSWORD :'owner';
ALTER ROLE communique_run PASSWORD :'run';
SQL
