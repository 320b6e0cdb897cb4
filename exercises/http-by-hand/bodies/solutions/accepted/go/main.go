package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
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
	return toJSON(seen)
}

// fieldsOf gives the headers by their names in small letters, and is false where a line is none.
func fieldsOf(lines []string) (map[string]string, bool) {
	fields := map[string]string{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		if strings.HasSuffix(name, " ") || strings.HasSuffix(name, "\t") {
			return nil, false
		}
		name, value = strings.ToLower(name), strings.Trim(value, " \t")
		if before, ok := fields[name]; ok {
			value = before + ", " + value
		}
		fields[name] = value
	}
	return fields, true
}

func toJSON(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

// goOn tells a client that asks first to send its body.
func goOn(to io.Writer, version string, fields map[string]string) {
	if version == "HTTP/1.1" && strings.EqualFold(fields["expect"], "100-continue") {
		io.WriteString(to, "HTTP/1.1 100 Continue\r\n\r\n")
	}
}

func serve(client net.Conn) {
	defer client.Close()
	from := bufio.NewReader(client)
	for {
		head, ok := readHead(from)
		if !ok || len(head) == 0 {
			return
		}
		words := strings.Split(head[0], " ")
		fields, valid := fieldsOf(head[1:])
		_, hasHost := fields["host"]
		if len(words) != 3 || !valid || (words[2] == "HTTP/1.1" && !hasHost) {
			answer(client, "400 Bad Request", "text/plain", "this is no good request\n")
			return
		}
		length, _ := strconv.Atoi(fields["content-length"])
		if length > from.Buffered() {
			goOn(client, words[2], fields)
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(from, body); err != nil {
			return
		}
		respond(client, words[0], words[1], fields, string(body))
	}
}

func respond(client net.Conn, method, target string, fields map[string]string, body string) {
	path, query, _ := strings.Cut(target, "?")
	switch {
	case path == "/":
		answer(client, "200 OK", "text/plain", "ok\n")
	case strings.HasPrefix(path, "/inspect/"):
		answer(client, "200 OK", "application/json", inspect(method, path, query))
	case path == "/headers":
		answer(client, "200 OK", "application/json", toJSON(fields))
	case path == "/agent":
		answer(client, "200 OK", "text/plain", fields["user-agent"]+"\n")
	case path == "/echo":
		kind := fields["content-type"]
		if kind == "" {
			kind = "application/octet-stream"
		}
		answer(client, "200 OK", kind, body)
	case path == "/count":
		answer(client, "200 OK", "application/json",
			toJSON(map[string]int{"bytes": len(body), "characters": utf8.RuneCountInString(body)}))
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
