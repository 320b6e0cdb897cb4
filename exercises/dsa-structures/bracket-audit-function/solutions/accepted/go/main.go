package main

type open struct {
	bracket      byte
	line, column int
}

var opens = map[byte]byte{')': '(', ']': '[', '}': '{'}

func audit(lines []string) []int {
	var stack []open // the innermost on top
	quoted := false
	for index, line := range lines {
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case c == '\\':
				i++ // the next character has no meaning
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == '(' || c == '[' || c == '{':
				stack = append(stack, open{c, index + 1, i + 1})
			case c == ')' || c == ']' || c == '}':
				top := len(stack) - 1
				if top < 0 || stack[top].bracket != opens[c] {
					return []int{index + 1, i + 1}
				}
				stack = stack[:top]
			}
		}
	}
	if len(stack) == 0 {
		return nil
	}
	innermost := stack[len(stack)-1]
	return []int{innermost.line, innermost.column}
}
