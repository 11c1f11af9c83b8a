#!/bin/sh
# Checks what can be checked of deploy/ without an image registry. With a running platform
# (`./cove up`, or the path of its state.json as argument) also that every dashboard query is answered.
# Ends with "N passed, M failed, K skipped".
set -u
cd "$(dirname "$0")"
passed=0 failed=0 skipped=0

check() {
  name="$1"; shift
  if output="$("$@" 2>&1)"; then passed=$((passed + 1)); echo "ok      $name"
  else failed=$((failed + 1)); echo "not ok  $name"; echo "$output" | sed 's/^/        /'; fi
}
skip() { skipped=$((skipped + 1)); echo "skipped $1: $2"; }

if command -v promtool > /dev/null; then
  check 'promtool accepts the scrape configuration' promtool check config prometheus/prometheus.yml
  check 'promtool accepts the alerts' promtool check rules prometheus/alerts.yml
  check 'each alert fires when it should and only then' promtool test rules prometheus/alerts_test.yml
else
  skip 'Prometheus rules' 'promtool is missing (apt-get install prometheus)'
fi

alerts=$(grep -c '^      - alert:' prometheus/alerts.yml)
untested=$(sed -n 's/^      - alert: //p' prometheus/alerts.yml | while read -r alert; do
  grep -A1 "alertname: $alert\$" prometheus/alerts_test.yml | grep -q exp_alerts || echo "$alert"
done)
check "each of the $alerts alerts has a test that fires it" test -z "$untested"

check 'the dashboard is well-formed' node -e '
  const { panels } = JSON.parse(require("fs").readFileSync("grafana/dashboards/cove.json", "utf8"));
  const ids = new Set(panels.map(({ id }) => id));
  if (ids.size !== panels.length) throw new Error("panels share an id");
  for (const p of panels) if (p.type !== "row" && !p.targets?.every(({ expr }) => expr)) throw new Error(p.title);'

env_file=$(mktemp -u)
check 'an env file with random secrets is made' sh make-env.sh "$env_file"
check 'no setting of it is empty' sh -c '! grep -q "=$" "$1"' - "$env_file"
if docker compose version > /dev/null 2>&1; then
  check 'docker compose accepts compose.yaml' docker compose --env-file "$env_file" -f compose.yaml config --quiet
else
  skip 'docker compose config' 'the compose plugin is missing'
fi
rm -f "$env_file"
if python3 -c 'import yaml' 2> /dev/null; then
  check 'compose.yaml keeps to its rules' python3 check-compose.py
else
  skip 'compose.yaml keeps to its rules' 'python3-yaml is missing'
fi

state="${1:-${COVE_HOME:-../.cove}/state.json}"
running() {
  [ -e "$1" ] && kill -0 "$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).supervisor.pid' "$1")" 2> /dev/null
}
if ! running "$state"; then
  skip 'dashboard queries' 'no platform is running here (./cove up)'
elif ! command -v prometheus > /dev/null; then
  skip 'dashboard queries' 'prometheus is missing (apt-get install prometheus)'
else
  check 'every dashboard query is answered by the running platform' node check-dashboard.mjs "$state"
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
