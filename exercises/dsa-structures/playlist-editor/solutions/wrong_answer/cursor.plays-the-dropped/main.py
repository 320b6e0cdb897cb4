import sys


class Track:
    __slots__ = ("id", "previous", "next")

    def __init__(self, id):
        self.id = id


class Playlist:
    def __init__(self):
        self.first = self.last = None
        self.tracks = {}  # id -> Track
        self.cursor = None

    def __contains__(self, id):
        return id in self.tracks

    def link(self, track, left, right):
        track.previous, track.next = left, right
        if left:
            left.next = track
        else:
            self.first = track
        if right:
            right.previous = track
        else:
            self.last = track

    def unlink(self, track):
        if track.previous:
            track.previous.next = track.next
        else:
            self.first = track.next
        if track.next:
            track.next.previous = track.previous
        else:
            self.last = track.previous

    def add(self, id):
        self.tracks[id] = track = Track(id)
        self.link(track, self.last, None)

    def after(self, place, id):
        left = self.tracks[place]
        self.tracks[id] = track = Track(id)
        self.link(track, left, left.next)

    def before(self, place, id):
        right = self.tracks[place]
        self.tracks[id] = track = Track(id)
        self.link(track, right.previous, right)

    def drop(self, id):
        track = self.tracks.pop(id)
        self.unlink(track)

    def move_after(self, place, id):
        track, left = self.tracks[id], self.tracks[place]
        self.unlink(track)
        self.link(track, left, left.next)

    def play(self, count):
        played = []
        while count > 0 and self.cursor:
            played.append(self.cursor.id)
            self.cursor = self.cursor.next
            count -= 1
        return played


def main():
    lines = sys.stdin.read().split("\n")
    playlist = Playlist()
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, *arguments = line.split(" ")
        if command == "ADD":
            (track,) = arguments
            if track not in playlist:
                playlist.add(track)
        elif command == "AFTER":
            place, track = arguments
            if place in playlist and track not in playlist:
                playlist.after(place, track)
        elif command == "BEFORE":
            place, track = arguments
            if place in playlist and track not in playlist:
                playlist.before(place, track)
        elif command == "DROP":
            (track,) = arguments
            if track in playlist:
                playlist.drop(track)
        elif command == "MOVE":
            track, _, place = arguments
            if track in playlist and place in playlist and track != place:
                playlist.move_after(place, track)
        elif command == "TOP":
            playlist.cursor = playlist.first
        else:
            out.append(" ".join(playlist.play(int(arguments[0]))) or "end")
    print("\n".join(out))


main()
