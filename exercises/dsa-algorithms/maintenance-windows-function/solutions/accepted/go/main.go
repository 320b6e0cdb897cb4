package main

import "sort"

func join_windows(windows [][]int) [][]int {
	sort.Slice(windows, func(i, j int) bool { return windows[i][0] < windows[j][0] })
	var joined [][]int
	for _, window := range windows {
		start, end := window[0], window[1]
		if last := len(joined) - 1; last >= 0 && start <= joined[last][1] {
			if end > joined[last][1] {
				joined[last][1] = end
			}
		} else {
			joined = append(joined, window)
		}
	}
	return joined
}
