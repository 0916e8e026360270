#!/bin/sh
# Makes the folder `secrets` beside this file: passwords by chance, and the addresses that hold them.
#
#     sh docs/operations/make-secrets.sh        # then put the bot's token into secrets/telegram_token
#
# The folder is closed to others. The files in it are not: the containers read them as users of their own.
set -eu
folder="$(dirname "$0")/secrets"
server="${1:-postgres}"
mkdir -m 0700 "$folder"
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
for name in superuser owner run; do
    secret >"$folder/${name}_password"
done
for name in owner run; do
    printf 'postgresql://communique_%s:%s@%s/communique' "$name" "$(cat "$folder/${name}_password")" "$server" \
        >"$folder/${name}_url"
done
: >"$folder/telegram_token"
chmod 0444 "$folder"/*
chmod u+w "$folder/telegram_token"
