"""Inputs for the playlist editor: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `inside` puts a track before one in
the middle, only `ends` changes the first or the last track (but for ADD), only `move` and `cursor` move, only `cursor` edits
after it has played, only `ignored` has operations that change nothing, and tracks that come back.
"""

import random
import sys


class Playlist:
    """Writes operations down and knows the order."""

    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.order = []
        self.names = iter(rng.sample("abcdefghijklmnopqrstuvwxyz", 26))

    def add(self):
        track = next(self.names)
        self.order.append(track)
        self.lines.append(f"ADD {track}")

    def after(self, i):
        track = next(self.names)
        self.lines.append(f"AFTER {self.order[i]} {track}")
        self.order.insert(i + 1, track)

    def before(self, i):
        track = next(self.names)
        self.lines.append(f"BEFORE {self.order[i]} {track}")
        self.order.insert(i, track)

    def drop(self, i):
        self.lines.append(f"DROP {self.order.pop(i)}")

    def move(self, i, j):
        a, b = self.order[i], self.order[j]
        self.lines.append(f"MOVE {a} AFTER {b}")
        self.order.remove(a)
        self.order.insert(self.order.index(b) + 1, a)

    def some(self):
        return self.rng.randrange(len(self.order))

    def play_all(self):
        self.lines += ["TOP", "PLAY 30"]


def inside(rng):
    """The first and the last track stay where they are."""
    playlist = Playlist(rng)
    for _ in range(rng.randint(2, 4)):
        playlist.add()
    for _ in range(rng.randint(2, 6)):
        last = len(playlist.order) - 1
        kind = rng.randrange(5)
        if kind < 2 and last > 0:
            playlist.before(rng.randint(1, last))
        elif kind < 4 or last < 2:
            playlist.after(rng.randrange(last))
        else:
            playlist.drop(rng.randrange(1, last))
    playlist.play_all()
    return playlist.lines


def ends(rng):
    playlist = Playlist(rng)
    for _ in range(rng.randint(1, 3)):
        playlist.add()
    for _ in range(rng.randint(2, 7)):
        kind = rng.randrange(6)
        if kind == 0 or not playlist.order:
            playlist.add()
        elif kind == 1:
            playlist.before(0)
        elif kind == 2:
            playlist.after(len(playlist.order) - 1)
        elif kind < 5:
            playlist.drop(rng.choice([0, -1]))
        elif playlist.order:
            playlist.play_all()
    playlist.play_all()
    return playlist.lines


def move(rng):
    playlist = Playlist(rng)
    for _ in range(rng.randint(2, 5)):
        playlist.add()
    for _ in range(rng.randint(1, 4)):
        i, j = rng.sample(range(len(playlist.order)), 2)
        if i > 0 and rng.random() < 0.4:
            j = i - 1
        playlist.move(i, j)
        if rng.random() < 0.2:
            playlist.add()
    playlist.play_all()
    return playlist.lines


def cursor(rng):
    """The first and the last track are never touched, and tracks move behind others in the middle that are not beside them."""
    playlist = Playlist(rng)
    for _ in range(rng.randint(5, 6)):
        playlist.add()
    playlist.lines += ["TOP", f"PLAY {rng.randint(1, len(playlist.order) - 1)}"]
    spot = int(playlist.lines[-1][5:])  # place of the cursor
    for _ in range(rng.randint(1, 3)):
        last = len(playlist.order) - 1
        under = playlist.order[spot] if spot <= last else None
        kind = rng.randrange(7)
        if kind < 2 and 0 < spot < last:
            under = playlist.order[spot + 1]
            playlist.drop(spot)
        elif kind < 4:
            i, j = (spot if 0 < spot < last else rng.randrange(1, last)), rng.randrange(last)
            if j not in (i, i - 1):
                playlist.move(i, j)
        elif kind == 4:
            playlist.add()
        else:
            playlist.after(max(0, min(last - 1, spot - rng.randrange(2))))
        if len(playlist.order) < 3:
            break
        spot = playlist.order.index(under) if under else len(playlist.order)
        if rng.random() < 0.4:
            playlist.lines.append("PLAY 1")
            spot = min(spot + 1, len(playlist.order))
    playlist.lines += ["PLAY 1", "PLAY 30"]
    return playlist.lines


def ignored(rng):
    playlist = Playlist(rng)
    for _ in range(rng.randint(2, 4)):
        playlist.add()
    gone = []
    if len(playlist.order) > 2:
        gone.append(playlist.order[1])
        playlist.drop(1)
    for _ in range(rng.randint(2, 5)):
        here, there, stranger = *rng.sample(playlist.order, 2), rng.choice("ABCXYZ").lower() + "-0"
        kind = rng.randrange(10)
        if kind < 3 and gone:
            track = gone.pop()
            playlist.lines.append(f"AFTER {playlist.order[0]} {track}")
            playlist.order.insert(1, track)
        elif kind < 8:
            playlist.lines.append(
                rng.choice(
                    [f"ADD {here}", f"AFTER {here} {there}", f"BEFORE {there} {here}", f"AFTER {here} {here}"]
                    + [f"AFTER {stranger} {next(playlist.names)}", f"BEFORE {stranger} {next(playlist.names)}", f"DROP {stranger}"]
                    + [f"MOVE {here} AFTER {here}"] * 2
                    + [f"MOVE {stranger} AFTER {here}", f"MOVE {here} AFTER {stranger}", f"AFTER {stranger} {stranger}"]
                )
            )
        else:
            playlist.add()
    playlist.play_all()
    return playlist.lines


def many(rng, operations):
    """One in 16 builds the list up; then tracks come and go, and move, everywhere."""
    made = operations // 16
    tracks = [f"track-{i}" for i in range(made)]
    lines = [f"ADD {track}" for track in tracks]
    lines.append("TOP")
    pick = rng.random
    while len(lines) < operations - 2:
        a = int(pick() * len(tracks))
        kind = pick()
        if len(tracks) < 2 or kind < 0.15:
            lines.append(f"AFTER {tracks[a]} track-{made}" if tracks else f"ADD track-{made}")
        elif kind < 0.3:
            lines.append(f"BEFORE {tracks[a]} track-{made}")
        elif kind < 0.6:
            lines.append(f"DROP {tracks[a]}")
            tracks[a] = tracks[-1]
            tracks.pop()
            continue
        elif kind < 0.98:
            lines.append(f"MOVE {tracks[a]} AFTER {tracks[int(pick() * len(tracks))]}")
            continue
        else:
            lines.append(f"PLAY {1 + int(pick() * 9)}")
            continue
        tracks.append(f"track-{made}")
        made += 1
    return (lines + ["TOP", "PLAY 1000000"])[-operations:]


THEMES = {"inside": inside, "ends": ends, "move": move, "cursor": cursor, "ignored": ignored, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
