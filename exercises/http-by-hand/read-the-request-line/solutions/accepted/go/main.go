package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/url"
	"os"
	"strings"
)

// readHead reads up to the empty line, and is false when the client leaves before.
func readHead(from *bufio.Reader) ([]string, bool) {
	var lines []string
	for {
		line, err := from.ReadString('\n')
		if err != nil {
			return nil, false
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			return lines, true
		}
		lines = append(lines, line)
	}
}

func answer(client net.Conn, status, kind, body string) {
	fmt.Fprintf(client, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", status, kind, len(body), body)
}

type inspection struct {
	Method string      `json:"method"`
	Path   string      `json:"path"`
	Query  [][2]string `json:"query"`
}

func inspect(method, path, query string) string {
	seen := inspection{Method: method, Query: [][2]string{}}
	seen.Path, _ = url.PathUnescape(path)
	for _, part := range strings.Split(query, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		name, _ = url.QueryUnescape(name)
		value, _ = url.QueryUnescape(value)
		seen.Query = append(seen.Query, [2]string{name, value})
	}
	text, _ := json.Marshal(seen)
	return string(text)
}

func serve(client net.Conn) {
	defer client.Close()
	head, ok := readHead(bufio.NewReader(client))
	if !ok || len(head) == 0 {
		return
	}
	words := strings.Split(head[0], " ")
	if len(words) != 3 {
		return
	}
	path, query, _ := strings.Cut(words[1], "?")
	switch {
	case path == "/":
		answer(client, "200 OK", "text/plain", "ok\n")
	case strings.HasPrefix(path, "/inspect/"):
		answer(client, "200 OK", "application/json", inspect(words[0], path, query))
	default:
		answer(client, "404 Not Found", "text/plain", "nothing is here\n")
	}
}

func main() {
	door, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	for {
		client, err := door.Accept()
		if err != nil {
			log.Fatal(err)
		}
		serve(client)
	}
}
