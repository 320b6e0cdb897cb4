package main

import "sort"

func signatureOf(tag string) string {
	letters := []byte(tag)
	sort.Slice(letters, func(i, j int) bool { return letters[i] < letters[j] })
	return string(letters)
}

func group(tags []string) [][]string {
	var groups [][]string
	places := map[string]int{} // signature -> place of its group
	seen := map[string]bool{}
	for _, tag := range tags {
		if seen[tag] {
			continue
		}
		seen[tag] = true
		signature := signatureOf(tag)
		place, ok := places[signature]
		if !ok {
			place = len(groups)
			places[signature] = place
			groups = append(groups, nil)
		}
		groups[place] = append(groups[place], tag)
	}
	return groups
}
