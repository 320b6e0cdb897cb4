// Around every request: the routes are there, what goes around them is yours to write.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

type answer struct {
	status int
	kind   string
	body   []byte
}

var letters = regexp.MustCompile(`^/letters/([0-9]{1,4})$`)

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
		shares[path] = 1 // a nil map takes nothing: panics
	}
	return asJSON(404, map[string]string{"error": "not found"})
}

func serve(w http.ResponseWriter, request *http.Request) {
	given := route(request.URL.Path)
	w.Header().Set("Content-Type", given.kind)
	w.WriteHeader(given.status)
	w.Write(given.body)
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}
