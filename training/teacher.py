"""A larger network that teaches the small one how the pair benchmark's classes are drawn. It learns from pairs of our
own sentences and then from the benchmark's, and says of pairs of ours how likely it finds each class; the small network
takes these shares for its own goal. Nothing of it is shipped."""
import collections
import dataclasses
import os
import random

import numpy
import torch

import bases
import material
import network
import train

OF_A_CLASS = 300  # so many pairs of ours for each class, at most
BESIDE = 14  # so many of them beside the pairs of the benchmark
FROZEN = 4  # layers that stay as they are, and the embeddings below them: half the time, and few pairs to change them by
FIRST = dict(epochs=2, rate=6e-5, size=32, seed=3)
SECOND = dict(epochs=4, rate=5e-5, size=24, seed=4)
ONLY_PLV = {"relation": 0.0}


def balanced(pairs, most, seed=3):
    """At most so many pairs of each class, none of a class unknown."""
    chooser, taken, out = random.Random(seed), collections.Counter(), []
    for pair in chooser.sample(pairs, len(pairs)):
        if pair.plv is not None and taken[pair.plv] < most:
            taken[pair.plv] += 1
            out.append(pair)
    return out


class Teacher:
    """The larger network with its own word pieces; pairs are read from the same parses. With `keeps` what is trained lies
    in the work folder for another run, which takes it as it is there."""

    def __init__(self, work, base, entries, keeps=False):
        self.work, self.base, self.keeps = work, base, keeps
        self.tools = bases.tools(os.path.join(work, "teacher"), base)
        self.pairs = material.own(self.tools.parses, entries)[1]
        ours = balanced(self.pairs, OF_A_CLASS)
        first = self.trained("teacher.pt", lambda model: train.fit(model, ours, self.tools.pad, **FIRST, weights=ONLY_PLV))
        self.first = first.state_dict()

    def trained(self, name, fit):
        """A network that is trained so, or that was kept under this name."""
        torch.manual_seed(FIRST["seed"])
        model, path = network.EventReader(self.base, self.tools.modes), os.path.join(self.work, name)
        for part in [model.encoder.embeddings, *model.encoder.encoder.layer[:FROZEN]]:
            part.requires_grad_(False)
        if self.keeps and os.path.exists(path):
            model.load_state_dict(torch.load(path))
            return model
        fit(model)
        if self.keeps:
            torch.save(model.state_dict(), path)
        return model

    def of(self, rows, name="teacher_all.pt"):
        """The teacher that has seen these rows of the benchmark."""
        some = material.plv(self.tools.parses, rows) + balanced(self.pairs, BESIDE, seed=5)

        def fit(model):
            model.load_state_dict(self.first)
            train.fit(model, some, self.tools.pad, **SECOND, weights=ONLY_PLV)

        return self.trained(name, fit)

    def teach(self, model, pairs):
        """Pairs of the small network's with what this teacher says of their classes."""
        items = [self.tools.parses.item(pair.words.text, source=pair.source, target=pair.target) for pair in pairs]
        shares = train.relations(model, items, self.tools.pad)[1].astype(numpy.float32)
        return [dataclasses.replace(pair, plv=share) for pair, share in zip(pairs, shares)]
