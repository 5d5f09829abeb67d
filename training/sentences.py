#!/usr/bin/env python3
"""Reads and checks the labelled sentences of `training/sentences/`. Standard library only.

    python3 training/sentences.py --check [FILE…] [--against FOLDER]   complain of everything wrong; status 1 if anything is
    python3 training/sentences.py --count                              what there is, by type, mode, status and role
"""
import argparse
import collections
import dataclasses
import glob
import gzip
import json
import os
import re
import sys
import tarfile
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
ROLES = ["who", "with", "whom", "where", "when", "by"]
STATUSES = ["happened", "planned", "conditional", "hypothetical", "negated"]
LONGEST_COMMON_RUN = 8  # words in a row that a sentence of ours may share with a text of others


@dataclasses.dataclass(frozen=True)
class Act:
    """One marked act; spans are character offsets into the sentence, end exclusive."""

    type: str
    mode: str | None
    status: str
    trigger: tuple[int, int]
    roles: tuple[tuple[str, tuple[int, int]], ...]

    def spans(self, role):
        return [span for name, span in self.roles if name == role]


@dataclasses.dataclass(frozen=True)
class Entry:
    text: str
    acts: tuple[Act, ...]
    file: str
    line: int


class Broken(Exception):
    pass


def modes():
    """The modes of every type, from the ontology that the program itself uses."""
    with open(os.path.join(HERE, "..", "lexicon", "ontology", "types.toml"), "rb") as file:
        types = tomllib.load(file)["type"]
    return {row["id"]: {mode["id"] for mode in row.get("mode", [])} for row in types}


def find(text, words):
    """The place of `words` or `words@2` in the sentence, on word borders."""
    plain, nth = re.fullmatch(r"(.*?)(?:@(\d+))?", words).groups()
    if not plain:
        raise Broken("empty words")
    pattern = (r"(?<!\w)" if plain[0].isalnum() else "") + re.escape(plain) + (r"(?!\w)" if plain[-1].isalnum() else "")
    places = [match.span() for match in re.finditer(pattern, text)]
    if len(places) < int(nth or 1):
        raise Broken(f"«{words}» does not stand in the sentence" + (f" {nth} times" if nth else ""))
    if len(places) > 1 and not nth:
        raise Broken(f"«{words}» stands {len(places)} times: say which, «{words}@1»")
    return places[int(nth or 1) - 1]


def act(text, line, known):
    head, *rest = [part.strip() for part in line.split("|")]
    words = head.split()
    if len(words) != 3 or not rest:
        raise Broken("wanted: > TYPE MODE STATUS | trigger | role: words …")
    kind, mode, status = words
    if kind not in known:
        raise Broken(f"no type {kind}")
    if mode != "-" and mode not in known[kind]:
        raise Broken(f"{kind} has no mode {mode}; it has {', '.join(sorted(known[kind])) or 'none'}")
    if status not in STATUSES:
        raise Broken(f"no status {status}")
    trigger = find(text, rest[0])
    if re.search(r"\s", text[slice(*trigger)]):
        raise Broken(f"the trigger «{rest[0]}» is more than one word")
    roles = []
    for part in rest[1:]:
        role, _, value = part.partition(":")
        if role.strip() not in ROLES:
            raise Broken(f"no role {role.strip()!r}; there are {', '.join(ROLES)}")
        roles += [(role.strip(), find(text, words.strip())) for words in value.split(" + ")]
    if len(set(roles)) != len(roles):
        raise Broken("one phrase twice in one role")
    return Act(kind, None if mode == "-" else mode, status, trigger, tuple(roles))


def read(paths=None, complaints=None):
    """All entries of the files; what is broken goes into `complaints`, or raises."""
    known, entries = modes(), []
    for path in paths or sorted(glob.glob(os.path.join(HERE, "sentences", "*.txt"))):
        name = os.path.relpath(path, os.path.join(HERE, ".."))
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        text, acts, start, marked, bad = None, [], 0, False, False
        for number, line in enumerate(lines + [""], 1):
            try:
                if line.startswith("#"):
                    continue
                if not line.strip():
                    if text is not None and not marked and not bad:
                        raise Broken("a sentence without a line «> …» below it")
                    if text is not None and not bad:
                        entries.append(Entry(text, tuple(acts), name, start))
                    text, acts, marked, bad = None, [], False, False
                elif line.startswith(">"):
                    if text is None:
                        raise Broken("an act without a sentence above it")
                    if line[1:].strip() != "none":
                        acts.append(act(text, line[1:].strip(), known))
                    elif acts:
                        raise Broken("«none» beside an act")
                    marked = True
                elif text is not None:
                    raise Broken("a second line of text: a sentence is one line, and a blank line ends the entry")
                else:
                    if line != line.strip():
                        raise Broken("blanks at an end of the line")
                    text, start = line, number
            except Broken as error:
                if complaints is None:
                    raise Broken(f"{name}:{number}: {error}") from error
                complaints.append(f"{name}:{number}: {error}")
                bad = True
    return entries


def words_of(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def texts_of_others(folder):
    """Every third-party text below a folder, as far as this script can read it."""
    for path in sorted(glob.glob(os.path.join(folder, "**", "*"), recursive=True)):
        if path.endswith(".jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for row in map(json.loads, file):
                    yield row.get("text") or " ".join(row.get("paragraphs") or [])
        elif path.endswith(".tar.gz") and "/page/" not in path:
            with tarfile.open(path) as tar:
                for member in tar:
                    if member.isfile():
                        raw = tar.extractfile(member).read().decode("utf-8", "replace")
                        yield re.sub(r"<[^>]*>", " ", raw) if not raw.startswith("#") else raw
                        if member.name.endswith((".conllu", ".conll")):
                            yield " ".join(re.findall(r"^# text = (.*)$", raw, re.M))
        elif path.endswith((".txt", ".tsv", ".conllu")) and os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                raw = file.read()
            if re.match(r"\S+ [BIO](-\w)?\n", raw):  # one word a line
                yield " ".join(row.split(" ")[0] for row in raw.split("\n"))
            else:
                yield re.sub(r"</?[st]>", "", raw)


def runs(text, length=LONGEST_COMMON_RUN):
    words = words_of(text)
    return {hash(tuple(words[i : i + length])) for i in range(len(words) - length + 1)}


def check(entries, complaints, others):
    seen, shingles = {}, collections.defaultdict(set)
    for at, entry in enumerate(entries):
        where = f"{entry.file}:{entry.line}"
        key = " ".join(words_of(entry.text))
        if key in seen:
            complaints.append(f"{where}: stands at {seen[key]} too")
            continue
        seen[key] = where
        own = {hash(tuple(words_of(entry.text)[i : i + 4])) for i in range(len(words_of(entry.text)) - 3)}
        near = collections.Counter(other for run in own for other in shingles[run])
        for other, shared in near.most_common(1):
            if shared > 0.6 * len(own):
                complaints.append(f"{where}: nearly the same as {entries[other].file}:{entries[other].line}")
        for run in own:
            shingles[run].add(at)
        triggers = [act.trigger for act in entry.acts]
        for act in entry.acts:
            if triggers.count(act.trigger) > 1:
                complaints.append(f"{where}: one trigger for two acts, «{entry.text[slice(*act.trigger)]}»")
    if others and os.path.isdir(others):
        known = collections.defaultdict(list)
        for at, entry in enumerate(entries):
            for run in runs(entry.text):
                known[run].append(at)
        hit = set()
        for text in texts_of_others(others):
            for run in runs(text) & known.keys():
                hit.update(known[run])
        for at in sorted(hit):
            complaints.append(f"{entries[at].file}:{entries[at].line}: shares {LONGEST_COMMON_RUN} words in a row with a text of others")
    elif others:
        print(f"{others} is not here: nearness to third-party text was not checked", file=sys.stderr)


def count(entries):
    acts = [act for entry in entries for act in entry.acts]
    print(f"{len(entries)} sentences, {sum(not e.acts for e in entries)} without an act, {len(acts)} acts")
    for name, values in [
        ("status", [a.status for a in acts]),
        ("type", [a.type for a in acts]),
        ("mode", [f"{a.type}/{a.mode}" for a in acts]),
        ("role", [role for a in acts for role, _ in a.roles]),
    ]:
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in sorted(collections.Counter(values).items())))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--against", metavar="FOLDER", help="third-party texts that no sentence may be near to")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    complaints = []
    entries = read(options.files, complaints)
    if options.check:
        check(entries, complaints, options.against)
    if options.count:
        count(entries)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if options.check:
        print(f"{len(entries)} sentences, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
