"""MNIST's training images, read from the files that the program embeds."""

import gzip
import os

import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "io", "dataset", "mnist")


def training_levels():
    """Grey levels from 0 to 1, 60,000 x 784, float32."""
    with gzip.open(os.path.join(FOLDER, "train-images-idx3-ubyte.gz")) as file:
        data = np.frombuffer(file.read(), np.uint8, offset=16)
    return data.reshape(-1, 784).astype(np.float32) / 255


def binarised(levels, seed=1995):
    """Each pixel on with its grey level as probability, drawn once: 0 or 1, float32."""
    uniform = np.random.default_rng(seed).random(levels.shape, np.float32)
    return (uniform < levels).astype(np.float32)
