"""The event reader as a network: a small pretrained encoder, a few embeddings added to its input, light heads.

Shapes and names of what is exported are read by `crates/casus-reader/src/event_reader/`.
"""
import torch
from torch import nn
from transformers import AutoModel

import features

ARC = 256
GLANCES = [2, 3, 4]  # after so many layers a sentence is left in which no word looks like naming an act
RELATIONS = features.TYPES + ["SANCTION/formal"]
PLV = ["ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
       "SANCTION", "SUPPORT", "THREATEN", "YIELD"]


class Dropout(nn.Module):
    """Dropout whose masks are cut from one stored run of random marks at a random place: drawing fresh ones took a
    quarter of the training time on a processor."""

    MARKS = 1 << 22

    def __init__(self, rate):
        super().__init__()
        self.p, self.marks = rate, None

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        size = x.numel()
        if self.marks is None or size > len(self.marks) // 2:
            drawn = torch.rand(max(self.MARKS, size * 2)) >= self.p
            self.marks = drawn.to(torch.bfloat16) / (1 - self.p)
        start = int(torch.randint(len(self.marks) - size, ()))
        return x * self.marks[start : start + size].view(x.shape).to(x.dtype)


def with_stored_dropout(module):
    """The same module with every dropout in it replaced."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, Dropout(child.p))
        else:
            with_stored_dropout(child)
    return module


class EventReader(nn.Module):
    def __init__(self, base, modes, dropout=0.1):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager", attention_probs_dropout_prob=0.0)
        if getattr(self.encoder, "pooler", None) is not None:
            self.encoder.pooler = None
        with_stored_dropout(self.encoder)
        hidden = self.encoder.config.hidden_size
        self.modes = modes
        self.shape = nn.Embedding(len(features.SHAPES), hidden)
        self.label = nn.Embedding(len(features.LABELS), hidden)
        self.name = nn.Embedding(len(features.NAMES), hidden)
        self.pair = nn.Embedding(3, hidden)
        for extra, size in ((self.shape, 0.01), (self.label, 0.01), (self.name, 0.01), (self.pair, 0.05)):
            nn.init.normal_(extra.weight, std=size)
        self.drop = Dropout(dropout)
        self.trigger = nn.Linear(hidden, len(features.TYPES) + 1)
        self.status = nn.Linear(hidden, len(features.STATUSES))
        self.mode = nn.Linear(hidden, len(modes))
        self.arc_trigger = nn.Linear(hidden, ARC)
        self.arc_candidate = nn.Linear(hidden, ARC, bias=False)
        self.arc_kind = nn.Embedding(len(features.TYPES), ARC)
        self.arc_distance = nn.Embedding(features.DISTANCES, ARC)
        self.arc_path = nn.Embedding(len(features.PATHS), ARC)
        for extra in (self.arc_kind, self.arc_distance, self.arc_path):
            nn.init.normal_(extra.weight, std=0.1)
        self.arc_out = nn.Linear(ARC, len(features.ROLES))
        self.relation_hidden = nn.Linear(hidden * 3, hidden)
        self.relation_out = nn.Linear(hidden, len(RELATIONS))
        self.plv_out = nn.Linear(hidden, len(PLV))
        self.glances = nn.ModuleList(nn.Linear(hidden, 1) for _ in GLANCES)
        self.register_buffer("glance_least", torch.full((len(GLANCES),), -1e9))  # a word that says less is passed over

    def encode(self, batch):
        """Hidden states of the pieces, [sequences, pieces, hidden]."""
        return self.read(batch).last_hidden_state

    def on_the_way(self, batch):
        """The same after the layers at which there is a glance, a list, and after all."""
        read = self.read(batch, output_hidden_states=True)
        return [read.hidden_states[layers] for layers in GLANCES], read.last_hidden_state

    def read(self, batch, **asked):
        table = self.encoder.get_input_embeddings()
        inputs = (
            table(batch["ids"])
            + self.shape(batch["shape"])
            + self.label(batch["label"])
            + self.name(batch["name"])
            + self.pair(batch["pair"])
        )
        return self.encoder(inputs_embeds=inputs, attention_mask=batch["mask"], **asked)

    def arcs(self, trigger, candidate, kind, distance, path):
        z = (
            self.arc_trigger(self.drop(trigger))
            + self.arc_candidate(self.drop(candidate))
            + self.arc_kind(kind)
            + self.arc_distance(distance)
            + self.arc_path(path)
        )
        return self.arc_out(nn.functional.gelu(z))

    def relation(self, states, batch):
        """Logits of our relations and of the pair benchmark's classes."""

        def mean(which):
            mask = (batch["pair"] == which).unsqueeze(-1).to(states.dtype)
            return (states * mask).sum(1) / mask.sum(1).clamp(min=1)

        pooled = torch.cat([states[:, 0], mean(1), mean(2)], -1)
        hidden = self.drop(torch.tanh(self.relation_hidden(self.drop(pooled))))
        return self.relation_out(hidden), self.plv_out(hidden)
