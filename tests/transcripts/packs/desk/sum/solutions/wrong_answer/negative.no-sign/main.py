print(sum(int(word.lstrip("-")) for word in input().split()))
