package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

const mostHead, mostBody = 32_768, 8_000_000

// refused is the status that a request gets which cannot be trusted; the connection is over then.
type refused string

func (status refused) Error() string { return string(status) }

const bad = refused("400 Bad Request")

var token = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// readHead reads up to the empty line, which is not in the result.
func readHead(from *bufio.Reader) ([]string, error) {
	var head []byte
	for !bytes.HasSuffix(head, []byte("\r\n\r\n")) {
		if len(head) > mostHead {
			return nil, refused("431 Request Header Fields Too Large")
		}
		next, err := from.ReadByte()
		if err != nil {
			return nil, err
		}
		head = append(head, next)
	}
	return strings.Split(string(head[:len(head)-4]), "\r\n"), nil
}

// client is a connection, and what is known of the request that is answered.
type client struct {
	net.Conn
	bare bool // answers to HEAD have no body
}

func (c *client) begin(status, kind string, length int64, more ...string) {
	fmt.Fprintf(c, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n",
		status, kind, length, strings.Join(more, ""))
}

func (c *client) answer(status, kind, body string, more ...string) {
	c.begin(status, kind, int64(len(body)), more...)
	if !c.bare {
		io.WriteString(c, body)
	}
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

var version = regexp.MustCompile("^HTTP/[0-9]\\.[0-9]$")

func wordsOf(line string) ([]string, error) {
	words := strings.Split(line, " ")
	if len(words) != 3 || !token.MatchString(words[0]) || words[1] == "" || words[1][0] != '/' {
		return nil, bad
	}
	if !version.MatchString(words[2]) {
		return nil, bad
	}
	if words[2] != "HTTP/1.0" && words[2] != "HTTP/1.1" {
		return nil, refused("505 HTTP Version Not Supported")
	}
	return words, nil
}

// fieldsOf gives the headers by their names in small letters.
func fieldsOf(lines []string) (map[string]string, error) {
	fields := map[string]string{}
	for _, line := range lines {
		name, value, colon := strings.Cut(line, ":")
		if !colon || !token.MatchString(name) {
			return nil, bad
		}
		name, value = strings.ToLower(name), strings.Trim(value, " \t")
		if before, ok := fields[name]; ok {
			value = before + ", " + value
		}
		fields[name] = value
	}
	return fields, nil
}

var digits = regexp.MustCompile("^[0-9]+$")

func lengthOf(fields map[string]string) (int, error) {
	text, given := fields["content-length"]
	if _, chunked := fields["transfer-encoding"]; chunked || (given && !digits.MatchString(text)) {
		return 0, bad
	}
	if !given {
		return 0, nil
	}
	length, err := strconv.Atoi(text)
	if err != nil || length > mostBody {
		return 0, refused("413 Content Too Large")
	}
	return length, nil
}

func toJSON(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

func serve(connection net.Conn) {
	defer connection.Close()
	client := &client{Conn: connection}
	from := bufio.NewReader(client)
	for {
		err := serveOne(client, from)
		if status, ok := err.(refused); ok {
			client.bare = false
			client.answer(string(status), "text/plain", "no\n", "Connection: close\r\n")
		}
		if err != nil {
			return
		}
	}
}

// goOn tells a client that asks first to send its body.
func goOn(to io.Writer, version string, fields map[string]string) {
	if version == "HTTP/1.1" && strings.EqualFold(fields["expect"], "100-continue") {
		io.WriteString(to, "HTTP/1.1 100 Continue\r\n\r\n")
	}
}

func serveOne(client *client, from *bufio.Reader) error {
	head, err := readHead(from)
	if err != nil {
		return err
	}
	words, err := wordsOf(head[0])
	if err != nil {
		return err
	}
	fields, err := fieldsOf(head[1:])
	if err != nil {
		return err
	}
	if _, ok := fields["host"]; !ok && words[2] == "HTTP/1.1" {
		return bad
	}
	length, err := lengthOf(fields)
	if err != nil {
		return err
	}
	if length > from.Buffered() {
		goOn(client, words[2], fields)
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(from, body); err != nil {
		return err
	}
	client.bare = words[0] == "HEAD"
	respond(client, words[0], words[1], fields, string(body))
	return nil
}

var methods = map[string]bool{
	"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "OPTIONS": true,
}

var allowed = map[string]string{"/": "GET", "/headers": "GET", "/agent": "GET", "/echo": "POST", "/count": "POST"}

var root, _ = filepath.EvalSymlinks(os.Getenv("DOC_ROOT"))

var types = map[string]string{
	".html": "text/html", ".txt": "text/plain", ".css": "text/css", ".js": "text/javascript",
	".json": "application/json", ".png": "image/png",
}

// find tells where the file or folder really lies, and what it is; an error when that is outside of the root.
func find(name string) (string, fs.FileInfo, error) {
	place, err := filepath.EvalSymlinks(filepath.Join(root, name))
	if err != nil {
		return "", nil, err
	}
	if place != root && !strings.HasPrefix(place, root+"/") {
		return "", nil, fs.ErrNotExist
	}
	info, err := os.Stat(place)
	return place, info, err
}

func sendFile(client *client, path string) {
	name, _ := url.PathUnescape(strings.TrimPrefix(path, "/files/"))
	place, info, err := find(name)
	slash := name == "" || strings.HasSuffix(name, "/")
	switch {
	case err == nil && info.IsDir() && !slash:
		client.answer("301 Moved Permanently", "text/plain", "", "Location: "+path+"/\r\n")
		return
	case err == nil && info.IsDir():
		place, info, err = find(name + "index.html")
	case slash:
		err = fs.ErrNotExist
	}
	if err != nil || !info.Mode().IsRegular() {
		client.answer("404 Not Found", "text/plain", "nothing is here\n")
		return
	}
	file, err := os.Open(place)
	if err != nil {
		client.answer("404 Not Found", "text/plain", "nothing is here\n")
		return
	}
	defer file.Close()
	kind, known := types[strings.ToLower(filepath.Ext(place))]
	if !known {
		kind = "application/octet-stream"
	}
	client.begin("200 OK", kind, info.Size())
	if !client.bare {
		io.CopyN(client, file, info.Size())
	}
}

func respond(client *client, method, target string, fields map[string]string, body string) {
	path, query, _ := strings.Cut(target, "?")
	right, fixed := allowed[path]
	switch {
	case !methods[method]:
		client.answer("501 Not Implemented", "text/plain", "what is that?\n")
	case fixed && method != right:
		client.answer("405 Method Not Allowed", "text/plain", "", "Allow: "+right+"\r\n")
	case strings.HasPrefix(path, "/files/") && method != "GET" && method != "HEAD":
		client.answer("405 Method Not Allowed", "text/plain", "", "Allow: GET, HEAD\r\n")
	case strings.HasPrefix(path, "/files/"):
		sendFile(client, path)
	case path == "/":
		client.answer("200 OK", "text/plain", "ok\n")
	case strings.HasPrefix(path, "/inspect/"):
		client.answer("200 OK", "application/json", inspect(method, path, query))
	case path == "/headers":
		client.answer("200 OK", "application/json", toJSON(fields))
	case path == "/agent":
		client.answer("200 OK", "text/plain", fields["user-agent"]+"\n")
	case path == "/echo":
		kind := fields["content-type"]
		if kind == "" {
			kind = "application/octet-stream"
		}
		client.answer("200 OK", kind, body)
	case path == "/count":
		client.answer("200 OK", "application/json",
			toJSON(map[string]int{"bytes": len(body), "characters": utf8.RuneCountInString(body)}))
	default:
		client.answer("404 Not Found", "text/plain", "nothing is here\n")
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
