"""FID of two folders of images with the seeded weights: each peer in its own resize mode, gan-eval in the same one, and the
exact value of the peer's own features. A table for docs/parity.md.

Usage: python bench/parity/folders.py REAL GENERATED
"""

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from exact_fid import exact_fid
from peer_frechet import peer_frechet
from peers import PEERS
from pth_files import save_pth_files
from seeded_weights import seeded_weights

TAP = "2048"
PROJECT = Path(__file__).resolve().parents[2]


def files(folder):
    return sorted(str(path) for path in Path(folder).iterdir())


def gan_eval(weights, real, generated):
    command = ["node", "--import", "tsx", "bench/parity/folder-fid.ts", str(weights)]
    command += [str(Path(folder).resolve()) for folder in (real, generated)]
    output = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    return {line["mode"]: line["fid"] for line in map(json.loads, output.splitlines())}


def main(real, generated):
    with tempfile.TemporaryDirectory() as folder:
        legacy, _ = save_pth_files(folder, seeded_weights())
        ours = gan_eval(legacy, real, generated)
        print("| mode | peer | peer's FID | exact, of the peer's features | gan-eval | peer's error | gan-eval's error |")
        print("|---|---|---|---|---|---|---|")
        for peer_class in PEERS:
            peer = peer_class(legacy)
            x, y = (peer.features(files(side), (TAP,))[TAP] for side in (real, generated))
            exact = exact_fid(x, y)
            seen = peer_frechet(peer.name, x, y)
            theirs = f"{(seen - exact) / exact:.1e}" if isinstance(seen, float) else "-"
            mine = ours[peer.mode]
            error = f"{(mine - exact) / exact:.1e}"
            print(f"| {peer.mode} | {peer.name} | {seen} | {exact:.9g} | {mine:.9g} | {theirs} | {error} |", flush=True)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(*sys.argv[1:])
