#!/usr/bin/env python3
"""What the event reader scores on development data, each pair or sentence by weights that never saw it.

    measure.py DIR own                    acts, status and parts on a held-out tenth of our own sentences (stage 1 without them)
    measure.py DIR zero                   the pair benchmark and who-whom spans by stage 1, which knows no data of others
    measure.py DIR folds --teacher DIR    the pair benchmark in five folds, our own sentences in every fold's training, by the
                                          larger network and by the small one that it teaches
    measure.py DIR spans                  who-whom spans in two folds

DIR holds plv/train.tsv and who_whom/train.txt. Stage 1 and the teachers are trained once and kept in --work.
"""
import argparse
import os

import torch

import bases
import make
import material
import network
import sentences
import teacher
import train


def stage_1(tools, entries, options, name="stage_1.pt"):
    path = os.path.join(options.work, name)
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


def folds(tools, entries, rows, span_rows, options):
    """Root, quad and binary macro-F1 over all pairs, each judged by the fold that was not trained on its sentence. Where
    there is a teacher, each fold has its own, which has seen no more than the small network; its score is told too."""
    larger = options.teacher and teacher.Teacher(options.work, bases.teacher_base(options.teacher), entries, keeps=True)
    gold, got, by_teacher, teach = [], [], [], None
    for held in range(5):
        inside = [row for row in rows if material.fold(row) != held]
        outside = [row for row in rows if material.fold(row) == held]
        gold += [row["gold_root"] for row in outside]
        if larger:
            taught = larger.of(inside, f"teacher_{held}.pt")
            by_teacher += said(train.relations(taught, material.plv(larger.tools.parses, outside), larger.tools.pad)[1])
            tell_pairs(f"teacher to fold {held}", gold, by_teacher)
            teach = lambda pairs: larger.teach(taught, pairs)
        model = make.stage_2(tools, stage_1(tools, entries, options), entries, inside, [], teach)
        got += said(train.relations(model, material.plv(tools.parses, outside), tools.pad)[1])
        tell_pairs(f"to fold {held}", gold, got)
    by_class(gold, got)
    if larger:
        by_class(gold, by_teacher)


def zero(tools, entries, rows, span_rows, options):
    model = stage_1(tools, entries, options)
    gold, got = [row["gold_root"] for row in rows], said(train.relations(model, material.plv(tools.parses, rows), tools.pad)[1])
    tell_pairs("no pair of others", gold, got)
    by_class(gold, got)
    tell_spans(tools, model, span_rows)


def tell_spans(tools, model, span_rows):
    tools.parses.read([text for text, _ in span_rows])
    items = [tools.parses.item(text) for text, _ in span_rows]
    found = train.propose(model, items, tools.pad, make.THRESHOLD)
    for least in (0.0, 0.7, 0.8, 0.9):
        sure = [[(*act, {c: (role, score) for c, (role, score) in links.items() if score >= least}) for *act, links in acts] for acts in found]
        print(f"spans of links from {least}:", train.span_scores(span_rows, items, sure), flush=True)


def spans(tools, entries, rows, span_rows, options):
    for held in range(2):
        model = make.stage_2(tools, stage_1(tools, entries, options), entries, rows, span_rows[1 - held :: 2])
        tell_spans(tools, model, span_rows[held::2])


def own(tools, entries, rows, span_rows, options):
    inside = [entry for entry in entries if not make.held_out(entry)]
    outside = [entry for entry in entries if make.held_out(entry)]
    model = stage_1(tools, inside, options, "stage_1_held_out.pt")
    items, pairs = material.own(tools.parses, outside)
    for threshold in (0.3, 0.4, 0.5, 0.6):
        print(f"from {threshold}:", train.own_scores(items, train.propose(model, items, tools.pad, threshold)), flush=True)
    pairs = [pair for pair in pairs if pair.plv is not None]
    tell_pairs("own pairs", [network.PLV[p.plv] for p in pairs], said(train.relations(model, pairs, tools.pad)[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("others")
    parser.add_argument("what", choices=["own", "zero", "folds", "spans"])
    parser.add_argument("--work", default=os.path.expanduser("~/.cache/casus-training"))
    parser.add_argument("--teacher", metavar="DIR", help="where the five parts of the teacher lie")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = material.plv_rows(os.path.join(options.others, "plv", "train.tsv"))
    span_rows = list(material.who_whom(os.path.join(options.others, "who_whom", "train.txt")))
    tools, entries = bases.tools(options.work), sentences.read()
    {"own": own, "zero": zero, "folds": folds, "spans": spans}[options.what](tools, entries, rows, span_rows, options)


if __name__ == "__main__":
    main()
