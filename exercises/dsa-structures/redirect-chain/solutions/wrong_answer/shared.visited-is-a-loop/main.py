import sys


def trace(start, rules, answers):
    way, places = answers.setdefault(None, ([], {}))  # of all walks
    page = start
    while page in rules and page not in places:
        places[page] = len(way)
        way.append(page)
        page = rules[page]

    if page in places:
        return f"loop {page} {len(way) - places[page]}"
    return f"end {page}"


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
