package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
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
	"sync/atomic"
	"time"
	"unicode/utf8"
)

const mostHead, mostBody = 32_768, 8_000_000
const small = 256 // bytes that are not worth the work

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
	bare bool   // answers to HEAD have no body
	old  bool   // a client of HTTP/1.0 knows no chunks
	line string // what each answer says of the connection
	zips bool   // it takes gzip
}

// Read waits as long as a client may be silent.
func (c *client) Read(into []byte) (int, error) {
	c.SetReadDeadline(time.Now().Add(silence))
	return c.Conn.Read(into)
}

var silence = 10 * time.Second

func (c *client) begin(status, kind string, length int64, more ...string) {
	fmt.Fprintf(c, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n",
		status, kind, length, c.line+strings.Join(more, ""))
}

func (c *client) answer(status, kind, body string, more ...string) {
	if status == "200 OK" && shrinks(kind, int64(len(body))) {
		more = append(more, vary)
		if c.zips {
			body, more = zipped(strings.NewReader(body)), append(more, coding)
		}
	}
	c.begin(status, kind, int64(len(body)), more...)
	if !c.bare {
		io.WriteString(c, body)
	}
}

const vary, coding = "Vary: Accept-Encoding\r\n", "Content-Encoding: gzip\r\n"

func shrinks(kind string, size int64) bool {
	kind, _, _ = strings.Cut(kind, ";")
	kind = strings.ToLower(strings.Trim(kind, " \t"))
	return size > small && (strings.HasPrefix(kind, "text/") || kind == "application/json")
}

func zipped(plain io.Reader) string {
	var body bytes.Buffer
	writer := gzip.NewWriter(&body)
	io.Copy(writer, plain)
	writer.Close()
	return body.String()
}

func takesGzip(wishes string) bool {
	weights := map[string]float64{}
	for _, wish := range strings.Split(strings.ToLower(wishes), ",") {
		name, setting, _ := strings.Cut(wish, ";")
		weight := 1.0
		if q, given := strings.CutPrefix(strings.Trim(setting, " \t"), "q="); given {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		weights[strings.Trim(name, " \t")] = weight
	}
	if weight, named := weights["gzip"]; named {
		return weight > 0
	}
	return weights["*"] > 0
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
	if given && !digits.MatchString(text) {
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

// goOn tells a client that asks first to send its body.
func goOn(to io.Writer, version string, fields map[string]string) {
	if version == "HTTP/1.1" && strings.EqualFold(fields["expect"], "100-continue") {
		io.WriteString(to, "HTTP/1.1 100 Continue\r\n\r\n")
	}
}

func readBody(to io.Writer, from *bufio.Reader, version string, fields map[string]string) ([]byte, error) {
	coding, chunked := fields["transfer-encoding"]
	if _, counted := fields["content-length"]; chunked && (counted || strings.ToLower(coding) != "chunked") {
		return nil, bad
	}
	if chunked {
		if from.Buffered() == 0 {
			goOn(to, version, fields)
		}
		return readChunks(from)
	}
	length, err := lengthOf(fields)
	if err != nil {
		return nil, err
	}
	if length > from.Buffered() {
		goOn(to, version, fields)
	}
	body := make([]byte, length)
	_, err = io.ReadFull(from, body)
	return body, err
}

func readLine(from *bufio.Reader) (string, error) {
	var line []byte
	for !bytes.HasSuffix(line, []byte("\r\n")) {
		next, err := from.ReadByte()
		if err != nil {
			return "", err
		}
		if line = append(line, next); len(line) > mostHead {
			return "", bad
		}
	}
	return string(line[:len(line)-2]), nil
}

var hexadecimal = regexp.MustCompile("^[0-9A-Fa-f]{1,15}$")

func readChunks(from *bufio.Reader) ([]byte, error) {
	var body []byte
	for {
		line, err := readLine(from)
		if err != nil {
			return nil, err
		}
		digits, _, _ := strings.Cut(line, ";")
		digits = strings.TrimRight(digits, " \t")
		if !hexadecimal.MatchString(digits) {
			return nil, bad
		}
		size, _ := strconv.ParseInt(digits, 16, 64)
		if size == 0 {
			break
		}
		if size > mostBody-int64(len(body)) {
			return nil, refused("413 Content Too Large")
		}
		chunk := make([]byte, size+2)
		if _, err := io.ReadFull(from, chunk); err != nil {
			return nil, err
		}
		if string(chunk[size:]) != "\r\n" {
			return nil, bad
		}
		body = append(body, chunk[:size]...)
	}
	for { // trailers: nobody here needs them
		if line, err := readLine(from); err != nil || line == "" {
			return body, err
		}
	}
}

func stream(client *client, count int) {
	coding := "Transfer-Encoding: chunked\r\n"
	if client.old {
		client.line, coding = "Connection: close\r\n", ""
	}
	fmt.Fprintf(client, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n%s%s\r\n", coding, client.line)
	for number := 1; number <= count; number++ {
		if number > 1 {
			time.Sleep(50 * time.Millisecond)
		}
		piece := fmt.Sprintf("this is piece number %d\n", number)
		switch {
		case number%3 == 0: // nothing in it, and a chunk of size 0 would be the last
		case client.old:
			io.WriteString(client, piece)
		default:
			fmt.Fprintf(client, "%x\r\n%s\r\n", len(piece), piece)
		}
	}
	if client.old {
		client.Close() // only that ends this body
		return
	}
	io.WriteString(client, "0\r\n\r\n")
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
			client.line = "Connection: close\r\n"
			client.answer(string(status), "text/plain", "no\n")
		}
		if err != nil {
			return
		}
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
	body, err := readBody(client, from, words[2], fields)
	if err != nil {
		return err
	}
	client.old = words[2] == "HTTP/1.0"
	client.bare = words[0] == "HEAD"
	_, part := fields["range"]
	client.zips = !part && takesGzip(fields["accept-encoding"])
	stays := staysOpen(words[2], fields)
	switch {
	case !stays:
		client.line = "Connection: close\r\n"
	case words[2] == "HTTP/1.0":
		client.line = "Connection: keep-alive\r\n"
	default:
		client.line = ""
	}
	respond(client, words[0], words[1], fields, string(body))
	if !stays {
		return io.EOF
	}
	return nil
}

func staysOpen(version string, fields map[string]string) bool {
	said := map[string]bool{}
	for _, word := range strings.Split(fields["connection"], ",") {
		said[strings.ToLower(strings.Trim(word, " \t"))] = true
	}
	if version == "HTTP/1.0" {
		return said["keep-alive"]
	}
	return !said["close"]
}

var methods = map[string]bool{
	"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "OPTIONS": true,
}

var counter atomic.Int64

var allowed = map[string]string{"/": "GET", "/headers": "GET", "/agent": "GET", "/echo": "POST", "/count": "POST",
	"/sleep": "GET", "/counter": "GET", "/stream": "GET"}

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

func sendFile(client *client, path string, fields map[string]string) {
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
	size, modified := info.Size(), info.ModTime()
	zips, form := client.zips && shrinks(kind, size), ""
	if zips {
		form = "-gzip" // other bytes, another name
	}
	tag := fmt.Sprintf("\"%x-%x%s\"", modified.UnixNano(), size, form)
	more := "ETag: " + tag + "\r\nLast-Modified: " + modified.UTC().Format(httpDate) + "\r\nAccept-Ranges: bytes\r\n"
	if shrinks(kind, size) {
		more += vary
	}
	if isKnown(fields, tag, modified.Unix()) {
		io.WriteString(client, "HTTP/1.1 304 Not Modified\r\n"+client.line+more+"\r\n")
		return
	}
	if zips {
		body := zipped(file)
		client.begin("200 OK", kind, int64(len(body)), more, coding)
		if !client.bare {
			io.WriteString(client, body)
		}
		return
	}
	begin, end, partial := int64(0), size, false
	if !client.bare && isSame(fields["if-range"], tag, modified.Unix()) {
		begin, end, partial = partOf(fields["range"], size)
	}
	switch {
	case !partial:
		client.begin("200 OK", kind, size, more)
	case begin >= end:
		client.answer("416 Range Not Satisfiable", "text/plain", "", fmt.Sprintf("Content-Range: bytes */%d\r\n", size))
		return
	default:
		client.begin("206 Partial Content", kind, end-begin, more, fmt.Sprintf("Content-Range: bytes %d-%d/%d\r\n", begin, end-1, size))
	}
	if !client.bare {
		file.Seek(begin, io.SeekStart)
		io.CopyN(client, file, end-begin)
	}
}

const httpDate = "Mon, 02 Jan 2006 15:04:05 GMT"

func secondsOf(date string) (int64, bool) {
	time, err := time.Parse(httpDate, date)
	return time.Unix(), err == nil
}

// isKnown: the client has what it asks for already.
func isKnown(fields map[string]string, tag string, modified int64) bool {
	if tags, asked := fields["if-none-match"]; asked {
		for _, one := range strings.Split(tags, ",") {
			if strings.TrimPrefix(strings.Trim(one, " \t"), "W/") == tag {
				return true
			}
		}
		return tags == "*"
	}
	since, isDate := secondsOf(fields["if-modified-since"])
	return isDate && modified <= since
}

// isSame: a part may be added to what the client has.
func isSame(condition, tag string, modified int64) bool {
	date, isDate := secondsOf(condition)
	return condition == "" || condition == tag || (isDate && date == modified)
}

var oneRange = regexp.MustCompile("^bytes=([0-9]*)-([0-9]*)$")

// partOf tells from where to where, and whether it is a part at all; one that is not there is empty.
func partOf(value string, size int64) (int64, int64, bool) {
	found := oneRange.FindStringSubmatch(value)
	if found == nil || found[1]+found[2] == "" {
		return 0, size, false
	}
	first, _ := strconv.ParseInt(found[1], 10, 64)
	last, _ := strconv.ParseInt(found[2], 10, 64)
	switch {
	case found[1] == "":
		return max(size-last, 0), size, true
	case found[2] == "":
		return first, size, true
	case last < first:
		return 0, size, false
	}
	return first, min(last+1, size), true
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
		sendFile(client, path, fields)
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
	case path == "/sleep":
		asked, _ := url.ParseQuery(query)
		ms, _ := strconv.Atoi(asked.Get("ms"))
		time.Sleep(time.Duration(ms) * time.Millisecond)
		client.answer("200 OK", "text/plain", "slept\n")
	case path == "/stream":
		asked, _ := url.ParseQuery(query)
		count, _ := strconv.Atoi(asked.Get("n"))
		stream(client, count)
	case path == "/counter":
		client.answer("200 OK", "text/plain", fmt.Sprintln(counter.Add(1)))
	case path == "/count":
		client.answer("200 OK", "application/json",
			toJSON(map[string]int{"bytes": len(body), "characters": utf8.RuneCountInString(body)}))
	default:
		client.answer("404 Not Found", "text/plain", "nothing is here\n")
	}
}

func main() {
	if ms, err := strconv.Atoi(os.Getenv("IDLE_MS")); err == nil {
		silence = time.Duration(ms) * time.Millisecond
	}
	door, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	for {
		client, err := door.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(client)
	}
}
