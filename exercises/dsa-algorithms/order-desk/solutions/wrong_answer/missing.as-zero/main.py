import sys


def main():
    lines = sys.stdin.read().split("\n")
    count = int(lines[0])
    columns = {}  # name -> (place in the record, kind)
    for place, column in enumerate(lines[1].split(",")):
        name, kind = column.split(":")
        columns[name] = place, kind
    records = [line.split(",") for line in lines[3 : count + 3]]

    # One stable sort for each key, the least important first: what the more
    # important keys leave equal keeps the order of the passes before.
    for key in reversed(lines[2].split(",")):
        name, direction = key.split()
        place, kind = columns[name]
        value = float if kind == "number" else str
        present = [record for record in records if record[place] or kind == "number"]
        missing = [record for record in records if not record[place] and kind != "number"]
        present.sort(key=lambda record: value(record[place] or 0), reverse=direction == "desc")
        records = present + missing

    sys.stdout.write("".join(",".join(record) + "\n" for record in records))


main()
