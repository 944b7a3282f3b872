"""Start-up time of each tool's --help, run in turns."""

import statistics
import subprocess
import sys
import time


def startup_table(project, runs):
    """A Markdown table of milliseconds; `node -e 0` is the floor under gan-eval."""
    commands = {
        "node -e 0": ["node", "-e", "0"],
        "gan-eval --help": ["node", str(project / "dist" / "cli" / "main.js"), "--help"],
        "pytorch-fid --help": [sys.executable, "-m", "pytorch_fid", "--help"],
        "fidelity --help": [sys.executable, "-m", "torch_fidelity.fidelity", "--help"],
    }
    # The Python tools take seconds each: a few runs of those say enough.
    rounds = {name: runs if command[0] == "node" else min(runs, 3) for name, command in commands.items()}
    times = {name: [] for name in commands}
    for turn in range(runs):
        for name, command in commands.items():
            if turn >= rounds[name]:
                continue
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times[name].append((time.perf_counter() - start) * 1000)
    lines = ["| command | runs | median, ms | fastest, ms |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {len(taken)} | {statistics.median(taken):.0f} | {min(taken):.0f} |"
        for name, taken in times.items()
    ]
    return "\n".join(lines)
