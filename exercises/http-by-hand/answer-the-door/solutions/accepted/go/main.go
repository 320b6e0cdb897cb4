package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
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

func serve(client net.Conn) {
	defer client.Close()
	if _, ok := readHead(bufio.NewReader(client)); ok {
		answer(client, "200 OK", "text/plain", "ok\n")
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
