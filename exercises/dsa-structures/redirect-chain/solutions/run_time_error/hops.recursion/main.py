import sys


def trace(start, rules, answers):
    places = {}  # page -> its place on the way

    def walk(page):
        """The answer, or an open loop as (entry, length)."""
        if page in answers:
            return answers[page]
        if page not in rules:
            return f"end {page}"
        if page in places:
            return page, len(places) - places[page]
        places[page] = len(places)
        answer = walk(rules[page])
        if isinstance(answer, tuple):
            entry, length = answer
            answers[page] = f"loop {page} {length}"
            return answers[page] if page == entry else answer
        answers[page] = answer
        return answer

    return walk(start)


def main():
    lines = sys.stdin.read().split("\n")
    rules = {}
    answers = {}
    out = []
    for line in lines[1 : int(lines[0]) + 1]:
        command, *pages = line.split(" ")
        if command == "RULE":
            rules[pages[0]] = pages[1]
        else:
            out.append(trace(pages[0], rules, answers))
    print("\n".join(out))


main()
