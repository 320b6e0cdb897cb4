package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
)

// peakOf returns the largest number open at once, and the first moment of it.
func peakOf(starts, ends []int) (peak, peakMoment int) {
	sort.Ints(starts)
	sort.Ints(ends)
	closed := 0
	for i, moment := range starts {
		// Of the sessions opened so far the newest ends later than now, so this stops in time.
		for ends[closed] <= moment {
			closed++
		}
		if open := i + 1 - closed; open > peak {
			peak, peakMoment = open, moment
		}
	}
	return peak, peakMoment
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	next := func() int {
		in.Scan()
		number, _ := strconv.Atoi(in.Text())
		return number
	}

	var starts, ends []int
	for count := next(); count > 0; count-- {
		start, end := next(), next()
		if start < end { // else it is never open
			starts, ends = append(starts, start), append(ends, end)
		}
	}
	if peak, moment := peakOf(starts, ends); peak > 0 {
		fmt.Println(peak, moment)
	} else {
		fmt.Println("0 none")
	}
}
