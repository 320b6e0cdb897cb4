package main

func best(names []string, marks [][]float64, loud bool) string {
	found, highest := 0, 0.0
	for i, row := range marks {
		mean := 0.0
		for _, mark := range row {
			mean += mark / float64(len(row))
		}
		if i == 0 || mean > highest {
			found, highest = i, mean
		}
	}
	if loud {
		return names[found] + "!"
	}
	return names[found]
}
