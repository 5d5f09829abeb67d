"""Writes a trained event reader as the one file that the program reads: 8-bit weights with a scale a row, the rest in
16 or 32 bits. Names and shapes are those of `crates/casus-reader/src/event_reader/`."""
import numpy
import torch
from safetensors.numpy import save_file

import features
import network

POSITIONS = 256


def eight_bits(weight):
    """Whole numbers from -127 to 127 and the scale of each row."""
    weight = weight.detach().float().numpy()
    scale = numpy.maximum(numpy.abs(weight).max(1), 1e-9).astype(numpy.float32) / numpy.float32(127)
    return numpy.clip(numpy.rint(weight / scale[:, None]), -127, 127).astype(numpy.int8), scale


def export(model, tokenizer, path, threshold):
    out = {}

    def floats(name, tensor, kind=numpy.float32):
        out[name] = numpy.ascontiguousarray(tensor.detach().float().numpy().astype(kind))

    def whole(name, weight, bias=None):
        out[name], out[name + ".scale"] = eight_bits(weight)
        if bias is not None:
            floats(name + ".bias", bias)

    def head(name, layer):
        floats(name + ".weight", layer.weight)
        if layer.bias is not None:
            floats(name + ".bias", layer.bias)

    def norm(name, layer):
        floats(name + ".weight", layer.weight)
        floats(name + ".bias", layer.bias)

    embeddings = model.encoder.embeddings
    whole("embed.word", embeddings.word_embeddings.weight)
    floats("embed.position", embeddings.position_embeddings.weight[:POSITIONS] + embeddings.token_type_embeddings.weight[0], numpy.float16)
    norm("embed.norm", embeddings.LayerNorm)
    for name in ("shape", "label", "name", "pair"):
        floats("embed." + name, getattr(model, name).weight)
    for i, layer in enumerate(model.encoder.encoder.layer):
        own, prefix = layer.attention.self, f"layer.{i}."
        whole(prefix + "qkv", torch.cat([own.query.weight, own.key.weight, own.value.weight]), torch.cat([own.query.bias, own.key.bias, own.value.bias]))
        whole(prefix + "attended", layer.attention.output.dense.weight, layer.attention.output.dense.bias)
        norm(prefix + "norm1", layer.attention.output.LayerNorm)
        whole(prefix + "up", layer.intermediate.dense.weight, layer.intermediate.dense.bias)
        whole(prefix + "down", layer.output.dense.weight, layer.output.dense.bias)
        norm(prefix + "norm2", layer.output.LayerNorm)
    for name, layer in [("trigger", model.trigger), ("status", model.status), ("mode", model.mode), ("arc.trigger", model.arc_trigger),
                        ("arc.candidate", model.arc_candidate), ("arc.out", model.arc_out), ("relation.hidden", model.relation_hidden),
                        ("relation.out", model.relation_out), ("relation.plv", model.plv_out),
                        *((f"glance.{layers}", glance) for layers, glance in zip(network.GLANCES, model.glances))]:
        head("head." + name, layer)
    for name, table in [("kind", model.arc_kind), ("distance", model.arc_distance), ("path", model.arc_path)]:
        floats("head.arc." + name, table.weight)
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    facts = {
        "vocab": [piece for piece, _ in pieces], "threshold": [str(threshold)], "types": features.TYPES, "modes": model.modes,
        "statuses": features.STATUSES, "roles": features.ROLES, "relations": network.RELATIONS, "plv": network.PLV,
        "shapes": features.SHAPES, "labels": features.LABELS, "names": features.NAMES, "paths": features.PATHS,
        "heads": [str(model.encoder.config.num_attention_heads)],
        "glances": [f"{layers} {float(least):.4f}" for layers, least in zip(network.GLANCES, model.glance_least)],
    }
    # As tensors, since the format keeps these in order and facts in none: the same weights make the same file.
    out |= {name: numpy.frombuffer("\n".join(lines).encode(), dtype=numpy.uint8) for name, lines in facts.items()}
    save_file(out, path, metadata={"format": "casus event reader 1"})
