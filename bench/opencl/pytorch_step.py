"""How long PyTorch takes for a step of a dream: GoogLeNet to inception_4c/output and back to the pixels.

The network is the one of the Caffe model zoo, with random weights, which take as long as its own. Eager, as most people
use it, in the order of memory that is called channels last; convolutions once in float32 throughout and once in TF32, which
is PyTorch's default on GPUs that have it and rounds factors to 10 bits. The last rows replay a recorded graph, which spares
the processor's part of the work.

    python3 pytorch_step.py [--json FILE] [--quick] WIDTHxHEIGHT ...
"""

import argparse
import json
import statistics
import sys
import time

import torch
from torch import nn


class Inception(nn.Module):
    """Four branches side by side; the arguments are the channels of a 1x1, two of each deeper branch, and the pool's."""

    def __init__(self, inputs, one, reduce3, three, reduce5, five, pool):
        super().__init__()
        self.one = convolution(inputs, one, 1)
        self.three = nn.Sequential(convolution(inputs, reduce3, 1), convolution(reduce3, three, 3, padding=1))
        self.five = nn.Sequential(convolution(inputs, reduce5, 1), convolution(reduce5, five, 5, padding=2))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), convolution(inputs, pool, 1))

    def forward(self, x):
        return torch.cat([self.one(x), self.three(x), self.five(x), self.pool(x)], 1)


def convolution(inputs, outputs, size, stride=1, padding=0):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, padding), nn.ReLU(inplace=True))


def pool():
    return nn.MaxPool2d(3, 2, ceil_mode=True)


def googlenet_to_4c():
    norm = lambda: nn.LocalResponseNorm(5, 1e-4, 0.75)
    return nn.Sequential(
        convolution(3, 64, 7, 2, 3), pool(), norm(),
        convolution(64, 64, 1), convolution(64, 192, 3, padding=1), norm(), pool(),
        Inception(192, 64, 96, 128, 16, 32, 32),
        Inception(256, 128, 128, 192, 32, 96, 64),
        pool(),
        Inception(480, 192, 96, 208, 16, 48, 64),
        Inception(512, 160, 112, 224, 24, 64, 64),
        Inception(512, 128, 128, 256, 24, 64, 64))


def timed(work, wait, seconds):
    """Milliseconds of each run, once it has got up to speed."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        work()
        wait()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        work()
        wait()
        times.append(1e3 * (time.perf_counter() - start))
    return times


def recorded(work):
    """The same as a graph, or None where there is no such thing."""
    if not torch.cuda.is_available():
        return None
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            work()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        work()
    return graph.replay


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", help="where the figures go, too")
    parser.add_argument("--quick", action="store_true", help="take half a second for each instead of four")
    parser.add_argument("sizes", nargs="+", metavar="WIDTHxHEIGHT")
    arguments = parser.parse_args()
    gpu = torch.cuda.is_available()
    device = torch.device("cuda" if gpu else "cpu")
    wait = torch.cuda.synchronize if gpu else lambda: None
    torch.manual_seed(1)
    torch.backends.cudnn.benchmark = True
    network = googlenet_to_4c().to(device, memory_format=torch.channels_last).requires_grad_(False)
    report = {"torch": torch.__version__, "device": torch.cuda.get_device_name() if gpu else "CPU", "passes": []}
    print(f"PyTorch {report['torch']} on {report['device']}")
    print(f"{'size':11}  {'pass':7}  {'numbers':8}  {'how':8}  {'median':>11}  {'min':>11}  {'runs':>5}")
    for size in arguments.sizes:
        width, height = (int(side) for side in size.split("x"))
        picture = (240 * torch.rand(1, 3, height, width, device=device) - 120).contiguous(
            memory_format=torch.channels_last)
        leaf = picture.clone(memory_format=torch.channels_last).requires_grad_(True)

        def forward():
            with torch.no_grad():
                return network(picture)

        def step():
            activation = network(leaf)
            return torch.autograd.grad(activation, leaf, activation.detach())

        for tf32 in (False, True) if gpu else (False,):
            torch.backends.cudnn.allow_tf32 = tf32
            torch.backends.cuda.matmul.allow_tf32 = tf32
            for name, work in (("forward", forward), ("step", step)):
                for how, run in (("eager", work), ("graph", recorded(work))):
                    if run is None:
                        continue
                    times = timed(run, wait, 0.5 if arguments.quick else 4)
                    row = {"size": size, "pass": name, "numbers": "tf32" if tf32 else "float32", "how": how,
                           "median_ms": statistics.median(times), "min_ms": min(times), "runs": len(times)}
                    report["passes"].append(row)
                    print(f"{size:11}  {name:7}  {row['numbers']:8}  {how:8}  {row['median_ms']:8.3f} ms"
                          f"  {row['min_ms']:8.3f} ms  {row['runs']:5}", flush=True)
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(report, file, indent=1)


if __name__ == "__main__":
    sys.exit(main())
