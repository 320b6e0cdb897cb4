"""check.py INPUT EXPECTED: accepts any cycle where the expected output names one."""

import sys

ACCEPT, REJECT = 42, 43


def fault(lines, expected, output):
    if expected[0] == "order":
        return None if output == expected else "all services can be started: expected `order` and the alphabetically first order"
    if not output or output[0] != "cycle":
        return "there is a cycle, so the first line must be `cycle`"
    needs = {tuple(line.split()[1:]) for line in lines if line.startswith("NEEDS ")}
    ring = output[1:]
    if not ring:
        return "the names of the cycle are missing"
    if len(set(ring)) < len(ring):
        return f"a name comes twice in the cycle: {next(name for name in ring if ring.count(name) > 1)[:40]}"
    for service, other in zip(ring, ring[1:] + ring[:1]):
        if (service, other) not in needs:
            return f"not a cycle: there is no line `NEEDS {service[:40]} {other[:40]}`"
    return None


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        lines = file.read().split("\n")
    with open(sys.argv[2], encoding="ascii") as file:
        expected = file.read().split()
    output = [line.rstrip() for line in sys.stdin.buffer.read().decode("utf-8", "replace").rstrip().split("\n")]
    message = fault(lines[1 : int(lines[0]) + 1], expected, output)
    if message:
        print(message)
    sys.exit(REJECT if message else ACCEPT)


main()
