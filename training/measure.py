#!/usr/bin/env python3
"""What the event reader scores on development data, each pair or sentence by weights that never saw it.

    measure.py DIR own         acts, status and parts on a held-out tenth of our own sentences (stage 1 without them)
    measure.py DIR zero        the pair benchmark and who-whom spans by stage 1, which knows no data of others
    measure.py DIR folds       the pair benchmark in five folds, our own sentences in every fold's training
    measure.py DIR spans       who-whom spans in two folds
    measure.py DIR teacher     the pair benchmark in five folds by the larger network (takes an hour)

DIR holds plv/train.tsv and who_whom/train.txt. Stage 1 is trained once and kept in --work.
"""
import argparse
import os
import random

import torch

import bases
import make
import material
import network
import sentences
import train
import weak


def stage_1(tools, entries, path):
    if not os.path.exists(path):
        torch.save(make.stage_1(tools, entries).state_dict(), path)
    model = network.EventReader(tools.small, tools.modes)
    model.load_state_dict(torch.load(path))
    return model


def said(scores):
    return [network.PLV[i] for i in scores.argmax(1)]


def tell_pairs(name, gold, got):
    root, quad, binary = train.pair_scores(gold, got)
    print(f"{name}: root {root:.3f} quad {quad:.3f} binary {binary:.3f} ({len(gold)} pairs)", flush=True)


def by_class(gold, got):
    per = {x: train.f1(sum(a == b == x for a, b in zip(gold, got)), got.count(x), gold.count(x)) for x in network.PLV}
    print("  " + "  ".join(f"{x} {v:.2f}" for x, v in per.items()), flush=True)


def folds(tools, entries, rows, span_rows, path):
    """Root, quad and binary macro-F1 over all pairs, each judged by the fold that was not trained on its sentence."""
    gold, got = [], []
    for held in range(5):
        inside = [row for row in rows if material.fold(row) != held]
        outside = [row for row in rows if material.fold(row) == held]
        model = make.stage_2(tools, stage_1(tools, entries, path), entries, inside, [])
        gold += [row["gold_root"] for row in outside]
        got += said(train.relations(model, material.plv(tools.parses, outside), tools.pad)[1])
        tell_pairs(f"to fold {held}", gold, got)
    by_class(gold, got)


def zero(tools, entries, rows, span_rows, path):
    model = stage_1(tools, entries, path)
    gold, got = [row["gold_root"] for row in rows], said(train.relations(model, material.plv(tools.parses, rows), tools.pad)[1])
    tell_pairs("no pair of others", gold, got)
    by_class(gold, got)
    tell_spans(tools, model, span_rows)


def tell_spans(tools, model, span_rows):
    tools.parses.read([text for text, _ in span_rows])
    items = [tools.parses.item(text) for text, _ in span_rows]
    for threshold in (0.2, 0.3, 0.4, 0.5):
        print(f"spans from {threshold}:", train.span_scores(span_rows, items, train.propose(model, items, tools.pad, threshold)), flush=True)


def spans(tools, entries, rows, span_rows, path):
    for held in range(2):
        model = make.stage_2(tools, stage_1(tools, entries, path), entries, rows, span_rows[1 - held :: 2])
        tell_spans(tools, model, span_rows[held::2])


def own(tools, entries, work):
    inside = [entry for entry in entries if not make.held_out(entry)]
    outside = [entry for entry in entries if make.held_out(entry)]
    model = stage_1(tools, inside, os.path.join(work, "stage_1_held_out.pt"))
    items, pairs = material.own(tools.parses, outside)
    for threshold in (0.3, 0.4, 0.5, 0.6):
        print(f"from {threshold}:", train.own_scores(items, train.propose(model, items, tools.pad, threshold)), flush=True)
    pairs = [pair for pair in pairs if pair.plv is not None]
    tell_pairs("own pairs", [network.PLV[p.plv] for p in pairs], said(train.relations(model, pairs, tools.pad)[1]))


def teach(work, base, entries, rows):
    """The larger network in the same folds; what it says is kept for `taught`."""
    teacher = Teacher(work, base, entries)
    gold, got = [], []
    for held in range(FOLDS):
        inside = [row for row in rows if material.fold(row) != held]
        outside = [row for row in rows if material.fold(row) == held]
        model = teacher.of(inside)
        torch.save(model.state_dict(), os.path.join(work, f"teacher_{held}.pt"))
        gold += [row["gold_root"] for row in outside]
        got += said(train.relations(model, material.plv(teacher.tools.parses, outside), teacher.tools.pad)[1])
        tell_pairs(f"teacher to fold {held}", gold, got)
    by_class(gold, got)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("others")
    parser.add_argument("what", choices=["own", "zero", "folds", "spans", "teacher"])
    parser.add_argument("--work", default=os.path.expanduser("~/.cache/casus-training"))
    parser.add_argument("--teacher", metavar="DIR", help="where the five parts of the teacher lie")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = material.plv_rows(os.path.join(options.others, "plv", "train.tsv"))
    if options.what == "teacher":
        return teacher(options.work, bases.teacher_base(options.teacher), rows)
    span_rows = list(material.who_whom(os.path.join(options.others, "who_whom", "train.txt")))
    tools, entries = bases.tools(options.work), sentences.read()
    path = os.path.join(options.work, "stage_1.pt")
    if options.what == "own":
        return own(tools, entries, options.work)
    {"zero": zero, "folds": folds, "spans": spans}[options.what](tools, entries, rows, span_rows, path)


if __name__ == "__main__":
    main()
