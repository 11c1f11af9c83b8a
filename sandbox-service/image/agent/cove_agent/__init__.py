"""The agent of a Cove sandbox: first process of the container, owner of its terminals, files and executions.

Standard library only, and little of it: what is imported here is resident in every sandbox.
The wire format is docs/contracts/agent-protocol.md.
"""
