package main

import "sort"

func peak(starts []int, ends []int) []int {
	var opening, closing []int
	for i := range starts {
		if starts[i] < ends[i] { // else it is never open
			opening, closing = append(opening, starts[i]), append(closing, ends[i])
		}
	}
	sort.Ints(opening)
	sort.Ints(closing)

	most, momentOfMost, closed := 0, 0, 0
	for i, moment := range opening {
		// Of the sessions opened so far the newest ends later than now, so this stops in time.
		for closing[closed] <= moment {
			closed++
		}
		if open := i + 1 - closed; open > most {
			most, momentOfMost = open, moment
		}
	}
	if most == 0 {
		return nil
	}
	return []int{most, momentOfMost}
}
