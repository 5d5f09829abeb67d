"""What the event reader sees of a sentence at a glance: after some of its layers each word says how likely the whole
network is to find an act at it, and a sentence in which no word says enough is not read on. This is fitted last, to a
network that is otherwise done, and changes nothing but the time and the few sentences that are given up."""
import numpy
import torch
from torch import nn

import train

GIVEN_UP = 0.004  # of the sentences in which the whole network finds an act, so many may be passed over at each glance
SETTINGS = dict(epochs=8, rate=3e-3, size=512, seed=9)


@torch.no_grad()
def words_of(model, items, pad):
    """For each word its vectors on the way, one for each glance; what the whole network makes of it (how likely it names
    an act); and the number of its sentence."""
    model.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces))
    early, whole, sentence = [[] for _ in model.glances], [], []
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        batch = train.tensors([items[i] for i in chosen], model.modes, pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            on_the_way, last = model.on_the_way(batch)
        for row, i in enumerate(chosen):
            places = [int(first_piece) for first_piece in items[i].first_piece if first_piece > 0]
            for vectors, states in zip(early, on_the_way):
                vectors.append(states[row, places].half())
            whole.append(1 - model.trigger(last[row, places].float()).softmax(-1)[:, 0])
            sentence += [i] * len(places)
    return [torch.cat(vectors) for vectors in early], torch.cat(whole), torch.tensor(sentence)


def most(values, sentence, count):
    """The largest value in each sentence."""
    return torch.full((count,), -1e9).scatter_reduce(0, sentence, values, "amax")


def fit_one(glance, vectors, whole, inside):
    """Fits one glance to some of the words; gives what it then says of all."""
    optimizer = torch.optim.AdamW(glance.parameters(), lr=SETTINGS["rate"], weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, SETTINGS["epochs"] * -(-len(inside) // SETTINGS["size"]))
    weight = torch.tensor(3.0)
    for _ in range(SETTINGS["epochs"]):
        for some in inside[torch.randperm(len(inside))].split(SETTINGS["size"]):
            says = glance(vectors[some].float())[:, 0]
            loss = nn.functional.binary_cross_entropy_with_logits(says, whole[some], pos_weight=weight)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        return torch.cat([glance(some.float())[:, 0] for some in vectors.split(1 << 16)])


def fit(model, items, pad, threshold, log=print):
    """Fits each glance on nine sentences in ten and sets its bound on the tenth."""
    torch.manual_seed(SETTINGS["seed"])
    early, whole, sentence = words_of(model, items, pad)
    inside = torch.where(sentence % 10 != 0)[0]
    outside = torch.arange(len(items)) % 10 == 0
    found = most(whole, sentence, len(items)) >= threshold
    passed = torch.ones(len(items), dtype=bool)
    for at, (glance, vectors) in enumerate(zip(model.glances, early)):
        best = most(fit_one(glance, vectors, whole, inside), sentence, len(items))
        model.glance_least[at] = float(numpy.quantile(best[outside & found].numpy(), GIVEN_UP))
        passed &= best >= model.glance_least[at]
        log(f"glance {at + 1}: {float(passed[outside & found].float().mean()):.4f} of the sentences with an act are read on, "
            f"{float(passed[outside & ~found].float().mean()):.4f} of the others", flush=True)
    return model
