import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    keys, left, right = [], [], []  # of the nodes; -1 where there is no child
    copies, larger = [], []  # packets with the number of the node, and those in its right part
    wrong = 0
    for number in numbers:
        node = 0
        side = None
        parent = 0
        while keys and node != -1:
            parent = node
            if number < keys[node]:
                wrong += copies[node] + larger[node]
                side, node = left, left[node]
            elif number > keys[node]:
                larger[node] += 1
                side, node = right, right[node]
            else:
                wrong += larger[node]
                copies[node] += 1
                break
        else:
            if side is not None:
                side[parent] = len(keys)
            keys.append(number)
            left.append(-1)
            right.append(-1)
            copies.append(1)
            larger.append(0)
    print(wrong)


main()
