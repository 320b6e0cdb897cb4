package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

type open struct {
	bracket      byte
	line, column int
}

var opens = map[byte]byte{')': '(', ']': '[', '}': '{'}

type audit struct {
	stack  []open // the innermost on top
	quoted bool
}

// read tells the column of a closing bracket that matches nothing, or 0.
func (a *audit) read(number int, line string) int {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++ // the next character has no meaning
		case c == '"':
			a.quoted = !a.quoted
		case a.quoted:
		case c == '(' || c == '[' || c == '{':
			a.stack = append(a.stack, open{c, number, i + 1})
		case c == ')' || c == ']' || c == '}':
			top := len(a.stack) - 1
			if top < 0 || a.stack[top].bracket != opens[c] {
				return i + 1
			}
			a.stack = a.stack[:top]
		}
	}
	return 0
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var count int
	fmt.Fscanf(in, "%d\n", &count)
	var a audit
	for number := 1; number <= count; number++ {
		line, err := in.ReadString('\n')
		if column := a.read(number, line); column > 0 {
			fmt.Println(number, column)
			return
		}
		if err == io.EOF {
			break
		}
	}
	if len(a.stack) == 0 {
		fmt.Println("ok")
		return
	}
	innermost := a.stack[len(a.stack)-1]
	fmt.Println(innermost.line, innermost.column)
}
