"""Side by side on one machine and the same images: images/s and peak memory of gan-eval, pytorch-fid, torch-fidelity, clean-fid and
torchmetrics, gan-eval's memory at two set sizes, and start-up. Prints Markdown; progress goes to stderr.

Usage: python bench/throughput/run.py [--images 200] [--memory-images 1000 10000] [--repeats 3] ...
Needs Linux, `npm ci && npm run build`, and the Python packages of bench/requirements.txt.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path.insert(0, str(PROJECT / "bench" / "parity"))

from draw_images import draw_set  # noqa: E402
from measure import measure  # noqa: E402
from pth_files import save_pth_files  # noqa: E402
from seeded_weights import seeded_weights  # noqa: E402
from startup import startup_table  # noqa: E402

PHOTO_SETS = ("jpeg-1024x768", "png-299x299")

# Contender, resize mode, (batch, workers) pairs: its default first, then what might be faster.
CONTENDERS = (
    ("gan-eval", "torch", (("default", "default"), (1, "default"), (2, "default"), (8, "default"))),
    ("gan-eval", "tf1", (("default", "default"), (1, "default"), (2, "default"), (8, "default"))),
    ("gan-eval", "clean", (("default", "default"), (1, "default"), (2, "default"))),
    ("pytorch-fid", "torch", ((50, "default"), (1, 0), (1, 2), (8, 0), (8, 1), (8, 2))),
    ("torch-fidelity", "tf1", ((64, "default"), (1, 0), (1, 2), (8, 0), (8, 1), (8, 2))),
    ("clean-fid", "clean", ((128, "default"), (1, 0), (1, 2), (8, 0), (8, 1), (8, 2))),
    ("torchmetrics", "tf1", ((32, 0), (1, 0), (1, 2), (8, 0), (8, 2))),
)


def gan_eval(weights, folder, mode, batch, device, tap="2048"):
    script = HERE / "gan-eval-statistics.ts"
    return ["node", "--import", "tsx", str(script), weights, str(folder), mode, str(batch), tap, device]


def peer(name, weights, folder, batch, workers, device):
    return [sys.executable, str(HERE / "peer_statistics.py"), name, weights, str(folder), str(batch), str(workers), device]


def command_for(name, mode, weights, folder, batch, workers, device):
    if name == "gan-eval":
        return gan_eval(weights, folder, mode, batch, device)
    return peer(name, weights, folder, batch, workers, device)


def note(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def throughput(options, weights, folder):
    """Repeats go round all settings in turn, so that a slow moment of the machine hits all alike."""
    runs = {}
    for name in PHOTO_SETS:
        images = draw_set(name, options.images, folder / name)
        for repeat in range(options.repeats):
            for contender, mode, settings in CONTENDERS:
                if contender not in options.tools:
                    continue
                for batch, workers in settings[: options.settings]:
                    note(f"{name}, round {repeat + 1}: {contender} ({mode}), batch {batch}, workers {workers}")
                    command = command_for(contender, mode, weights, images, batch, workers, options.device)
                    key = (name, contender, mode, batch, workers)
                    runs.setdefault(key, []).append(measure(command, PROJECT))
    return runs


def throughput_table(runs):
    lines = [
        "| images | tool | resize | batch | workers | images/s, median (lowest to highest) | peak memory, MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    best = {}
    for (images, tool, mode, batch, workers), results in runs.items():
        rates = sorted(result["images"] / result["seconds"] for result in results)
        median = statistics.median(rates)
        peak = max(result["peakMib"] for result in results)
        lines.append(
            f"| {images} | {tool} | {mode} | {batch} | {workers} "
            f"| {median:.2f} ({rates[0]:.2f} to {rates[-1]:.2f}) | {peak:.0f} |"
        )
        best[images, tool, mode] = max(best.get((images, tool, mode), 0), median)
    lines += ["", "Best setting of each:", "", "| images | tool | resize | images/s |", "|---|---|---|---|"]
    lines += [f"| {images} | {tool} | {mode} | {rate:.2f} |" for (images, tool, mode), rate in best.items()]
    return "\n".join(lines)


def memory_table(options, weights, folder):
    lines = ["| images | tap | images/s | peak memory, MiB |", "|---|---|---|---|"]
    for count in options.memory_images:
        images = draw_set("png-16x16", count, folder / f"tiny-{count}")
        note(f"memory at {count} images, tap {options.memory_tap}")
        result = measure(gan_eval(weights, images, "torch", "default", options.device, options.memory_tap), PROJECT)
        rate = result["images"] / result["seconds"]
        lines.append(f"| {count} | {options.memory_tap} | {rate:.1f} | {result['peakMib']:.0f} |")
    return "\n".join(lines)


def machine():
    model = next(
        (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    return f"{len(os.sched_getaffinity(0))} cores of {model}, {platform.system()}, Python {platform.python_version()}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=200, help="images a set (default 200)")
    parser.add_argument("--repeats", type=int, default=3, help="rounds; medians are reported (default 3)")
    parser.add_argument("--settings", type=int, default=99, help="settings tried a tool; 1 is the default alone")
    parser.add_argument("--tools", nargs="*", default=sorted({name for name, *_ in CONTENDERS}), help="default: all")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="for gan-eval and the peers alike")
    parser.add_argument("--memory-images", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--memory-tap", default="64", help="a shallow tap lets the large set end in minutes")
    parser.add_argument("--startups", type=int, default=20, help="runs of each --help (default 20)")
    if not (PROJECT / "dist" / "cli" / "main.js").exists():
        parser.error("dist/cli/main.js is not there: run `npm run build` first")
    return parser.parse_args()


def main():
    options = arguments()
    print(f"Machine: {machine()}, load {os.getloadavg()[0]:.1f} before the start.")
    print(f"{options.images} images a set, {options.repeats} rounds.\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, weights = save_pth_files(folder, seeded_weights())
        print("### Images per second: decode, resize, Inception, mean and covariance\n")
        print(throughput_table(throughput(options, weights, folder)), flush=True)
        print("\n### Memory of gan-eval\n")
        print(memory_table(options, weights, folder), flush=True)
    print("\n### Start-up\n")
    print(startup_table(PROJECT, options.startups))


if __name__ == "__main__":
    main()
