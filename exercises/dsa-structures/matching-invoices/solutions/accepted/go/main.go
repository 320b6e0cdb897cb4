package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	next := func() int64 {
		in.Scan()
		number, _ := strconv.ParseInt(in.Text(), 10, 64)
		return number
	}

	count, total := int(next()), next()
	first := make(map[int64]int, count) // amount -> number of the first invoice with it
	for number := 1; number <= count; number++ {
		amount := next()
		if partner, found := first[total-amount]; found {
			fmt.Println(partner, number)
			return
		}
		if _, found := first[amount]; !found {
			first[amount] = number
		}
	}
	fmt.Println("none")
}
