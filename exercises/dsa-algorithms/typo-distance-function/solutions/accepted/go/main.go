package main

func distance(one string, other string) int {
	letters := []rune(other)
	row := make([]int, len(letters)+1) // from the beginning of `one` so far to each beginning of `other`
	for j := range row {
		row[j] = j
	}
	for _, letter := range one { // code points
		diagonal := row[0]
		row[0]++
		for j, wanted := range letters {
			above := row[j+1]
			if letter == wanted {
				row[j+1] = diagonal
			} else {
				row[j+1] = 1 + min3(diagonal, above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(letters)]
}

func min3(a, b, c int) int {
	if b < a {
		a = b
	}
	if c < a {
		a = c
	}
	return a
}
