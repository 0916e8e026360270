#!/bin/sh
# Makes a folder of secrets: passwords by chance, and the database's addresses that hold them.
#
#     sh docs/operations/make-secrets.sh [SERVER [FOLDER]]      # postgres, and `secrets` beside this file
#
# Then put the bot's token into FOLDER/telegram_token. The folder is closed to others. The files in it are not: containers
# read them as users of their own. Who made them may edit them.
set -eu
server="${1:-postgres}"
folder="${2:-$(dirname "$0")/secrets}"
mkdir -m 0700 "$folder"
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
for name in superuser_password owner_password run_password webhook_secret; do
    secret >"$folder/$name"
done
for name in owner run; do
    printf 'postgresql://communique_%s:%s@%s/communique' "$name" "$(cat "$folder/${name}_password")" "$server" \
        >"$folder/${name}_url"
done
: >"$folder/telegram_token"
chmod 0644 "$folder"/*
