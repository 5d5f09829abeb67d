"""Training of the event reader, and what it scores on development data."""
import collections
import math
import random
import time

import numpy
import torch
from torch import nn

import features
import material
import network


def tensors(items, modes, pad):
    arrays = material.batch(items, modes, pad)
    out = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return out


def word_states(states, row, item, words):
    return states[row, [int(item.first_piece[word]) for word in words]]


def shares(plv):
    """What is wanted of the pair benchmark's classes: all of one, or a share of each."""
    return plv if isinstance(plv, numpy.ndarray) else numpy.eye(len(network.PLV), dtype=numpy.float32)[plv]


def loss_of(model, items, pad, weights):
    """The sum of what the heads get wrong on a mixed batch; each part is a mean over its own decisions."""
    batch = tensors(items, model.modes, pad)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encode(batch)
    states = states.float()
    parts = {}
    asked = [row for row, item in enumerate(items) if item.source is not None]
    if asked:
        some = {name: value[asked] for name, value in batch.items()}
        ours, plv = model.relation(states[asked], some)
        logs = nn.functional.log_softmax(ours, -1)
        right = torch.zeros_like(ours)
        for row, at in enumerate(asked):
            for relation in items[at].relation:
                right[row, network.RELATIONS.index(relation)] = 1
        parts["relation"] = -(torch.logsumexp(logs.masked_fill(right == 0, -1e9), -1)).mean()
        known = [row for row, at in enumerate(asked) if items[at].plv is not None]
        if known:
            said = torch.from_numpy(numpy.stack([shares(items[asked[row]].plv) for row in known]))
            parts["plv"] = nn.functional.cross_entropy(plv[known], said)
    rows, places, wanted = [], [], []
    triggers, kinds, statuses, modes = [], [], [], []
    arcs = []
    for row, item in enumerate(items):
        if item.source is not None:
            continue
        marks = {trigger: kind + 1 for trigger, kind, *_ in item.acts if item.first_piece[trigger] > 0}
        for word, first in enumerate(item.first_piece):
            if first > 0 and (item.complete or word in marks):
                rows.append(row)
                places.append(int(first))
                wanted.append(marks.get(word, 0))
        allowed = features.candidates(item.words) if item.acts else []
        for trigger, kind, mode, status, roles, roles_known in item.acts:
            if item.first_piece[trigger] < 1:
                continue
            triggers.append((row, int(item.first_piece[trigger])))
            kinds.append(kind)
            statuses.append(-100 if status is None else status)
            name = features.TYPES[kind] + "/" + (mode or "-")
            modes.append(-100 if status is None else model.modes.index(name))
            for candidate in sorted(set(allowed) | set(roles)):
                first = int(item.first_piece[candidate])
                if candidate == trigger or first < 1:
                    continue
                if roles_known is not None and candidate not in roles_known:
                    continue
                arcs.append(
                    (row, int(item.first_piece[trigger]), first, kind, features.distance(trigger, candidate),
                     features.path(item.words, trigger, candidate), roles.get(candidate, 0))
                )
    if rows:
        logits = model.trigger(model.drop(states[rows, places]))
        parts["trigger"] = nn.functional.cross_entropy(logits, torch.tensor(wanted))
    if triggers:
        at = model.drop(states[[t[0] for t in triggers], [t[1] for t in triggers]])
        if any(status >= 0 for status in statuses):
            parts["status"] = nn.functional.cross_entropy(model.status(at), torch.tensor(statuses))
            allowed = torch.tensor([[mode.startswith(features.TYPES[kind] + "/") for mode in model.modes] for kind in kinds])
            parts["mode"] = nn.functional.cross_entropy(model.mode(at).masked_fill(~allowed, -1e9), torch.tensor(modes))
    if arcs:
        row, trigger, candidate, kind, distance, path, role = map(list, zip(*arcs))
        logits = model.arcs(states[row, trigger], states[row, candidate], torch.tensor(kind), torch.tensor(distance), torch.tensor(path))
        parts["arcs"] = nn.functional.cross_entropy(logits, torch.tensor(role))
    total = sum(weights.get(name, 1.0) * part for name, part in parts.items())
    return total, {name: float(part.detach()) for name, part in parts.items()}


WEIGHTS = {"trigger": 4.0, "arcs": 3.0, "status": 1.0, "mode": 0.4, "relation": 1.0, "plv": 1.0}


def fit(model, items, pad, epochs, rate, size=16, seed=0, weights=WEIGHTS, after=None, log=print):
    """AdamW with warm-up and linear decay; sequences of like length together; the same seed gives the same weights on
    the same machine and threads."""
    random.seed(seed)
    torch.manual_seed(seed)
    learning = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    body = [p for name, p in learning if name.startswith("encoder.")]
    heads = [p for name, p in learning if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 4}], weight_decay=0.01, fused=True)
    steps = epochs * math.ceil(len(items) / size)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm))))
    for epoch in range(epochs):
        model.train()
        order = list(range(len(items)))
        random.shuffle(order)
        batches = []
        for k in range(0, len(order), size * 16):
            near = sorted(order[k : k + size * 16], key=lambda i: len(items[i].pieces))
            batches += [near[j : j + size] for j in range(0, len(near), size)]
        random.shuffle(batches)
        start, sums = time.time(), collections.Counter()
        for chosen in batches:
            total, parts = loss_of(model, [items[i] for i in chosen], pad, weights)
            optimizer.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            sums.update(parts)
        log(f"epoch {epoch + 1}/{epochs} {time.time() - start:.0f} s  " + "  ".join(f"{k} {v / len(batches):.3f}" for k, v in sorted(sums.items())), flush=True)
        if after and (epoch + 1 == epochs):
            after(model)
    return model


@torch.no_grad()
def relations(model, items, pad):
    """For each pair the probabilities of our relations and of the benchmark's classes."""
    model.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces))
    ours, plv = [None] * len(items), [None] * len(items)
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        batch = tensors([items[i] for i in chosen], model.modes, pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model.encode(batch)
        a, b = model.relation(states.float(), batch)
        for i, x, y in zip(chosen, a.softmax(-1).numpy(), b.softmax(-1).numpy()):
            ours[i], plv[i] = x, y
    return numpy.array(ours), numpy.array(plv)


@torch.no_grad()
def propose(model, items, pad, threshold=0.5):
    """Proposals of each sentence: (trigger, kind, score, mode, status, {candidate: (role, score)})."""
    model.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces))
    out = [None] * len(items)
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        batch = tensors([items[i] for i in chosen], model.modes, pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model.encode(batch)
        states = states.float()
        for row, i in enumerate(chosen):
            item = items[i]
            seen = [w for w, first in enumerate(item.first_piece) if first > 0]
            vectors = states[row, [int(item.first_piece[w]) for w in seen]]
            scores = model.trigger(vectors).softmax(-1)
            allowed = [c for c in features.candidates(item.words) if item.first_piece[c] > 0]
            found = []
            for place, word in enumerate(seen):
                if 1 - float(scores[place, 0]) < threshold:
                    continue
                kind = int(scores[place, 1:].argmax())
                status = model.status(vectors[place]).softmax(-1)
                own = [m for m, mode in enumerate(model.modes) if mode.startswith(features.TYPES[kind] + "/")]
                mode = model.modes[own[int(model.mode(vectors[place])[own].argmax())]].split("/")[1]
                those = [c for c in allowed if c != word]
                links = {}
                if those:
                    n = len(those)
                    logits = model.arcs(
                        vectors[place].expand(n, -1), states[row, [int(item.first_piece[c]) for c in those]],
                        torch.full((n,), kind), torch.tensor([features.distance(word, c) for c in those]),
                        torch.tensor([features.path(item.words, word, c) for c in those]),
                    ).softmax(-1)
                    for c, p in zip(those, logits):
                        if int(p.argmax()) > 0:
                            links[c] = (features.ROLES[int(p.argmax())], float(p.max()))
                found.append((word, kind, float(scores[place, kind + 1]), None if mode == "-" else mode, int(status.argmax()), links))
            out[i] = found
    return out


def f1(right, said, true):
    return 2 * right / (said + true) if said + true else 0.0


def macro(gold, got):
    labels = set(gold) | set(got)
    return sum(f1(sum(g == p == x for g, p in zip(gold, got)), list(got).count(x), list(gold).count(x)) for x in labels) / len(labels)


QUAD = dict(AGREE=1, CONSULT=1, SUPPORT=1, COOPERATE=2, AID=2, YIELD=2, ACCUSE=3, REQUEST=3, REJECT=3, THREATEN=3,
            PROTEST=4, MOBILIZE=4, SANCTION=4, COERCE=4, ASSAULT=4)


def pair_scores(gold, got):
    quad = lambda xs: [QUAD[x] for x in xs]
    binary = lambda xs: [QUAD[x] >= 3 for x in xs]
    return macro(gold, got), macro(quad(gold), quad(got)), macro(binary(gold), binary(got))


def own_scores(items, proposals):
    """How proposals agree with the marks of held-out sentences of our own."""
    n = collections.Counter()
    for item, found in zip(items, proposals):
        gold = {trigger: (kind, mode, status, roles) for trigger, kind, mode, status, roles, _ in item.acts}
        n["gold"] += len(gold)
        n["said"] += len(found)
        n["empty"] += not gold
        n["empty wrong"] += bool(not gold and found)
        for trigger, kind, _, mode, status, links in found:
            if trigger not in gold:
                continue
            n["trigger"] += 1
            g = gold[trigger]
            n["type"] += g[0] == kind
            n["status"] += g[2] == status
            n["not happened"] += g[2] != 0
            n["asserted"] += g[2] != 0 and status == 0
            n["mode"] += g[0] == kind and g[1] == mode
            for role in features.ROLES[1:]:
                a = {c for c, r in g[3].items() if features.ROLES[r] == role}
                b = {c for c, (r, _) in links.items() if r == role}
                n["g " + role] += len(a)
                n["s " + role] += len(b)
                n["r " + role] += len(a & b)
    t = max(1, n["trigger"])
    return (
        f"act F1 {f1(n['type'], n['said'], n['gold']):.3f} (P {n['type'] / max(1, n['said']):.3f} R {n['type'] / max(1, n['gold']):.3f}; trigger alone {f1(n['trigger'], n['said'], n['gold']):.3f})"
        f"  status {n['status'] / t:.3f} asserted {n['asserted'] / max(1, n['not happened']):.3f}  mode {n['mode'] / max(1, n['type']):.3f}"
        f"  empty with act {n['empty wrong']}/{n['empty']}  "
        + " ".join(f"{role} {f1(n['r ' + role], n['s ' + role], n['g ' + role]):.3f}" for role in features.ROLES[1:])
    )


def span_scores(rows, items, proposals):
    """Who and whom on sentences of others: spans that share half of their union, as the benchmark counts."""
    n = collections.Counter()
    for (text, gold), item, found in zip(rows, items, proposals):
        said = {"S": set(), "T": set()}
        for *_, links in found:
            for c, (role, _) in links.items():
                left, right = features.phrase(item.words, c)
                span = (item.words.offsets[left][0], item.words.offsets[right - 1][1])
                if role == "who":
                    said["S"].add(span)
                elif role in ("with", "whom"):
                    said["T"].add(span)
        for role in "ST":
            true = [(a, b) for a, b, k in gold if k in (role, "R")]
            left = sorted(said[role])
            used = set()
            for a, b in true:
                hit = next((i for i, s in enumerate(left) if i not in used and 2 * max(0, min(s[1], b) - max(s[0], a)) >= max(s[1], b) - min(s[0], a)), None)
                if hit is not None:
                    used.add(hit)
                    n["r", role] += 1
            n["g", role] += len(true)
            n["s", role] += len(left)
    return "  ".join(
        f"{name} {f1(n['r', k], n['s', k], n['g', k]):.3f} (P {n['r', k] / max(1, n['s', k]):.3f} R {n['r', k] / max(1, n['g', k]):.3f})" for name, k in (("who", "S"), ("whom", "T"))
    )
