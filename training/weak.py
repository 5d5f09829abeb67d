"""Marks that follow from data of others without being in it. Such data names a source and a target, and perhaps a
class, but no word for the act: a reader trained on our own sentences says which word it is and in which part each
phrase stands; what the data says of parties is kept, what it does not say stays unmarked."""
import torch

import features
import material
import network
import train


@torch.no_grad()
def word_scores(model, items, pad):
    """For each item the class probabilities of its words, and a function from (trigger, kind, candidates) to roles."""
    model.eval()
    out = [None] * len(items)
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces))
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        batch = train.tensors([items[i] for i in chosen], model.modes, pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model.encode(batch)
        states = states.float()
        for row, i in enumerate(chosen):
            first = torch.tensor([max(0, int(f)) for f in items[i].first_piece])
            vectors = states[row, first]
            scores = model.trigger(vectors).softmax(-1)
            scores[torch.tensor([f < 1 for f in items[i].first_piece])] = 0.0
            out[i] = (vectors, scores)
    return out


@torch.no_grad()
def role_scores(model, item, vectors, trigger, kind, candidates):
    n = len(candidates)
    return model.arcs(
        vectors[trigger].expand(n, -1), vectors[candidates], torch.full((n,), kind),
        torch.tensor([features.distance(trigger, c) for c in candidates]),
        torch.tensor([features.path(item.words, trigger, c) for c in candidates]),
    ).softmax(-1)


def top(item, span_words):
    inside = [w for w in span_words if item.words.heads[w] not in span_words or item.words.heads[w] == w]
    named = [w for w in inside if item.words.pos[w] not in ("DET", "PUNCT", "ADP")]
    return (named or inside or [None])[0]


def from_pairs(model, parses, rows, pad, least=0.05):
    """The act of each row of the pair benchmark, its word chosen by the model among those of the right class."""
    pairs = material.plv(parses, rows)
    plain = [parses.item(pair.words.text) for pair in pairs]
    who, whom = features.ROLES.index("who"), features.ROLES.index("whom")
    out = []
    for pair, item, (vectors, scores) in zip(pairs, plain, word_scores(model, plain, pad)):
        kinds = sorted({features.TYPES.index(kind.split("/")[0]) for kind in pair.relation})
        inside = set(pair.source) | set(pair.target)
        mass = scores[:, [kind + 1 for kind in kinds]].sum(-1)
        for word in inside:
            mass[word] *= 0.3
        trigger = int(mass.argmax())
        if float(mass[trigger]) < least:
            continue
        kind = max(kinds, key=lambda kind: float(scores[trigger, kind + 1]))
        roles = {}
        for words, role in ((pair.source, who), (pair.target, whom)):
            head = top(item, words)
            if head is not None and head != trigger and item.first_piece[head] > 0:
                roles[head] = role
        target = top(item, pair.target)
        if target in roles:
            p = role_scores(model, item, vectors, trigger, kind, [target])[0]
            if float(p[features.ROLES.index("with")]) > float(p[whom]):
                roles[target] = features.ROLES.index("with")
        out.append(parses.item(item.words.text, acts=[(trigger, kind, None, None, roles, set(roles))], complete=False))
    return out


def from_spans(model, parses, rows, pad, least=0.2):
    """The acts that the model sees in sentences whose sources and targets are known, set right by these."""
    parses.read([text for text, _ in rows])
    plain = [parses.item(text) for text, _ in rows]
    party = [features.ROLES.index(role) for role in ("who", "with", "whom")]
    out = []
    for (text, spans), item, (vectors, scores) in zip(rows, plain, word_scores(model, plain, pad)):
        triggers = [w for w in range(len(scores)) if float(scores[w, 1:].sum()) > least]
        if not triggers:
            sure = int(scores[:, 1:].sum(-1).argmax())
            if float(scores[sure, 1:].sum()) < 0.05:
                continue
            triggers = [sure]
        kinds = {w: int(scores[w, 1:].argmax()) for w in triggers}
        gold = {}
        for start, end, kind in spans:
            head = features.head_of(item.words, (start, end))
            if head is not None and item.first_piece[head] > 0:
                gold.setdefault(head, set()).update({"S": {"who"}, "T": {"whom"}, "R": {"who", "whom"}}[kind])
        allowed = sorted(set(features.candidates(item.words)) | set(gold))
        allowed = [c for c in allowed if item.first_piece[c] > 0]
        marks = {w: {} for w in triggers}
        known = {w: set() for w in triggers}
        best = {}
        for w in triggers:
            those = [c for c in allowed if c != w]
            if not those:
                continue
            for c, p in zip(those, role_scores(model, item, vectors, w, kinds[w], those)):
                for wanted in gold.get(c, ()):
                    score = float(p[party[0]]) if wanted == "who" else float(p[party[1]]) + float(p[party[2]])
                    score *= float(scores[w, 1:].sum())
                    if score > best.get((c, wanted), (0.0,))[0]:
                        role = party[0] if wanted == "who" else max(party[1:], key=lambda r: float(p[r]))
                        best[c, wanted] = (score, w, role)
                if c not in gold and int(p.argmax()) in party:
                    known[w].add(c)  # a party that the data does not have
        for (c, _), (_, w, role) in best.items():
            marks[w][c] = role
            known[w].add(c)
        kept = [w for w in triggers if marks[w]]
        if kept:
            acts = [(w, kinds[w], None, None, marks[w], known[w]) for w in kept]
            out.append(parses.item(text, acts=acts, complete=False))
    return out
