"""A StyleGAN2 or StyleGAN3 network pickle as a generator for gan-eval: its command protocol, version 1
(docs/generators.md), on stdin and stdout. See README.md.

usage: adapter.py [--code FOLDER] [--cutoff LAYERS] [--batched] NETWORK.pkl
"""

import argparse
import hashlib
import json
import os
import sys

import numpy as np
import torch

PROTOCOL = 1


def own_stdout():
    """Takes stdout for the protocol. What anything else prints, such as the set-up of plugins, goes to stderr."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return stream


def load(path, code, device):
    """G_ema of a pickle. Unpickling runs code that the file holds: load only networks that you trust."""
    if code:
        sys.path.insert(0, code)
    import legacy  # of the published StyleGAN code

    with open(path, "rb") as file:
        return legacy.load_network_pkl(file)["G_ema"].eval().requires_grad_(False).to(device)


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(network, path):
    return {
        "type": "hello",
        "protocol": PROTOCOL,
        "name": os.path.splitext(os.path.basename(path))[0],
        "kind": "conditional" if network.c_dim else "unconditional",
        "image": {"widthPx": network.img_resolution, "heightPx": network.img_resolution},
        "latentSize": network.z_dim,
        "labels": ["class"] if network.c_dim else [],
        "knobs": [{"name": "psi", "range": [-2, 2], "default": 1}],
        "styleLayers": network.num_ws,
        "weightsSha256": sha256(path),
    }


def classes(network, requests, device):
    """One-hot class labels; the label `class` is the class's number."""
    labels = torch.zeros([len(requests), network.c_dim], device=device)
    if network.c_dim:
        for row, request in zip(labels, requests):
            row[int(request["condition"]["labels"]["class"])] = 1
    return labels


def styles(network, requests, seeds, cutoff, device):
    """Styles of the seeds, N x layers x width, moved towards the mean as each request's psi says."""
    latents = [np.random.RandomState(seed).randn(network.z_dim) for seed in seeds]
    z = torch.from_numpy(np.stack(latents)).to(device)
    ws = network.mapping(z, classes(network, requests, device))
    psi = torch.tensor([request["knobs"]["psi"] for request in requests], dtype=ws.dtype, device=device)
    ws[:, :cutoff] = torch.lerp(network.mapping.w_avg.to(ws.dtype), ws[:, :cutoff], psi[:, None, None])
    return ws


def generate(network, requests, cutoff, device):
    """Images of the requests: N x height x width x 3, uint8."""
    ws = styles(network, requests, [request["seed"] for request in requests], cutoff, device)
    mixes = [request["styleMix"] for request in requests]
    if any(mixes):
        sources = [mix["seed"] if mix else request["seed"] for mix, request in zip(mixes, requests)]
        source_ws = styles(network, requests, sources, cutoff, device)
        for row, source, mix in zip(ws, source_ws, mixes):
            if mix:
                row[mix["layers"]] = source[mix["layers"]]
    # Half precision is for GPUs; constant noise makes the image a function of the request alone.
    images = network.synthesis(ws, noise_mode="const", force_fp32=device.type == "cpu")
    pixels = (images.permute(0, 2, 3, 1) * 127.5 + 128).clamp(0, 255).to(torch.uint8)
    return pixels.expand(-1, -1, -1, 3).cpu().numpy()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network")
    parser.add_argument("--code", help="folder of the published StyleGAN code, if it is not on the Python path")
    parser.add_argument("--cutoff", type=int, help="psi acts on the layers below this one (default: on all)")
    parser.add_argument(
        "--batched",
        action="store_true",
        help="several images at a time: faster on a GPU, but rounding then depends on the batch (one grey level)",
    )
    options = parser.parse_args()
    stdout = own_stdout()

    def say(message, payload=b""):
        stdout.write(json.dumps(message).encode() + b"\n" + payload)
        stdout.flush()

    # gan-eval closes stdin when it is done, and when it dies: the loop ends then, and so does this program.
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "hello":
            device = torch.device(message["device"])
            network = load(options.network, options.code, device)
            say(describe(network, options.network))
            continue
        requests = message["requests"]
        for group in [requests] if options.batched else [[request] for request in requests]:
            for request, image in zip(group, generate(network, group, options.cutoff, device)):
                height, width, _ = image.shape
                data = image.tobytes()
                size = {"widthPx": width, "heightPx": height, "bytes": len(data)}
                say({"type": "image", "id": request["id"], "format": "rgb", **size}, data)


if __name__ == "__main__":
    main()
