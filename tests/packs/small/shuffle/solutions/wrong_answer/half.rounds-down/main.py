command, *words = input().split()
if command == "words":
    print("\n".join(words))
elif command == "half":
    print(int(words[0]) // 2)
else:
    print(*reversed(range(int(words[0]))))
