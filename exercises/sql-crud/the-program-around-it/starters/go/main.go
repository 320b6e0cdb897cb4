package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// What psql prints for a script. A value of yours stands in it as :'name', and psql puts the quotes.
// The error is there when a statement failed.
func ask(sql string, values map[string]string) (string, error) {
	words := []string{os.Getenv("DATABASE_URL"), "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"}
	for name, value := range values {
		words = append(words, "-v", name+"="+value)
	}
	command := exec.Command("psql", words...)
	command.Stdin = strings.NewReader(sql)
	command.Stderr = os.Stderr
	out, err := command.Output()
	return string(out), err
}

func run(words []string) int {
	if len(words) == 1 && words[0] == "list" {
		out, _ := ask("SELECT id, name, phone, email FROM contacts;", nil)
		fmt.Print(out)
		return 0
	}
	return 2
}

func main() {
	os.Exit(run(os.Args[1:]))
}
