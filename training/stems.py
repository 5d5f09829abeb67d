"""Words without endings as crates/casus-store/src/incidents/words.rs cuts them, which also holds the forms read here."""
import re
from pathlib import Path

SOURCE = (Path(__file__).parent.parent / "crates/casus-store/src/incidents/words.rs").read_text(encoding="utf-8")
PAST = dict(re.findall(r'\("(\w+)", "(\w+)"\)', SOURCE.split("const PAST")[1].split("];")[0]))


def stem(word):
    word = word.lower()
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            word = word[:-2]
            break
    if word in PAST:
        return PAST[word]
    if word.endswith("ies") and len(word) >= 6:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) >= 4:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[:-len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lszaeiou":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) >= 4 else word
