"""Entry of the agent: `python3 -I -S main.py [--run-dir D] [--workspace W] [--home H]`."""
import sys

sys.path.insert(0, __file__.rpartition("/")[0] or ".")

from cove_agent.agent import main  # noqa: E402  (the line above makes it importable under -I)

main(sys.argv[1:])
