#!/usr/bin/env python3
"""Makes the miniature event reader that the program's tests read, and what PyTorch says with it.

    .venv/bin/python training/miniature.py

It knows nothing: its weights are random. It holds the program to the network and to the rules of `features.py`: word
pieces, shapes, candidates, phrases, vectors, proposals and relations of a few sentences must come out alike. Written are
`miniature.safetensors` and `miniature.json` in `crates/casus-reader/tests/fixtures/event_reader/`.
"""
import json
import os
import string
import tempfile

import numpy
import torch
from safetensors import safe_open
from safetensors.numpy import save_file
from transformers import BertConfig, BertModel, BertTokenizerFast

import bases
import export
import features
import material
import network

FOLDER = os.path.join(os.path.dirname(__file__), "..", "crates", "casus-reader", "tests", "fixtures", "event_reader")
SIZES = dict(hidden_size=20, num_attention_heads=2, num_hidden_layers=3, intermediate_size=36, max_position_embeddings=72)
MODES = [kind + "/-" for kind in features.TYPES] + ["ASSAULT/aerial", "CONSULT/visit", "PROTEST/riot"]
THRESHOLD = 0.9
LONGER = """norway minister ministers foreign president sudan met force forces turkish said monday the of in on to and protest send
shell suburb northern south defence ministry statement two envoy tent told reuters stone police cafe owner ##ed ##ers ##ist
##ists ##ing""".split()
SENTENCES = [
    "Norway's foreign minister met the president of South Sudan and two U.S. envoys in Juba on Monday.",
    "Turkish forces did not shell the northern suburbs of Aleppo, the Defence Ministry of Syria said in a statement.",
    "“We’ll send 1,200 tents to İzmir,” café-owner Zoë Müller told Reuters; protesters threw stones at police.",
]
# Words that the tokenizer takes apart in its own way: accents, marks, case, signs, what it leaves out, what is too long.
WORDS = ["Norway", "MINISTERS", "protested", "Müller", "İzmir", "e\u0301te\u0301", "1,200", "U.S.", "don't", "“quoted”", "café-owner",
         "北京2008", "Ελλάς", "a\u200bb", "so\u00adft", "\x07", "tab\tbed", "x" * 100, "x" * 101, "日" * 3, "½", "ﬁne", "$5m", "#1", "\ufffd",
         "…", "l’été", "한국"]


def vocabulary():
    letters = string.ascii_lowercase + string.digits
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *string.punctuation, *"“”’…北日", *letters, *("##" + c for c in letters), *LONGER]


def tiny(folder):
    with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(vocabulary()))
    tokenizer = BertTokenizerFast(os.path.join(folder, "vocab.txt"), do_lower_case=True)
    config = BertConfig(vocab_size=len(vocabulary()), initializer_range=0.4, **SIZES)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    network.ARC, network.GLANCES = 18, [2]
    model = network.EventReader(folder, MODES).eval()
    for name, weight in model.named_parameters():
        if not name.startswith("encoder."):
            torch.nn.init.normal_(weight, std=0.3)
    return tokenizer, model


def decided(model, vectors):
    """Sharpens the heads as training would. Random vectors are much alike: what a head says of all of them is taken from
    its bias, so that it tells the words apart."""
    for head in (model.trigger, model.status, model.mode):
        head.weight *= 6
        head.bias -= head.weight @ vectors.mean(0)
    model.arc_out.weight *= 6
    model.trigger.bias[0] += 4


@torch.no_grad()
def as_written(model):
    """Gives the network the very numbers that the file will hold."""
    for weight in model.parameters():
        weight.copy_(weight.half().float())
    embeddings = model.encoder.embeddings
    kind = embeddings.token_type_embeddings.weight[0]
    embeddings.position_embeddings.weight.copy_((embeddings.position_embeddings.weight + kind).half().float() - kind)
    cut = [embeddings.word_embeddings]
    for layer in model.encoder.encoder.layer:
        own = layer.attention.self
        cut += [own.query, own.key, own.value, layer.attention.output.dense, layer.intermediate.dense, layer.output.dense]
    for layer in cut:
        whole, scale = export.eight_bits(layer.weight)
        layer.weight.copy_(torch.from_numpy(whole.astype(numpy.float32) * scale[:, None]))


def in_16_bits(path):
    """All fractions but the scales in half the room; they lose nothing by it."""
    with safe_open(path, "np") as file:
        tensors, meta = {name: file.get_tensor(name) for name in file.keys()}, file.metadata()
    small = {name: t.astype(numpy.float16) if t.dtype == numpy.float32 and not name.endswith(".scale") else t for name, t in tensors.items()}
    save_file(small, path, metadata=meta)


def states(model, tokenizer, words, **pair):
    item = features.Item(words, *features.pieces_of(tokenizer, words), [], **pair)
    arrays = material.batch([item], model.modes, tokenizer.pad_token_id)
    batch = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return item, batch, model.encode(batch)


def best(scores, names):
    return names[int(scores.argmax())], round(float(scores.max()), 4)


def looks(model, tokenizer, words):
    """What each word says at a glance."""
    item, batch, _ = states(model, tokenizer, words)
    return [round(float(x), 4) for x in model.glances[0](model.on_the_way(batch)[0][0][0][item.first_piece])[:, 0]]


def links(model, words, vectors, trigger, kind):
    out = []
    for word in features.candidates(words):
        if word == trigger:
            continue
        way = torch.tensor([features.distance(trigger, word)]), torch.tensor([features.path(words, trigger, word)])
        scores = model.arcs(vectors[trigger], vectors[word], torch.tensor([kind]), *way)[0].softmax(-1)
        role, score = best(scores, features.ROLES)
        if role != "none":
            out.append([role, word, *features.phrase(words, word), score])
    return out


def proposals(model, words, vectors):
    out = []
    for word, vector in enumerate(vectors):
        scores = model.trigger(vector).softmax(-1)
        if 1 - float(scores[0]) < THRESHOLD:
            continue
        kind, score = best(scores[1:], features.TYPES)
        own = [mode for mode in model.modes if mode.startswith(kind + "/")]
        mode, _ = best(model.mode(vector)[[model.modes.index(mode) for mode in own]], own)
        status, status_score = best(model.status(vector).softmax(-1), features.STATUSES)
        found = links(model, words, vectors, word, features.TYPES.index(kind))
        out.append(dict(trigger=word, kind=kind, score=score, mode=mode.split("/")[1], status=status, status_score=status_score, links=found))
    return out


def relations(model, tokenizer, words, source, target):
    _, batch, encoded = states(model, tokenizer, words, source=source, target=target)
    ours, plv = (scores[0].softmax(-1) for scores in model.relation(encoded, batch))
    return [[name, round(float(p), 4)] for name, p in zip(network.RELATIONS, ours)], [[name, round(float(p), 4)] for name, p in zip(network.PLV, plv)]


def sentence(model, tokenizer, doc):
    words = features.read(doc)
    item, _, encoded = states(model, tokenizer, words)
    vectors = encoded[0]
    source, target = [0], [4, 5]
    ours, plv = relations(model, tokenizer, words, source, target)
    spans = [[len(doc.text[:at].encode()) for at in span] for span in words.offsets]
    names = [[start.start, start.end, start.label_] for start in doc.ents]
    return dict(
        text=doc.text,
        tokens=[[*span, t.lemma_, t.tag_, t.pos_, head, label] for span, t, head, label in zip(spans, doc, words.heads, words.labels)],
        names=names,
        pieces=[int(piece) for piece in item.pieces],
        shapes=[features.shape(word) for word in words.words],
        candidates=features.candidates(words),
        phrases=[features.phrase(words, word) for word in range(len(words.words))],
        vectors=[round(float(x), 4) for x in vectors.flatten()],
        glance=looks(model, tokenizer, words),
        proposals=proposals(model, words, vectors[item.first_piece]),
        source=source, target=target, relations=ours, plv=plv,
    )


@torch.no_grad()
def main():
    torch.manual_seed(247)  # one of those whose proposals are of many kinds, and not too many
    parser = bases.parser()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer, model = tiny(folder)
        docs = list(parser.pipe(SENTENCES))
        decided(model, torch.cat([states(model, tokenizer, features.read(doc))[2][0] for doc in docs]))
        as_written(model)
        os.makedirs(FOLDER, exist_ok=True)
        path = os.path.join(FOLDER, "miniature.safetensors")
        export.export(model, tokenizer, path, THRESHOLD)
        in_16_bits(path)
        words = [[word, tokenizer([word], is_split_into_words=True, add_special_tokens=False)["input_ids"]] for word in WORDS]
        expected = dict(words=words, sentences=[sentence(model, tokenizer, doc) for doc in docs])
    with open(os.path.join(FOLDER, "miniature.json"), "w", encoding="utf-8") as file:
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in expected["sentences"])
        file.write('{"words": ' + json.dumps(words) + ',\n"sentences": [\n' + rows + "\n]}\n")


if __name__ == "__main__":
    main()
