import sys

END = ""


class Playlist:
    def __init__(self):
        self.tracks = []
        self.cursor = END

    def __contains__(self, track):
        return track in self.tracks

    def insert(self, place, track):
        self.tracks.insert(place, track)

    def behind(self, track):
        return (self.tracks + [END])[self.tracks.index(track) + 1]

    def drop(self, track):
        if self.cursor == track:
            self.cursor = self.behind(track)
        self.tracks.remove(track)

    def move_after(self, left, track):
        self.tracks.remove(track)
        self.tracks.insert(self.tracks.index(left) + 1, track)

    def play(self, count):
        if self.cursor == END:
            return []
        place = self.tracks.index(self.cursor)
        self.cursor = (self.tracks + [END])[min(place + count, len(self.tracks))]
        return self.tracks[place : place + count]


def main():
    lines = sys.stdin.read().split("\n")
    playlist = Playlist()
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, *arguments = line.split(" ")
        if command == "ADD":
            (track,) = arguments
            if track not in playlist:
                playlist.insert(len(playlist.tracks), track)
        elif command == "AFTER":
            place, track = arguments
            if place in playlist and track not in playlist:
                playlist.insert(playlist.tracks.index(place) + 1, track)
        elif command == "BEFORE":
            place, track = arguments
            if place in playlist and track not in playlist:
                playlist.insert(playlist.tracks.index(place), track)
        elif command == "DROP":
            (track,) = arguments
            if track in playlist:
                playlist.drop(track)
        elif command == "MOVE":
            track, _, place = arguments
            if track in playlist and place in playlist and track != place:
                playlist.move_after(place, track)
        elif command == "TOP":
            playlist.cursor = (playlist.tracks + [END])[0]
        else:
            out.append(" ".join(playlist.play(int(arguments[0]))) or "end")
    print("\n".join(out))


main()
