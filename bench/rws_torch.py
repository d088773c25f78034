#!/usr/bin/python3
"""Reweighted wake-sleep (Bornschein and Bengio 2015) in PyTorch on the CPU.

The work of `wakesleep train --data digits`: a machine of 784-200-200-200
Bernoulli units, K = 5 samples of each of 100 images, 100 dreams from p as it was
before the update, and one step of Adam with q's gradients of both phases summed.
Three forms of the same mathematics are timed; the fastest is the one to beat:

  repeat  as a user would write it: images repeated K times, autograd
  once    autograd too, with the bottom recognition product once per image
  manual  once, and the gradients written out, into buffers that are kept

A fourth form is of another machine, in which every layer drives all others and units of
the top drive those behind them:

  lateral-top  as manual, with one product for all that drives a layer

With --check it compares the gradients of that form with those of autograd.

It prints one JSON object: seconds per epoch of 60,000 images, and the mean
training bound in nats, which shows that it learns (about 183 in a first epoch at
rate .001).
"""

import argparse
import json
import math
import os
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--form", choices=["repeat", "once", "manual", "lateral-top"], default="repeat")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--layers", default="200,200,200")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--steps", type=int, default=0, help="steps to time; 0 is a whole epoch")
    parser.add_argument("--warmup", type=int, default=30, help="steps before the clock starts")
    parser.add_argument("--core", default="", help="OPENBLAS_CORETYPE, as Haswell; empty: the library's choice")
    parser.add_argument("--wait", choices=["passive", "active"], default="passive",
                        help="how threads wait for work")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="compare gradients of lateral-top with autograd's")
    given = parser.parse_args()
    if given.check and given.form != "lateral-top":
        parser.error("--check is of --form lateral-top")
    return given


args = arguments()
# The library reads these when it is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = str(args.threads)
# Two pools of threads that spin while they wait would take the cores from each other.
os.environ["OMP_WAIT_POLICY"] = args.wait
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OMP_NUM_THREADS"):
    os.environ.pop(name, None)
if args.core:
    os.environ["OPENBLAS_CORETYPE"] = args.core

import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch.nn import functional  # noqa: E402

import mnist  # noqa: E402
import openblas  # noqa: E402


class Parameters:
    """Weights and biases as views of one vector.

    wp[l] is n[l] x n[l-1], down from layer l; wq[l] is n[l-1] x n[l], up to it.
    bp[l] and bq[l] are the biases of layer l in either direction.
    """

    def __init__(self, sizes):
        self.sizes = sizes
        pairs = list(zip(sizes, sizes[1:]))
        shapes = [(n, m) for m, n in pairs] + pairs + [(n,) for n in sizes] + [(n,) for n in sizes[1:]]
        self.flat = torch.zeros(sum(math.prod(s) for s in shapes))
        views, at = [], 0
        for shape in shapes:
            views.append(self.flat[at : at + math.prod(shape)].view(shape))
            at += math.prod(shape)
        top = len(sizes) - 1
        self.wp = [None] + views[:top]
        self.wq = [None] + views[top : 2 * top]
        self.bp = views[2 * top : 3 * top + 1]
        self.bq = [None] + views[3 * top + 1 :]
        self.top = top

    def start(self, ink):
        """Glorot-uniform weights; reluctant units between; pixels' log-odds."""
        for w in self.wp[1:] + self.wq[1:]:
            limit = math.sqrt(6 / sum(w.shape))
            w.uniform_(-limit, limit)
        for l in range(1, self.top):
            self.bp[l].fill_(-1)
            self.bq[l].fill_(-1)
        self.bp[0].copy_(torch.logit(ink.clamp(0.02, 0.98)))
        return self

    def leaves(self):
        """Separate copies that autograd can follow, in the same lists."""
        for group in (self.wp, self.wq, self.bp, self.bq):
            for i, tensor in enumerate(group):
                if tensor is not None:
                    group[i] = tensor.clone().requires_grad_()
        return [t for g in (self.wp, self.wq, self.bp, self.bq) for t in g if t is not None]


def draw(logits):
    with torch.no_grad():
        return torch.bernoulli(torch.sigmoid(logits))


def log_bernoulli(states, logits):
    """log-probability of each row of states."""
    return -functional.binary_cross_entropy_with_logits(logits, states, reduction="none").sum(-1)


class Autograd:
    """The forms repeat and once."""

    def __init__(self, parameters, once):
        self.p, self.once = parameters, once
        self.optimiser = torch.optim.Adam(parameters.leaves(), lr=args.rate)

    def recognise(self, x):
        """States of every layer for K samples of each image, and log q."""
        p, k = self.p, args.samples
        rows = x.repeat_interleave(k, 0)
        if self.once:
            logits = (x @ p.wq[1] + p.bq[1]).repeat_interleave(k, 0)
        else:
            logits = rows @ p.wq[1] + p.bq[1]
        states, log_q = [rows], 0
        for l in range(1, p.top + 1):
            if l > 1:
                logits = states[-1] @ p.wq[l] + p.bq[l]
            states.append(draw(logits))
            log_q = log_q + log_bernoulli(states[-1], logits)
        return states, log_q

    def log_p(self, states):
        p = self.p
        total = log_bernoulli(states[p.top], p.bp[p.top].expand_as(states[p.top]))
        for l in range(p.top):
            total = total + log_bernoulli(states[l], states[l + 1] @ p.wp[l + 1] + p.bp[l])
        return total

    def dream(self, count):
        p = self.p
        with torch.no_grad():
            states = [draw(p.bp[p.top].expand(count, -1))]
            for l in range(p.top, 0, -1):
                states.insert(0, draw(states[0] @ p.wp[l] + p.bp[l - 1]))
        return states

    def step(self, x):
        p, n = self.p, len(x)
        states, log_q = self.recognise(x)
        log_p = self.log_p(states)
        log_weights = (log_p - log_q).detach()
        weights = log_weights.view(n, -1).softmax(1).view(-1)
        dreams = self.dream(n)
        named = sum(
            log_bernoulli(dreams[l], dreams[l - 1] @ p.wq[l] + p.bq[l]) for l in range(1, p.top + 1)
        )
        loss = -((weights * (log_p + log_q)).sum() + named.sum()) / n
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        return -log_weights.mean()


class Manual:
    """The form manual. Errors are state - probability, gradients are of log p and log q."""

    def __init__(self, parameters):
        p = self.p = parameters
        self.g = type(p)(p.sizes)
        self.first, self.second = torch.zeros_like(p.flat), torch.zeros_like(p.flat)
        self.steps = 0

    def step(self, x):
        with torch.no_grad():
            bound = self.wake(x)
            self.sleep(len(x))
            self.update()
            return bound

    @staticmethod
    def fire(probabilities, shape=None):
        uniform = torch.rand(shape or probabilities.shape)
        return torch.lt(uniform, probabilities, out=uniform)

    @staticmethod
    def score(error):
        """log-probability of each row: a unit's is that of what it did, 1 - |error|.

        Logarithms cost more than products: one is taken for four units where that is possible.
        """
        likely = error.abs().neg_().add_(1)
        for _ in range(2):
            half, odd = divmod(likely.shape[-1], 2)
            if not odd:
                likely = likely[..., :half].mul_(likely[..., half:])
        return likely.clamp_(min=1e-30).log_().sum(-1)

    def wake(self, x):
        p, k, n = self.p, args.samples, len(x)
        probability = torch.addmm(p.bq[1], x, p.wq[1]).sigmoid_().unsqueeze(1)
        cube = self.fire(probability, (n, k, p.sizes[1]))
        up = [None, cube - probability]
        weight = -self.score(up[1]).view(-1)
        states = [x, cube.view(n * k, -1)]
        for l in range(2, p.top + 1):
            probability = torch.addmm(p.bq[l], states[-1], p.wq[l]).sigmoid_()
            states.append(self.fire(probability))
            up.append(torch.sub(states[l], probability, out=probability))
            weight -= self.score(up[l])
        down = []
        for l in range(p.top + 1):
            if l < p.top:
                probability = torch.addmm(p.bp[l], states[l + 1], p.wp[l + 1]).sigmoid_()
            else:
                probability = p.bp[l].sigmoid().repeat(n * k, 1)
            seen = probability.view(n, k, -1)
            torch.sub(states[l].view(n, -1, p.sizes[l]), seen, out=seen)
            weight += self.score(probability)
            down.append(probability)
        bound = -weight.mean()
        weight = weight.view(n, k).softmax(1).div_(n)
        self.generative(states, down, weight.view(-1))
        self.recognition(states, up, weight)
        return bound

    def generative(self, states, down, weight):
        g = self.g
        for l, error in enumerate(down):
            torch.mv(error.t(), weight, out=g.bp[l])
            if l < self.p.top:
                torch.mm((states[l + 1] * weight.unsqueeze(1)).t(), error, out=g.wp[l + 1])

    def recognition(self, states, up, weight):
        g = self.g
        # The samples of an image share its pixels, and so the bottom product.
        error = up[1].mul_(weight.unsqueeze(2)).sum(1)
        torch.mm(states[0].t(), error, out=g.wq[1])
        torch.sum(error, 0, out=g.bq[1])
        for l in range(2, self.p.top + 1):
            error = up[l].mul_(weight.view(-1, 1))
            torch.mm(states[l - 1].t(), error, out=g.wq[l])
            torch.sum(error, 0, out=g.bq[l])

    def sleep(self, n):
        p, g = self.p, self.g
        above = self.fire(torch.sigmoid(p.bp[p.top]), (n, p.sizes[p.top]))
        for l in range(p.top, 0, -1):
            below = self.fire(torch.addmm(p.bp[l - 1], above, p.wp[l]).sigmoid_())
            error = torch.addmm(p.bq[l], below, p.wq[l]).sigmoid_()
            torch.sub(above, error, out=error).div_(n)
            g.wq[l].addmm_(below.t(), error)
            g.bq[l] += error.sum(0)
            above = below

    def update(self):
        self.steps += 1
        g, m, v = self.g.flat, self.first, self.second
        m.lerp_(g, 0.1)
        v.mul_(0.999).addcmul_(g, g, value=0.001)
        root = math.sqrt(1 - 0.999**self.steps)
        size = args.rate * root / (1 - 0.9**self.steps)
        self.p.flat.addcdiv_(m, v.sqrt().add_(1e-8 * root), value=size)


class JoinedParameters:
    """Those of a machine in which all layers drive each other, and units of the top too.

    What drives a layer lies in one matrix: the rows of wp[l] are all units above it, the
    rows of wq[l], from layer 2 on, all hidden units below it. The pixels drive all hidden
    layers by one matrix. Lateral is a strict triangle: unit i drives unit j where i < j.
    """

    def __init__(self, sizes, flat=None):
        self.sizes, self.top = sizes, len(sizes) - 1
        top, hidden = self.top, sum(sizes[1:])
        shapes = [(sum(sizes[l + 1 :]), sizes[l]) for l in range(top)]
        shapes += [(sum(sizes[1:l]), sizes[l]) for l in range(2, top + 1)]
        shapes += [(sizes[0], hidden), (sizes[top], sizes[top])] + [(n,) for n in sizes] + [(hidden,)]
        self.flat = torch.zeros(sum(math.prod(s) for s in shapes)) if flat is None else flat
        views, at = [], 0
        for shape in shapes:
            views.append(self.flat[at : at + math.prod(shape)].view(shape))
            at += math.prod(shape)
        self.wp, self.wq = views[:top], [None, None] + views[top : 2 * top - 1]
        self.pixels, self.lateral = views[2 * top - 1 : 2 * top + 1]
        self.bp, self.bq = views[2 * top + 1 : 3 * top + 2], views[3 * top + 2]
        # Where layers lie among all units, and where hidden ones lie among hidden units.
        ends = [sum(sizes[: l + 1]) for l in range(top + 1)]
        self.units = [slice(end - n, end) for n, end in zip(sizes, ends)]
        self.hidden = [None] + [slice(s.start - sizes[0], s.stop - sizes[0]) for s in self.units[1:]]
        self.above = [slice(end - sizes[0], None) for end in ends]
        self.below = [None] + [slice(0, s.start) for s in self.hidden[1:]]

    def start(self, ink):
        """As in Parameters, for what drives a layer from next to it; the rest is zero."""
        sizes = self.sizes
        for l in range(self.top):
            limit = math.sqrt(6 / (sizes[l] + sizes[l + 1]))
            self.wp[l][: sizes[l + 1]].uniform_(-limit, limit)
            into = self.wq[l + 1][-sizes[l] :] if l else self.pixels[:, self.hidden[1]]
            into.uniform_(-limit, limit)
        for l in range(1, self.top):
            self.bp[l].fill_(-1)
            self.bq[self.hidden[l]].fill_(-1)
        self.bp[0].copy_(torch.logit(ink.clamp(0.02, 0.98)))
        return self


class LateralTop(Manual):
    """The form lateral-top. States of the hidden layers lie side by side."""

    # block is how many units of the top are dreamt together; 50 to 100 are equally fast.
    block = 50

    def __init__(self, parameters):
        super().__init__(parameters)
        self.down = torch.empty(args.batch * args.samples, sum(parameters.sizes))

    def wake(self, x):
        p, k, n = self.p, args.samples, len(x)
        pixels = p.sizes[0]
        self.states, up = self.recognise(x)
        down = self.down
        self.score_down(down)
        down.sigmoid_()
        seen = down[:, :pixels].view(n, k, pixels)
        torch.sub(x.unsqueeze(1), seen, out=seen)
        torch.sub(self.states, down[:, pixels:], out=down[:, pixels:])
        weight = self.score(down).sub_(self.score(up))
        bound = -weight.mean()
        weight = weight.view(n, k).softmax(1).div_(n)
        self.generative(down, weight.view(-1, 1))
        self.recognition(x, up, weight)
        return bound

    def recognise(self, x):
        """Hidden states of K samples of each image, and their errors under q."""
        p, k, n = self.p, args.samples, len(x)
        driven = torch.addmm(p.bq, x, p.pixels).unsqueeze(1)
        states = torch.rand(n, k, driven.shape[2])
        errors = torch.empty_like(states)
        flat = states.view(n * k, -1)
        for l in range(1, p.top + 1):
            own = p.hidden[l]
            probability = driven[..., own]
            if l > 1:
                below = torch.mm(flat[:, p.below[l]], p.wq[l]).view(n, k, -1)
                probability = below.add_(probability).sigmoid_()
            else:
                probability = probability.sigmoid()
            torch.lt(states[..., own], probability, out=states[..., own])
            torch.sub(states[..., own], probability, out=errors[..., own])
        return flat, errors.view(n * k, -1)

    def score_down(self, logits):
        p, states = self.p, self.states
        for l in range(p.top):
            torch.addmm(p.bp[l], states[:, p.above[l]], p.wp[l], out=logits[:, p.units[l]])
        torch.addmm(p.bp[p.top], states[:, p.hidden[p.top]], p.lateral, out=logits[:, p.units[p.top]])

    def generative(self, down, weight):
        p, g = self.p, self.g
        weighted = (self.states * weight).t()
        for l in range(p.top + 1):
            error = down[:, p.units[l]]
            torch.mv(error.t(), weight.view(-1), out=g.bp[l])
            if l < p.top:
                torch.mm(weighted[p.above[l]], error, out=g.wp[l])
            else:
                torch.mm(weighted[p.hidden[l]], error, out=g.lateral).triu_(1)

    def recognition(self, x, up, weight):
        p, g = self.p, self.g
        n, k = weight.shape
        error = torch.mul(up, weight.view(-1, 1), out=up)
        image = error.view(n, k, -1).sum(1)
        torch.mm(x.t(), image, out=g.pixels)
        torch.sum(image, 0, out=g.bq)
        for l in range(2, p.top + 1):
            torch.mm(self.states[:, p.below[l]].t(), error[:, p.hidden[l]], out=g.wq[l])

    def sleep(self, n):
        p, g = self.p, self.g
        x, states = self.dream(n)
        logits = torch.addmm(p.bq, x, p.pixels)
        for l in range(2, p.top + 1):
            logits[:, p.hidden[l]].addmm_(states[:, p.below[l]], p.wq[l])
        error = torch.sub(states, logits.sigmoid_(), out=logits).div_(n)
        g.pixels.addmm_(x.t(), error)
        g.bq += error.sum(0)
        for l in range(2, p.top + 1):
            g.wq[l].addmm_(states[:, p.below[l]].t(), error[:, p.hidden[l]])

    def dream(self, n):
        """Pixels and hidden states of n dreams."""
        p = self.p
        states = torch.rand(n, sum(p.sizes[1:]))
        self.dream_top(states[:, p.hidden[p.top]])
        for l in range(p.top - 1, -1, -1):
            probability = torch.addmm(p.bp[l], states[:, p.above[l]], p.wp[l]).sigmoid_()
            if l == 0:
                return self.fire(probability), states
            torch.lt(states[:, p.hidden[l]], probability, out=states[:, p.hidden[l]])

    def dream_top(self, states):
        """Uniform numbers become states, a block of units at a time.

        Units of a block fire as those before them in the block did a round ago, until none
        changes. The first is right after one round, the second after two, so this ends
        in what unit by unit would give, several times as fast; mostly a few rounds do.
        """
        p = self.p
        margins = p.bp[p.top] - torch.logit(states, 1e-7)
        for first in range(0, margins.shape[1], self.block):
            own = slice(first, first + self.block)
            margin, weights = margins[:, own], p.lateral[own, own]
            if first:
                margin = torch.addmm(margin, states[:, :first], p.lateral[:first, own])
            fired = margin.gt(0).float()
            while True:
                again = torch.addmm(margin, fired, weights).gt_(0)
                if torch.equal(again, fired):
                    break
                fired = again
            states[:, own] = fired


def train(machine, images, steps):
    """Does steps from the start of an epoch on; returns the mean bound in nats."""
    order = torch.from_numpy(np.random.default_rng(args.seed).permutation(len(images)))
    bounds = torch.zeros(steps)
    per_epoch = len(images) // args.batch
    for i in range(steps):
        first = i % per_epoch * args.batch
        bounds[i] = machine.step(images[order[first : first + args.batch]])
    return bounds.mean().item()


def check(machine, x):
    """How far gradients of the form lateral-top are from autograd's, and the largest of these.

    Autograd differentiates the formulas of log p and log q at the states that were drawn.
    """
    p, n = machine.p, len(x)
    p.flat += 0.1 * torch.randn(p.flat.shape)
    p.lateral.triu_(1)
    with torch.no_grad():
        dreams = machine.dream(n)
        machine.dream = lambda n: dreams
        machine.wake(x)
        machine.sleep(n)
    leaf = p.flat.clone().requires_grad_()
    q = JoinedParameters(p.sizes, leaf)

    def log_q(pixels, states):
        total = 0
        for l in range(1, q.top + 1):
            logits = pixels @ q.pixels[:, q.hidden[l]] + q.bq[q.hidden[l]]
            if l > 1:
                logits = logits + states[:, q.below[l]] @ q.wq[l]
            total = total + log_bernoulli(states[:, q.hidden[l]], logits)
        return total

    rows, states = x.repeat_interleave(args.samples, 0), machine.states
    top = states[:, q.hidden[q.top]]
    log_p = log_bernoulli(top, top @ q.lateral.triu(1) + q.bp[q.top])
    for l in range(q.top):
        own = states[:, q.hidden[l]] if l else rows
        log_p = log_p + log_bernoulli(own, states[:, q.above[l]] @ q.wp[l] + q.bp[l])
    seen = log_q(rows, states)
    weights = (log_p - seen).detach().view(n, -1).softmax(1).view(-1)
    (((log_p + seen) * weights).sum() + log_q(*dreams).sum()).div(n).backward()
    return (machine.g.flat - leaf.grad).abs().max().item(), leaf.grad.abs().max().item()


def main():
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    levels = mnist.training_levels()
    images = torch.from_numpy(mnist.binarised(levels))
    sizes = [images.shape[1]] + [int(n) for n in args.layers.split(",")]
    of = JoinedParameters if args.form == "lateral-top" else Parameters
    parameters = of(sizes).start(torch.from_numpy(levels.mean(0)))
    del levels
    hand = {"manual": Manual, "lateral-top": LateralTop}
    if args.form in hand:
        machine = hand[args.form](parameters)
    else:
        machine = Autograd(parameters, args.form == "once")
    if args.check:
        print("gradients differ by %.2g; the largest is %.2g" % check(machine, images[: args.batch]))
        return
    epoch = len(images) // args.batch
    steps = args.steps or epoch
    # A whole epoch starts from nothing, so that its bound can be compared.
    if args.steps:
        train(machine, images, args.warmup)
    began, busy = time.perf_counter(), time.process_time()
    bound = train(machine, images, steps)
    busy = time.process_time() - busy
    seconds = time.perf_counter() - began
    print(json.dumps({
        "torch": torch.__version__, "blas": openblas.loaded(), "form": args.form,
        "threads": torch.get_num_threads(), "batch": args.batch, "steps": steps,
        "seconds_per_epoch": seconds / steps * epoch, "bound_nats": bound,
        "processor_seconds_per_epoch": busy / steps * epoch,
    }))


main()
