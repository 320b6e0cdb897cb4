package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
)

const day = 86_400_000

type window struct{ start, end int }

func joined(windows []window) []window {
	sort.Slice(windows, func(i, j int) bool { return windows[i].start < windows[j].start })
	var result []window
	for _, next := range windows {
		if last := len(result) - 1; last >= 0 && next.start <= result[last].end {
			result[last].end = max(result[last].end, next.end)
		} else {
			result = append(result, next)
		}
	}
	return result
}

// gaps returns what sorted windows that stay apart leave free of the day.
func gaps(windows []window) []window {
	var result []window
	freeFrom := 0
	for _, next := range append(windows, window{day, day}) {
		if gapEnd := min(next.start, day); freeFrom < gapEnd {
			result = append(result, window{freeFrom, gapEnd})
		}
		freeFrom = max(freeFrom, next.end)
	}
	return result
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	next := func() int {
		in.Scan()
		number, _ := strconv.Atoi(in.Text())
		return number
	}
	windows := make([]window, next())
	for i := range windows {
		windows[i] = window{next(), next()}
	}

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	windows = joined(windows)
	for _, one := range windows {
		fmt.Fprintln(out, "window", one.start, one.end)
	}
	for _, one := range gaps(windows) {
		fmt.Fprintln(out, "free", one.start, one.end)
	}
}
