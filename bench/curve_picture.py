"""Curves of coverage and error to a picture: a panel for each kind of unanswerable question.

In: curves by panel and name. Out: an SVG file, the same for the same curves, whose lines differ in
dashes and marks too, so that they are told apart without colours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from bench.coverage import Curve


@dataclass(frozen=True, slots=True)
class Style:
    """How a curve is drawn; `dashes` are lengths of line and gap in turn, none for a whole line."""

    color: str
    dashes: tuple[float, ...]
    marker: str

    def line(self, name: str) -> Line2D:
        """The line with its mark, for the legend."""
        dashes = (0, self.dashes) if self.dashes else "-"
        return Line2D([], [], c=self.color, ls=dashes, marker=self.marker, label=name)


# Colours of Okabe and Ito, which colour-blind people tell apart.
STYLES = (
    Style("#000000", (), "o"),
    Style("#0072B2", (5, 2), "s"),
    Style("#D55E00", (7, 2, 1, 2), "^"),
    Style("#56B4E9", (2, 1), "D"),
    Style("#009E73", (1, 2), "v"),
)


def draw(panels: Mapping[str, Mapping[str, Curve]], threshold: float, file: Path) -> None:
    """Write the picture; the marks are where the shipped threshold stands."""
    names = dict.fromkeys(name for curves in panels.values() for name in curves)
    styles = dict(zip(names, cycle(STYLES), strict=False))
    with mpl.rc_context({"svg.hashsalt": "hub"}):
        figure = Figure((9, 5), layout="constrained")
        every = figure.subplots(1, len(panels), sharex=True, sharey=True, squeeze=False)[0]
        for axes, (title, curves) in zip(every, panels.items(), strict=True):
            for name, curve in curves.items():
                _draw(axes, curve, styles[name])
            _label(axes, title)
        figure.legend(
            handles=[style.line(name) for name, style in styles.items()],
            loc="outside lower center",
            ncols=3,
            frameon=False,
            handlelength=4,
            title=f"the mark is the shipped threshold, {threshold:g}",
        )
        figure.savefig(file, metadata={"Date": None})


def _label(axes: Axes, title: str) -> None:
    axes.set_title(title)
    axes.set_xlabel("answered of the answerable questions")
    axes.set_ylabel("wrong among the answers")
    axes.set_xlim(0, 1)
    axes.autoscale(axis="y")
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.label_outer()
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def _draw(axes: Axes, curve: Curve, style: Style) -> None:
    line = style.line("")
    line.set_data([one.coverage for one in curve.points], [one.error for one in curve.points])
    line.set_marker("")
    axes.add_line(line)
    axes.plot(curve.shipped.coverage, curve.shipped.error, style.marker, color=style.color)
