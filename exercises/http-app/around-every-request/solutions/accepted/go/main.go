// Around every request, with the standard library.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
)

type answer struct {
	status int
	kind   string
	body   []byte
}

// The members of a line, in the order in which they are written.
type line struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Status int    `json:"status"`
	Bytes  int    `json:"bytes"`
	Ms     int64  `json:"ms"`
	ID     string `json:"id"`
	Agent  string `json:"agent"`
}

var (
	letters = regexp.MustCompile(`^/letters/([0-9]{1,4})$`)
	valid   = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)
	writing sync.Mutex
)

func asJSON(status int, document any) answer {
	body, err := json.Marshal(document)
	if err != nil {
		panic(err)
	}
	return answer{status, "application/json", body}
}

func route(path string) answer {
	switch found := letters.FindStringSubmatch(path); {
	case path == "/hello":
		return asJSON(200, map[string]string{"hello": "world"})
	case found != nil:
		count, _ := strconv.Atoi(found[1])
		return answer{200, "text/plain", []byte(strings.Repeat("x", count))}
	case path == "/slow":
		time.Sleep(300 * time.Millisecond)
		return asJSON(200, map[string]bool{"slow": true})
	case path == "/boom":
		var shares map[string]int
		shares[path] = 1 // a nil map takes nothing
	}
	return asJSON(404, map[string]string{"error": "not found"})
}

func idOf(request *http.Request) string {
	if given := request.Header.Get("X-Request-Id"); valid.MatchString(given) {
		return given
	}
	bytes := make([]byte, 8)
	if _, err := rand.Read(bytes); err != nil {
		panic(err)
	}
	return hex.EncodeToString(bytes)
}

// guarded gives the answer of the route; when it fails, the one that says so and no more.
func guarded(path, id string) (given answer) {
	defer func() {
		if fault := recover(); fault != nil {
			log.Print(fault, "\n", string(debug.Stack())) // on stderr, for us
			given = asJSON(500, map[string]string{"error": "internal", "id": id})
		}
	}()
	return route(path)
}

func write(one line) {
	text, err := json.Marshal(one)
	if err != nil {
		log.Print(err)
		return
	}
	writing.Lock()
	defer writing.Unlock()
	os.Stdout.Write(append(text, '\n'))
}

func serve(w http.ResponseWriter, request *http.Request) {
	begin := time.Now()
	id := idOf(request)
	given := guarded(request.URL.Path, id)
	ms := time.Since(begin).Milliseconds()
	w.Header().Set("Content-Type", given.kind)
	w.Header().Set("X-Request-Id", id)
	w.Header().Set("X-Duration-Ms", strconv.FormatInt(ms, 10))
	w.WriteHeader(given.status)
	w.Write(given.body)
	write(line{request.Method, request.URL.Path, given.status, len(given.body), ms, id, request.UserAgent()})
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}
