"""A walk through random numbers. Run it, change it, make it yours."""

import numpy as np

STEPS = 1_000
rng = np.random.default_rng(seed=7)

walk = rng.choice([-1, 1], size=STEPS).cumsum()

print(f"After {STEPS:,} steps the walker stands at {walk[-1]:+d}.")
print(f"Farthest left {walk.min():+d}, farthest right {walk.max():+d}.")
print(f"Back home {np.count_nonzero(walk == 0)} times.\n")

# The same walk as a small picture: one line for every 50 steps.
low, high = walk.min(), walk.max()
for step in range(0, STEPS, 50):
    column = round((walk[step] - low) / (high - low) * 50)
    print(f"{step:4d} |{'·' * column}●")
