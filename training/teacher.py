"""A larger network that teaches the small one how the pair benchmark's classes are drawn. It learns from pairs of our
own sentences and then from the benchmark's, and says of pairs of ours how likely it finds each class; the small network
takes these shares for its own goal. Nothing of it is shipped."""
import collections
import os
import random

import numpy
import torch

import bases
import material
import network
import train

OF_A_CLASS = 220  # so many pairs of ours for each class, at most
FIRST = dict(epochs=1, rate=5e-5, size=32, seed=3)
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
    """The larger network with its own word pieces; pairs are read from the same parses."""

    def __init__(self, work, base, entries):
        self.base, self.tools = base, bases.tools(os.path.join(work, "teacher"), base)
        self.pairs = material.own(self.tools.parses, entries)[1]
        self.first = os.path.join(work, "teacher.pt")
        if not os.path.exists(self.first):
            ours = balanced(self.pairs, OF_A_CLASS)
            torch.manual_seed(FIRST["seed"])
            model = train.fit(network.EventReader(base, self.tools.modes), ours, self.tools.pad, **FIRST, weights=ONLY_PLV)
            torch.save(model.state_dict(), self.first)

    def of(self, rows):
        """The teacher that has seen these rows of the benchmark."""
        model = network.EventReader(self.base, self.tools.modes)
        model.load_state_dict(torch.load(self.first))
        ours = balanced(self.pairs, 14, seed=5)
        return train.fit(model, material.plv(self.tools.parses, rows) + ours, self.tools.pad, **SECOND, weights=ONLY_PLV)

    def says(self, model, pairs):
        """For each pair, an item of the small network's, the share of each class."""
        tokens = self.tools.parses
        items = [tokens.item(pair.words.text, source=pair.source, target=pair.target) for pair in pairs]
        return train.relations(model, items, self.tools.pad)[1].astype(numpy.float32)
