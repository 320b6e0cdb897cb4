package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

func duplicates(names []string) string {
	var found []string
	for this := range names {
		isFirst, again := true, false
		for other := range names {
			if names[other] == names[this] {
				if other < this {
					isFirst = false
				} else if other > this {
					again = true
				}
			}
		}
		if isFirst && again {
			found = append(found, names[this])
		}
	}
	return orNone(strings.Join(found, " "))
}

func total(amounts []int64, first, last int64) string {
	var result int64
	for number := first - 1; number < last; number++ {
		result += amounts[number]
	}
	return strconv.FormatInt(result, 10)
}

func top(names []string, amounts []int64) string {
	var ranking []string
	ranked := make([]bool, len(amounts))
	for range amounts {
		best := -1
		for number := range amounts {
			if !ranked[number] && (best < 0 || amounts[number] > amounts[best]) {
				best = number
			}
		}
		ranked[best] = true
		ranking = append(ranking, names[best]+":"+strconv.FormatInt(amounts[best], 10))
	}
	if len(ranking) > 10 {
		ranking = ranking[:10]
	}
	return orNone(strings.Join(ranking, " "))
}

func distance(a, b int64) int64 {
	if a < b {
		return b - a
	}
	return a - b
}

func nearest(amounts []int64, wanted int64) string {
	if len(amounts) == 0 {
		return "none"
	}
	best := amounts[0]
	for _, amount := range amounts {
		d, least := distance(amount, wanted), distance(best, wanted)
		if d < least || d == least && amount < best {
			best = amount
		}
	}
	return strconv.FormatInt(best, 10)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	word := func() string {
		in.Scan()
		return in.Text()
	}
	number := func() int64 {
		value, _ := strconv.ParseInt(word(), 10, 64)
		return value
	}

	var names []string
	var amounts []int64
	for left := number(); left > 0; left-- {
		names = append(names, word())
		amounts = append(amounts, number())
	}

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for left := number(); left > 0; left-- {
		switch word() {
		case "DUPLICATES":
			fmt.Fprintln(out, duplicates(names))
		case "TOTAL":
			first := number()
			fmt.Fprintln(out, total(amounts, first, number()))
		case "TOP":
			fmt.Fprintln(out, top(names, amounts))
		default:
			fmt.Fprintln(out, nearest(amounts, number()))
		}
	}
}
