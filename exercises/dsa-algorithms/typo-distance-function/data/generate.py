"""Pairs of words: generate.py SEED THEME [LETTERS], one call a line.

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `changes` has swapped letters and
words that differ in large and small letters, only `empty` has empty words, only `letters` has letters with accents and code points
from U+0080 to U+FFFF, only `emoji` has larger ones.
"""

import json
import random
import string
import sys
import unicodedata

WORDS = ["server", "cache", "query", "index", "token", "route", "shard", "queue", "commit", "stack", "heap", "log", "cat", "api"]
ACCENTED = {"a": "áàäå", "e": "éèêë", "i": "íîï", "o": "óôöø", "u": "úùüů", "c": "çč", "n": "ñň", "s": "šß", "y": "ý"}
MARKS = "\u0301\u0308\u030c"
FOREIGN = ["жук", "книга", "λόγος", "名前", "データ", "한국", "שלום", "صفحة"]
EMOJI = "👍👎🚀🐍🔥🎉🌍🧪💾📦𝄞𝒳"
JOINED = ["👩\u200d💻", "🇩🇪", "🇫🇷", "👍🏽", "👨\u200d👩\u200d👧"]


def distance(one, other):
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted)))
        before = row
    return before[-1]


def changed(rng, word, letters, changes):
    """The word (a list) after some single changes; never empty."""
    word = list(word)
    for _ in range(changes):
        kind = rng.randrange(3)
        at = rng.randrange(len(word))
        if kind == 0:
            word.insert(rng.randint(0, len(word)), rng.choice(letters))
        elif kind == 1 and len(word) > 1:
            del word[at]
        else:
            word[at] = rng.choice(letters)
    return word


def either_way(rng, one, other):
    pair = ["".join(one), "".join(other)]
    return "/".join(pair if rng.random() < 0.5 else pair[::-1])


def changes(rng):
    pairs = []
    word = rng.choice(WORDS)
    other = list(word)
    other[rng.randrange(len(word))] = rng.choice("bdfgjkmpvwxz")  # one that is replaced, at least
    pairs.append(either_way(rng, word, other))
    for _ in range(rng.randint(0, 3)):
        word = list(rng.choice(WORDS))
        at = rng.randrange(len(word) - 1)
        kind = rng.randrange(4)
        if kind == 0:
            other = word[:at] + [word[at + 1], word[at]] + word[at + 2 :]
        elif kind == 1:
            other = [letter.upper() if rng.random() < 0.4 else letter for letter in word]
        elif kind == 2:
            word = [rng.choice("ab") for _ in range(rng.randint(1, 6))]
            other = [rng.choice("ab") for _ in range(rng.randint(1, 6))]
        else:
            other = changed(rng, word, string.ascii_lowercase, rng.randint(1, 3))
        pairs.append(either_way(rng, word, other))
    rng.shuffle(pairs)
    return pairs


def empty(rng):
    pairs = []
    for _ in range(rng.randint(1, 5)):
        word = rng.choice(WORDS)[: rng.randint(1, 6)]
        pairs.append(rng.choice(["/", f"{word}/", f"/{word}", f"{word}/{word}", f"/{word}"]))
    return pairs


def letters(rng):
    pairs = []
    while not any(distance(*pair.split("/")) != distance(*pair.encode().split(b"/")) for pair in pairs):
        pairs = []
        for _ in range(rng.randint(1, 4)):
            word = rng.choice(WORDS)
            accented = [rng.choice(ACCENTED[letter]) if letter in ACCENTED and rng.random() < 0.6 else letter for letter in word]
            kind = rng.randrange(5)
            if kind == 0:
                pairs.append(either_way(rng, word, accented))
            elif kind == 4:
                pairs.append(either_way(rng, accented, unicodedata.normalize("NFD", "".join(accented))))
            elif kind == 1:
                at = rng.randrange(len(word))
                pairs.append(either_way(rng, accented, accented[:at] + accented[at + 1 :]))
            elif kind == 2:
                foreign = rng.choice(FOREIGN)
                pairs.append(either_way(rng, foreign, changed(rng, foreign, rng.choice(FOREIGN), 1)))
            else:
                at = rng.randrange(len(word))
                marked = word[: at + 1] + rng.choice(MARKS) + word[at + 1 :]
                pairs.append(either_way(rng, marked, word if rng.random() < 0.5 else accented))
    return pairs


def emoji(rng):
    pairs = []
    while not any(distance(*pair.split("/")) != distance(*units(pair)) for pair in pairs):
        pairs = []
        for _ in range(rng.randint(1, 4)):
            word = list(rng.choice(WORDS)[: rng.randint(1, 3)])
            for _ in range(rng.randint(1, 3)):
                word.insert(rng.randint(0, len(word)), rng.choice(EMOJI))
            if rng.random() < 0.3:
                word += rng.choice(JOINED)
            pairs.append(either_way(rng, word, changed(rng, word, EMOJI + "abc", rng.randint(1, 2))))
    return pairs


def units(pair):
    """The two words as sequences of 16-bit units."""
    for word in pair.split("/"):
        raw = word.encode("utf-16-be")
        yield [raw[i : i + 2] for i in range(0, len(raw), 2)]


def long(rng, count):
    word = [rng.choice("abcdefgh") for _ in range(count)]
    kept = [letter for letter in word if rng.random() < 0.8] or word
    return [either_way(rng, word, kept)]


THEMES = {"changes": changes, "empty": empty, "letters": letters, "emoji": emoji, "long": long}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    for _ in range(1 if sizes else 20):
        for pair in THEMES[theme](rng, *map(int, sizes)):
            print(json.dumps(pair.split("/")))


main()
