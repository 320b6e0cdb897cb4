import sys


def trace(start, rules, answers):
    """Walks from the start to the first page with an answer, and writes answers on all pages of the way."""
    way = []
    places = {}  # page -> its place on the way
    page = start
    while page in rules and page not in answers and page not in places:
        places[page] = len(way)
        way.append(page)
        page = rules[page]

    if page in places:
        loop = way[places[page] :]
        del way[places[page] :]
        for entry in loop:
            answers[entry] = f"loop {entry} {len(loop)}"
    answer = answers.get(page) or f"end {page}"
    for before in way:
        answers[before] = answer
    return answers.get(start, answer)


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
