"""Matplotlib back end of the sandbox: `plt.show()` writes each open figure to /workspace/plots as PNG.

The workspace is watched, so the picture appears in the browser. Chosen by MPLBACKEND=module://cove_plots.
"""
import os
import time

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

FOLDER = os.environ.get("COVE_PLOTS", "/workspace/plots")


class FigureManager(FigureManagerBase):
    def show(self):
        os.makedirs(FOLDER, exist_ok=True)
        name = "%s-%d" % (time.strftime("%H%M%S"), self.num)
        path, copy = os.path.join(FOLDER, name + ".png"), 1
        while os.path.exists(path):
            copy += 1
            path = os.path.join(FOLDER, "%s-%d.png" % (name, copy))
        self.canvas.figure.savefig(path)
        print("plot: " + path)

    @classmethod
    def pyplot_show(cls, *, block=None):
        for manager in Gcf.get_all_fig_managers():
            manager.show()
        Gcf.destroy_all()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
