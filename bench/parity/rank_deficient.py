"""What the peers' 2048-wide FID is worth with few images, beside the exact value: a table for docs/parity.md.

Few images make singular covariances; scipy's sqrtm and numpy's eigvals lose digits there (or fail), silently.

Usage: python bench/parity/rank_deficient.py [IMAGES_A_SIDE ...]
"""

import sys
import tempfile
import warnings
from pathlib import Path

from exact_fid import exact_fid
from make_golden import write_set
from peer_frechet import peer_frechet
from peers import PEERS
from pth_files import save_pth_files
from seeded_weights import seeded_weights
from smooth_images import SETS

TAP = "2048"


def main(counts):
    with tempfile.TemporaryDirectory() as folder:
        legacy, _ = save_pth_files(folder, seeded_weights())
        sets = [write_set(name, folder, max(counts)) for name in SETS]
        print("| mode | peer | images a side | peer's FID | exact | relative error | identical sets (exact 0) |")
        print("|---|---|---|---|---|---|---|")
        for peer_class in PEERS:
            peer = peer_class(legacy)
            features = [peer.features(sorted(map(str, Path(s).iterdir())), (TAP,))[TAP] for s in sets]
            for count in counts:
                x, y = (f[:count] for f in features)
                exact = exact_fid(x, y)
                seen = peer_frechet(peer.name, x, y)
                error = f"{(seen - exact) / exact:.1e}" if isinstance(seen, float) else "-"
                same = peer_frechet(peer.name, x, x)
                print(f"| {peer.mode} | {peer.name} | {count} | {seen} | {exact:.9g} | {error} | {same} |", flush=True)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main([int(argument) for argument in sys.argv[1:]] or [12])
