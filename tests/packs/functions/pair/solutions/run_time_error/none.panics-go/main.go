package main

func pair(amounts []int, total int) []int {
	for second := range amounts {
		for first := range amounts[:second] {
			if amounts[first]+amounts[second] == total {
				return []int{first, second}
			}
		}
	}
	return amounts[len(amounts) : len(amounts)+total+1]
}
