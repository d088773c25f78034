#!/usr/bin/python3
"""Speed of OpenBLAS's sgemm on one thread, for products that training has.

It prints one JSON object with the kernel that ran and, for each shape given as
rows x inner x cols, GFLOPS in the fastest of many runs. The left matrix holds
zeros and ones, which sgemm does not make use of.
"""

import argparse
import ctypes
import ctypes.util
import json
import os
import time


def library():
    """OpenBLAS with its functions declared."""
    lib = ctypes.CDLL(ctypes.util.find_library("openblas") or "libopenblas.so.0")
    lib.openblas_get_corename.restype = ctypes.c_char_p
    lib.openblas_get_config.restype = ctypes.c_char_p
    i, f, p = ctypes.c_int, ctypes.c_float, ctypes.c_void_p
    lib.cblas_sgemm.argtypes = [i, i, i, i, i, i, f, p, i, p, i, f, p, i]
    lib.cblas_sgemm.restype = None
    return lib


def loaded():
    """Which OpenBLAS kernel this process runs, for other scripts."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps if "openblas" in line and ".so" in line}
    for path in sorted(paths):
        lib = ctypes.CDLL(path)
        if hasattr(lib, "openblas_get_corename"):
            lib.openblas_get_corename.restype = ctypes.c_char_p
            return "OpenBLAS " + lib.openblas_get_corename().decode()
    return "not OpenBLAS"


def gflops(lib, rows, inner, cols, seconds):
    """Fastest of the runs that fit into a time."""
    import numpy as np

    random = np.random.default_rng(1)
    a = (random.random((rows, inner)) < 0.5).astype(np.float32)
    b = random.standard_normal((inner, cols), np.float32)
    c = np.zeros((rows, cols), np.float32)
    row_major, plain = 101, 111
    call = [row_major, plain, plain, rows, cols, inner, 1.0, a.ctypes.data, inner,
            b.ctypes.data, cols, 0.0, c.ctypes.data, cols]
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        lib.cblas_sgemm(*call)
        best = min(best, time.perf_counter() - began)
    if not np.allclose(c, a @ b, atol=1e-2):
        raise SystemExit("OpenBLAS: the product is wrong")
    return 2e-9 * rows * inner * cols / best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--core", default="", help="OPENBLAS_CORETYPE, as Haswell; empty: the library's choice")
    parser.add_argument("--seconds", type=float, default=0.5, help="time for each shape")
    parser.add_argument("shapes", nargs="+", help="as 500x784x200")
    args = parser.parse_args()
    # The library reads these when it is loaded, which numpy may do too.
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        os.environ.pop(name, None)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if args.core:
        os.environ["OPENBLAS_CORETYPE"] = args.core
    lib = library()
    shapes = {s: gflops(lib, *map(int, s.split("x")), args.seconds) for s in args.shapes}
    print(json.dumps({
        "core": lib.openblas_get_corename().decode(),
        "config": lib.openblas_get_config().decode().strip(), "gflops": shapes,
    }))


if __name__ == "__main__":
    main()
