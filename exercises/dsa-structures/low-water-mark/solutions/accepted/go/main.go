package main

import (
	"bufio"
	"os"
	"strconv"
)

type entry struct {
	figure, lowest int64 // lowest: of this figure and all below
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Scan()
	count, _ := strconv.Atoi(in.Text())
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var pile []entry
	for ; count > 0 && in.Scan(); count-- {
		operation := in.Text()
		if len(operation) > 5 { // PUSH x
			figure, _ := strconv.ParseInt(operation[5:], 10, 64)
			lowest := figure
			if len(pile) > 0 {
				lowest = min(lowest, pile[len(pile)-1].lowest)
			}
			pile = append(pile, entry{figure, lowest})
			continue
		}
		answer := "empty"
		if top := len(pile) - 1; top >= 0 {
			if operation == "MIN" {
				answer = strconv.FormatInt(pile[top].lowest, 10)
			} else {
				answer = strconv.FormatInt(pile[top].figure, 10)
				pile = pile[:top]
			}
		}
		out.WriteString(answer)
		out.WriteByte('\n')
	}
}
