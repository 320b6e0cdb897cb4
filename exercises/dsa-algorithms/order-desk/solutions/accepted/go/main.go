package main

import (
	"bufio"
	"os"
	"sort"
	"strconv"
	"strings"
)

type key struct {
	place              int // of its column in the record
	number, descending bool
}

type value struct {
	missing bool
	number  float64
	text    string
}

type record struct {
	line   string
	values []value // one for each key
}

func readKeys(columns, line string) []key {
	var keys []key
	for _, words := range strings.Split(line, ",") {
		name, direction, _ := strings.Cut(words, " ")
		for place, column := range strings.Split(columns, ",") {
			if known, kind, _ := strings.Cut(column, ":"); known == name {
				keys = append(keys, key{place, kind == "number", direction == "desc"})
			}
		}
	}
	return keys
}

func readRecord(line string, keys []key) record {
	fields := strings.Split(line, ",")
	values := make([]value, len(keys))
	for i, key := range keys {
		field := fields[key.place]
		if values[i].missing = field == ""; values[i].missing {
			continue
		}
		if key.number {
			values[i].number, _ = strconv.ParseFloat(field, 64)
		} else {
			values[i].text = field
		}
	}
	return record{line, values}
}

func less(a, b record, keys []key) bool {
	for i, key := range keys {
		left, right := a.values[i], b.values[i]
		if left == right {
			continue
		}
		if left.missing || right.missing {
			return right.missing
		}
		if key.number {
			return left.number < right.number != key.descending
		}
		return left.text < right.text != key.descending
	}
	return false
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	next := func() string {
		in.Scan()
		return in.Text()
	}
	count, _ := strconv.Atoi(next())
	columns := next()
	keys := readKeys(columns, next())
	records := make([]record, count)
	for i := range records {
		records[i] = readRecord(next(), keys)
	}

	sort.SliceStable(records, func(i, j int) bool { return less(records[i], records[j], keys) })
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, record := range records {
		out.WriteString(record.line)
		out.WriteByte('\n')
	}
}
