"""What compose.yaml must keep to, checked without an engine: sh deploy/test.sh calls this."""

import pathlib
import re
import sys

import yaml

HERE = pathlib.Path(__file__).parent
OURS = {"discovery", "auth-service", "workspace-service", "sandbox-service", "review-service", "gateway"}
RUN_ONCE = {"sandbox-run-dir"}


def problems(text):
    compose = yaml.safe_load(text)
    services = compose["services"]
    settings = set(re.findall(r"^([A-Z_]+)=", (HERE / ".env.example").read_text(), re.M))
    used = re.findall(r"(?<!\$)\$\{([A-Z_]+)(:?[?-][^}]*)?\}", text)

    for name, fallback in used:
        if name not in settings:
            yield f"{name} is used and not in .env.example"
        if re.search("PASSWORD|SECRET|TOKEN", name) and (not fallback or "?" not in fallback):
            yield f"{name} is a secret and must be demanded with :?"
    for name in sorted(settings - {name for name, _ in used}):
        yield f"{name} is in .env.example and not used"

    for name in sorted(OURS - services.keys()):
        yield f"{name} is missing"
    for name, service in services.items():
        if "mem_limit" not in service:
            yield f"{name} has no memory limit"
        if name not in RUN_ONCE and "cpus" not in service:
            yield f"{name} has no processor limit"
        mounts = [v if isinstance(v, str) else v["source"] + ":" + v["target"] for v in service.get("volumes", [])]
        if any("docker.sock" in mount for mount in mounts) != (name == "sandbox-service"):
            yield f"only sandbox-service mounts the engine's socket: {name}"
        if service.get("privileged") or service.get("network_mode") == "host" or service.get("pid") == "host":
            yield f"{name} must not have the host's rights"
        for port in service.get("ports", []):
            if not re.match(r"\$\{COVE_(LISTEN|OPERATORS_ADDRESS):-127\.0\.0\.1", port):
                yield f"{name} must publish {port} on an address the operator chooses"
        for network in service.get("networks", []):
            if network not in compose["networks"]:
                yield f"{name} is in the unknown network {network}"
        for volume in mounts:
            source = volume.split(":")[0]
            if source.startswith("./") and not (HERE / source).exists():
                yield f"{name} mounts {source}, which does not exist"
            if re.match("[a-z]", source) and source not in compose["volumes"]:
                yield f"{name} mounts the unknown volume {source}"
        for needed in service.get("depends_on", []):
            if needed not in services:
                yield f"{name} depends on the unknown {needed}"
        if name in OURS:
            if service.get("cap_drop") != ["ALL"] or not service.get("read_only"):
                yield f"{name} keeps capabilities or may write to its image"
            if "no-new-privileges:true" not in service.get("security_opt", []):
                yield f"{name} may gain privileges"
            if service["build"]["args"]["SERVICE"] != name:
                yield f"{name} is built from another service"
    if not compose["networks"]["data"].get("internal"):
        yield "the data network must be internal"
    for name in ("postgres", "kafka"):
        if services[name]["networks"] != ["data"] or "ports" in services[name] or "healthcheck" not in services[name]:
            yield f"{name} belongs into the data network alone, unpublished, with a health check"


def main():
    found = list(problems((HERE / "compose.yaml").read_text()))
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"compose.yaml: {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
