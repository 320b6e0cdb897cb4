import sys

END = ""  # no track: it stands before the first and behind the last one, so that no place is special


class Playlist:
    def __init__(self):
        self.next = {END: END}
        self.previous = {END: END}
        self.cursor = END

    def __contains__(self, track):
        return track in self.next

    def join(self, left, right):
        self.next[left] = right
        self.previous[right] = left

    def insert_after(self, left, track):
        right = self.next[left]
        self.join(left, track)
        self.join(track, right)

    def take_out(self, track):
        self.join(self.previous.pop(track), self.next.pop(track))

    def drop(self, track):
        if self.cursor == track:
            self.cursor = self.next[track]
        self.take_out(track)

    def move_after(self, left, track):
        self.take_out(track)
        self.insert_after(left, track)

    def play(self, count):
        played = []
        while count > 0 and self.cursor != END:
            played.append(self.cursor)
            self.cursor = self.next[self.cursor]
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
                playlist.insert_after(playlist.previous[END], track)
        elif command == "AFTER":
            place, track = arguments
            if track not in playlist:
                playlist.insert_after(place, track)
        elif command == "BEFORE":
            place, track = arguments
            if place in playlist and track not in playlist:
                playlist.insert_after(playlist.previous[place], track)
        elif command == "DROP":
            (track,) = arguments
            playlist.drop(track)
        elif command == "MOVE":
            track, _, place = arguments
            if track in playlist and place in playlist and track != place:
                playlist.move_after(place, track)
        elif command == "TOP":
            playlist.cursor = playlist.next[END]
        else:
            out.append(" ".join(playlist.play(int(arguments[0]))) or "end")
    print("\n".join(out))


main()
