"""The workspace's files: what the container changes is reported, what the service writes is applied, nothing echoes."""
