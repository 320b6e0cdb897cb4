package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

// Misuse is a command line that says nothing that can be done.
type Misuse struct{ error }

func misuse(text string) error { return Misuse{errors.New(text)} }

// What psql prints for a script. A value stands in it as :'name', and psql puts the quotes.
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

var aNumber = regexp.MustCompile("^[0-9]{1,9}$")

// A script about one contact: it is an error when nothing comes back.
func about(id, sql string, values map[string]string) (string, error) {
	if !aNumber.MatchString(id) {
		return "", misuse(id + " is no id")
	}
	values["id"] = id
	out, err := ask(sql, values)
	if err == nil && out == "" {
		err = errors.New("there is no contact " + id)
	}
	return out, err
}

// All lines go as one array of texts, and the database takes them apart.
func addAll() (string, error) {
	var lines []string
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		fields := strings.Split(scanner.Text(), "\t")
		if len(fields) != 2 && len(fields) != 3 {
			return "", errors.New("a line is no contact: " + scanner.Text())
		}
		lines = append(lines, "('"+strings.ReplaceAll(strings.Join(append(fields, "")[:3], "\t"), "'", "''")+"')")
	}
	out, err := ask("BEGIN;\nINSERT INTO contacts (name, phone, email)\n"+
		"SELECT split_part(line, E'\\t', 1), split_part(line, E'\\t', 2), nullif(split_part(line, E'\\t', 3), '')\n"+
		"FROM (VALUES "+strings.Join(lines, ", ")+") AS given (line);\nCOMMIT;\n", nil)
	if err != nil {
		return "", err
	}
	return out + fmt.Sprintln(len(lines)), nil
}

func add(words []string) (string, error) {
	if len(words) == 1 && words[0] == "-" {
		return addAll()
	}
	if len(words) != 2 && len(words) != 3 {
		return "", misuse("add NAME PHONE [EMAIL], or add -")
	}
	words = append(words, "")
	return ask("INSERT INTO contacts (name, phone, email) SELECT :'name', :'phone', nullif(:'email', '') RETURNING id;",
		map[string]string{"name": words[0], "phone": words[1], "email": words[2]})
}

func list(words []string) (string, error) {
	if len(words) > 1 {
		return "", misuse("list [TEXT]")
	}
	return ask("SELECT id, name, phone, email FROM contacts WHERE replace(name, :'text', '') <> name OR :'text' = '' ORDER BY id;",
		map[string]string{"text": strings.Join(words, "")})
}

func show(words []string) (string, error) {
	if len(words) != 1 {
		return "", misuse("show ID")
	}
	return about(words[0], "TABLE contacts ORDER BY id OFFSET (SELECT count(*) FROM contacts WHERE id < :'id')"+
		" LIMIT (SELECT count(*) FROM contacts WHERE id = :'id');", map[string]string{})
}

func edit(words []string) (string, error) {
	usage := misuse("edit ID with at least one of --name, --phone, --email")
	if len(words) < 3 || len(words)%2 == 0 {
		return "", usage
	}
	values := map[string]string{}
	var changes []string
	for i := 1; i < len(words); i += 2 {
		column := strings.TrimPrefix(words[i], "--")
		if !strings.HasPrefix(words[i], "--") || (column != "name" && column != "phone" && column != "email") {
			return "", usage
		}
		values[column] = words[i+1]
		change := column + " = :'" + column + "'"
		if column == "email" {
			change = "email = nullif(:'email', '')"
		}
		changes = append(changes, change)
	}
	_, err := about(words[0], "UPDATE contacts SET "+strings.Join(changes, ", ")+" WHERE id = :'id' RETURNING id;", values)
	return "", err
}

func rm(words []string) (string, error) {
	if len(words) != 1 {
		return "", misuse("rm ID")
	}
	_, err := about(words[0], "DELETE FROM contacts WHERE id = :'id' RETURNING id;", map[string]string{})
	return "", err
}

func main() {
	commands := map[string]func([]string) (string, error){"add": add, "list": list, "show": show, "edit": edit, "rm": rm}
	out, err := "", misuse("contacts add|list|show|edit|rm")
	if len(os.Args) > 1 && commands[os.Args[1]] != nil {
		out, err = commands[os.Args[1]](os.Args[2:])
	}
	if err == nil {
		fmt.Print(out)
		return
	}
	fmt.Fprintln(os.Stderr, err)
	if errors.As(err, &Misuse{}) {
		os.Exit(2)
	}
	os.Exit(1)
}
