package main

func find_pair(amounts []int, total int) []int {
	first := make(map[int]int, len(amounts)) // amount -> number of the first invoice with it
	for i, amount := range amounts {
		if partner, ok := first[total-amount]; ok {
			return []int{partner, i + 1}
		}
		if _, ok := first[amount]; !ok {
			first[amount] = i + 1
		}
	}
	return nil
}
