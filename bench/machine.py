"""The machine that measures, in one line."""

import platform
from pathlib import Path

import psutil


def describe() -> str:
    """Processor, cores, memory, system, Python, and how busy the machine is with other things."""
    gibibytes = psutil.virtual_memory().total / 2**30
    busy = psutil.getloadavg()[0]
    return (
        f"{_processor()}, {psutil.cpu_count()} cores, {gibibytes:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}; load before the run {busy:.1f}"
    )


def _processor() -> str:
    """Its name where the system tells it, else its kind."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
