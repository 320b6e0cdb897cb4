package main

import "fmt"

func pair(amounts []int, total int) []int {
	fmt.Println("looking at", len(amounts))
	places := map[int]int{}
	for place, amount := range amounts {
		if other, ok := places[total-amount]; ok {
			return []int{other, place}
		}
		if _, ok := places[amount]; !ok {
			places[amount] = place
		}
	}
	return nil
}
