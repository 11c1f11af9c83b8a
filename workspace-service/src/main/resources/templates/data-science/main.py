"""Load a table, look at it, draw it. The chart is saved as chart.png."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd

readings = pd.read_csv("data/temperatures.csv", parse_dates=["month"])
print(readings.describe().round(1), "\n")

warmest = readings.loc[readings["celsius"].idxmax()]
print(f"Warmest month: {warmest['month']:%B} with {warmest['celsius']} °C")

readings.plot(x="month", y="celsius", marker="o", legend=False, title="A year in Trondheim")
plt.ylabel("°C")
plt.tight_layout()
plt.savefig("chart.png", dpi=120)
print("Saved chart.png")
