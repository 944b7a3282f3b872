"""Runs a command and watches the memory of its whole process tree (Linux: /proc)."""

import json
import subprocess
import threading
from pathlib import Path

INTERVAL_S = 0.05


def _children(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *_children(int(child))]
    return found


def _proportional_kib(pid):
    # Proportional set size: pages that worker processes share are counted once, not once a worker.
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _tree_kib(pid):
    total = 0
    try:
        processes = [pid, *_children(pid)]
    except OSError:
        return 0
    for process in processes:
        try:
            total += _proportional_kib(process)
        except OSError:
            continue
    return total


def measure(command, cwd=None):
    """The JSON of the last line of stdout, plus `peakMib` of the process tree."""
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    peak_kib = 0
    done = threading.Event()

    def watch():
        nonlocal peak_kib
        while not done.wait(INTERVAL_S):
            peak_kib = max(peak_kib, _tree_kib(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        stdout, stderr = process.communicate()
    finally:
        done.set()
        watcher.join()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{stderr}")
    return {**json.loads(stdout.strip().splitlines()[-1]), "peakMib": peak_kib / 1024}
