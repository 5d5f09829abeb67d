#!/usr/bin/env python3
"""Makes the event reader's weights, from scratch.

    python3 -m venv .venv && .venv/bin/pip install -r training/requirements.txt
    .venv/bin/python training/make.py --others DIR --teacher DIR
                                                       with the pair and who-whom data of others where DIR has them,
                                                       and the larger network whose five parts lie in the other DIR
    .venv/bin/python training/make.py                  from our own sentences alone

Stage 1 trains on our own labelled sentences. Stage 2 goes on from there and adds the data of others, whose acts get
their words from the reader of stage 1 (`weak.py`), and what the teacher says of pairs of ours (`teacher.py`). Last comes
what is seen at a glance (`glance.py`). What is written: models/event_reader.safetensors. Seeds and settings are fixed;
two cores need about three hours. The same machine and number of threads give the same weights; another machine's
arithmetic may differ in the last digits.
"""
import argparse
import os
import random

import torch

import bases
import export
import glance
import material
import network
import sentences
import teacher
import train
import weak

THRESHOLD = 0.3  # from here on an act is proposed; the coder asks for more where no rule speaks
# Stage 1 goes over everything twice, the second time with smaller steps, and ends on pairs.
STAGE_1 = [dict(epochs=4, rate=2e-4, size=32, seed=0), dict(epochs=3, rate=1.2e-4, size=32, seed=5)]
STAGE_1_PAIRS = dict(epochs=2, rate=8e-5, size=32, seed=7)
STAGE_2 = dict(epochs=3, rate=1e-4, size=32)
PAIRS_OF_A_CLASS = 260  # of ours in stage 2
HELD_OUT = 10  # one sentence in so many is kept back by `measure.py own`


def held_out(entry):
    return material.stable_number(entry.text) % HELD_OUT == 0


def stage_1(tools, entries, log=print):
    """A reader from our own sentences alone."""
    whole, pairs = material.own(tools.parses, entries)
    torch.manual_seed(STAGE_1[0]["seed"])
    model = network.EventReader(tools.small, tools.modes)
    for settings in STAGE_1:
        train.fit(model, whole + pairs, tools.pad, **settings, log=log)
    some = random.Random(1).sample(whole, min(len(whole), 1500))
    return train.fit(model, pairs + some, tools.pad, **STAGE_1_PAIRS, log=log)


def stage_2(tools, model, entries, plv_rows, span_rows, teach=None, log=print, seed=1):
    """The same reader with the data of others beside our own: as many of our sentences as there are of theirs twice over,
    so that neither forgets the other, and pairs of ours, with what a teacher says of them where there is one."""
    whole, pairs = material.own(tools.parses, entries)
    some_pairs = teacher.balanced(pairs, PAIRS_OF_A_CLASS)
    some_pairs = teach(some_pairs) if teach else some_pairs
    others = material.plv(tools.parses, plv_rows)
    marked = weak.from_pairs(model, tools.parses, plv_rows, tools.pad) if plv_rows else []
    marked += weak.from_spans(model, tools.parses, span_rows, tools.pad) if span_rows else []
    some_whole = random.Random(seed).sample(whole, min(len(whole), 2 * len(marked)))
    return train.fit(model, others + marked + some_pairs + some_whole, tools.pad, **STAGE_2, seed=seed, log=log)


def finish(tools, model, entries, texts, log=print):
    """Fits the glances on our sentences and on texts of others where there are some."""
    texts = [entry.text for entry in entries] + texts
    tools.parses.read(texts)
    return glance.fit(model, [tools.parses.item(text) for text in texts], tools.pad, THRESHOLD, log)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--others", metavar="DIR", help="folder with plv/train.tsv and who_whom/train.txt")
    parser.add_argument("--teacher", metavar="DIR", help="folder with the five parts of the teacher")
    parser.add_argument("--work", metavar="DIR", default=os.path.expanduser("~/.cache/casus-training"), help="bases, parses and checkpoints")
    parser.add_argument("--out", default=os.path.join(os.path.dirname(__file__), "..", "models", "event_reader.safetensors"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tools = bases.tools(options.work)
    entries = sentences.read()
    checkpoint = os.path.join(options.work, "stage_1.pt")
    model = stage_1(tools, entries)
    torch.save(model.state_dict(), checkpoint)
    span_rows = []
    if options.others:
        plv_rows = material.plv_rows(os.path.join(options.others, "plv", "train.tsv"))
        span_rows = list(material.who_whom(os.path.join(options.others, "who_whom", "train.txt")))
        teach = None
        if options.teacher:
            larger = teacher.Teacher(options.work, bases.teacher_base(options.teacher), entries)
            taught = larger.of(plv_rows)
            teach = lambda pairs: larger.teach(taught, pairs)
        model = stage_2(tools, model, entries, plv_rows, span_rows, teach)
    finish(tools, model, entries, [text for text, _ in span_rows])
    export.export(model, tools.tokenizer, options.out, THRESHOLD)
    print("written", options.out)


if __name__ == "__main__":
    main()
