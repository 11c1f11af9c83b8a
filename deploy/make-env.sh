#!/bin/sh
# Writes deploy/.env with a random secret for every empty line of .env.example. Never overwrites.
set -eu
cd "$(dirname "$0")"
target="${1:-.env}"
[ ! -e "$target" ] || { echo "$target exists; it is left as it is." >&2; exit 1; }
umask 077
while IFS= read -r line; do
  case "$line" in
    DOCKER_GID=) echo "DOCKER_GID=$(stat -c %g /var/run/docker.sock 2>/dev/null || echo 999)" ;;
    [A-Z]*=) echo "$line$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" ;;
    *) echo "$line" ;;
  esac
done < .env.example > "$target"
echo "Wrote $target." >&2
