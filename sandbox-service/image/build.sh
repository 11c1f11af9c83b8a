#!/bin/bash
# Builds the sandbox image (default name: cove-sandbox:latest) unless the one there was made from the same inputs.
#
#   build.sh [--force] [image]
#
# Where the base image is absent and no registry answers within a few seconds, the base is made from Debian's own
# archive with mmdebstrap. Needs: docker (the classic builder is enough), for the fallback also root and mmdebstrap.
set -euo pipefail
cd "$(dirname "$0")"

force=false
if [ "${1:-}" = --force ]; then force=true; shift; fi
image=${1:-cove-sandbox:latest}
base=${COVE_SANDBOX_BASE:-debian:trixie-slim}
mirror=${COVE_DEBIAN_MIRROR:-http://deb.debian.org}

say() { printf 'sandbox image: %s\n' "$*"; }

inputs=$( { echo "$base"; find Dockerfile agent rootfs -type f ! -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z \
  | xargs -0 sha256sum; } | sha256sum | cut -c1-32)

docker version >/dev/null 2>&1 || { say "the Docker engine does not answer" >&2; exit 69; }

present=$(docker image inspect --format '{{index .Config.Labels "cove.inputs"}}' "$image" 2>/dev/null || true)
if [ "$present" = "$inputs" ] && [ "$force" = false ]; then
  say "$image is up to date"
  exit 0
fi

make_base() {
  command -v mmdebstrap >/dev/null || { say "no registry answers and mmdebstrap is missing: apt-get install mmdebstrap" >&2; exit 69; }
  say "no registry answers; making $base from $mirror with mmdebstrap (about a minute)"
  mmdebstrap --quiet --variant=minbase --include=ca-certificates \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --setup-hook='mkdir -p "$1/etc/apt"' \
    trixie - \
    "deb $mirror/debian trixie main" \
    "deb $mirror/debian trixie-updates main" \
    "deb $mirror/debian-security trixie-security main" \
    | docker import --change 'CMD ["bash"]' - "$base" >/dev/null
}

started=$SECONDS
if ! docker image inspect "$base" >/dev/null 2>&1; then
  say "fetching $base"
  timeout "${COVE_PULL_SECONDS:-20}" docker pull -q "$base" >/dev/null 2>&1 || make_base
  say "$base is here after $((SECONDS - started)) s"
fi

say "building $image"
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp -r Dockerfile agent rootfs "$context"
find "$context" -name __pycache__ -type d -prune -exec rm -rf {} +
if ! DOCKER_BUILDKIT=0 docker build --network=host --build-arg BASE="$base" --build-arg INPUTS="$inputs" \
     -t "$image" "$context" > "$context.log" 2>&1; then
  tail -80 "$context.log" >&2
  rm -f "$context.log"
  exit 1
fi
rm -f "$context.log"
docker image prune -f --filter label=cove.inputs >/dev/null   # the image this one replaced
bytes=$(docker image inspect --format '{{.Size}}' "$image")
say "$image built in $((SECONDS - started)) s, $((bytes / 1048576)) MiB"
