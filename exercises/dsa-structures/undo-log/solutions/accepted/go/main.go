package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

type edit struct {
	typed bool
	part  string // what was typed, or what was really removed
}

type field struct {
	text         []byte
	done, undone []edit
}

func (f *field) cut(size int) string {
	if size > len(f.text) {
		size = len(f.text)
	}
	left := len(f.text) - size
	part := string(f.text[left:])
	f.text = f.text[:left]
	return part
}

func (f *field) remember(e edit) {
	f.done = append(f.done, e)
	f.undone = f.undone[:0]
}

func (f *field) apply(e edit, appends bool) {
	if appends {
		f.text = append(f.text, e.part...)
	} else {
		f.cut(len(e.part))
	}
}

func (f *field) undo() {
	if len(f.done) == 0 {
		return
	}
	last := f.done[len(f.done)-1]
	f.done = f.done[:len(f.done)-1]
	f.apply(last, !last.typed)
	f.undone = append(f.undone, last)
}

func (f *field) redo() {
	if len(f.undone) == 0 {
		return
	}
	last := f.undone[len(f.undone)-1]
	f.undone = f.undone[:len(f.undone)-1]
	f.apply(last, last.typed)
	f.done = append(f.done, last)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in.Scan()
	f := &field{}
	for in.Scan() {
		command, rest, _ := strings.Cut(in.Text(), " ")
		switch command {
		case "TYPE":
			f.text = append(f.text, rest...)
			f.remember(edit{true, rest})
		case "BACK":
			size, _ := strconv.Atoi(rest)
			f.remember(edit{false, f.cut(size)})
		case "UNDO":
			f.undo()
		case "REDO":
			f.redo()
		case "SHOW":
			shown := f.text
			if len(shown) > 10 {
				shown = shown[len(shown)-10:]
			}
			fmt.Fprintf(out, "%d %s\n", len(f.text), shown)
		}
	}
}
