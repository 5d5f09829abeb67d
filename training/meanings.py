"""Writes `crates/casus-store/src/incidents/meanings.tsv`: what English words mean, as 32 numbers each, so that `quake` and
`earthquake`, `murder` and `kill` are found near each other when reports of one act are looked for.

    python3 training/meanings.py MODEL > crates/casus-store/src/incidents/meanings.tsv

MODEL is a folder with the encoder `all-MiniLM-L6-v2` (Apache-2.0). The words are those of its own vocabulary; each is read
by itself, and what 384 numbers say is pressed into the 32 that tell most (principal components). A number is one sign, from
`0` for the least to `o` for the most. Words of one stem share a row, by the commonest of them.
"""
import re
import sys

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

KEPT = 32


def vectors(model, tokenizer, words):
    out = []
    with torch.no_grad():
        for start in range(0, len(words), 256):
            batch = tokenizer(words[start:start + 256], return_tensors="pt", padding=True)
            hidden = model(**batch).last_hidden_state
            lengths = batch["attention_mask"].sum(1)
            out += [hidden[row, 1:lengths[row] - 1].mean(0).numpy() for row in range(len(lengths))]
    return np.array(out)


def main(folder):
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    # A vocabulary is in order of frequency, the commonest first.
    words = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    words = [word for word in words if re.fullmatch(r"[a-z]{3,}", word)]
    found = vectors(model, tokenizer, words)
    found -= found.mean(0)
    _, _, axes = np.linalg.svd(found, full_matrices=False)
    pressed = found @ axes[:KEPT].T
    pressed /= np.linalg.norm(pressed, axis=1, keepdims=True)
    signs = np.clip(np.round(pressed * 60), -32, 31).astype(int) + 32
    print("# Facts: the words of the vocabulary of all-MiniLM-L6-v2 (Apache-2.0), what each means as 32 numbers, one sign a number.")
    print("# Made by training/meanings.py; the program takes the first word of each stem.")
    for word, row in zip(words, signs):
        print(word + "\t" + "".join(chr(48 + sign) for sign in row))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
