// Open it to a web page, with the standard library.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
)

type note struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

type house struct {
	mutex  sync.Mutex
	notes  map[int]note
	lastID int
}

func (h *house) all() []note {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	list := []note{}
	for _, one := range h.notes {
		list = append(list, one)
	}
	sort.Slice(list, func(a, b int) bool { return list[a].ID < list[b].ID })
	return list
}

func (h *house) add(text string) note {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.lastID++
	h.notes[h.lastID] = note{h.lastID, text}
	return h.notes[h.lastID]
}

func (h *house) remove(id int) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	_, ok := h.notes[id]
	delete(h.notes, id)
	return ok
}

func send(w http.ResponseWriter, status int, document any) {
	body, err := json.Marshal(document)
	if err != nil {
		log.Print(err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(body)
}

func page(w http.ResponseWriter, name, kind string) {
	content, err := os.ReadFile("public/" + name)
	if err != nil {
		log.Print(err)
		send(w, 500, map[string]string{"error": "the page is gone"})
		return
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Write(content)
}

func (h *house) post(w http.ResponseWriter, request *http.Request) {
	var given struct{ Text *string }
	if json.NewDecoder(request.Body).Decode(&given) != nil || given.Text == nil {
		send(w, 400, map[string]string{"error": "a note has a text"})
		return
	}
	made := h.add(*given.Text)
	w.Header().Set("Location", fmt.Sprintf("/notes/%d", made.ID))
	send(w, 201, made)
}

func (h *house) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	id, err := strconv.Atoi(strings.TrimPrefix(request.URL.Path, "/notes/"))
	switch request.Method + " " + request.URL.Path {
	case "GET /":
		page(w, "index.html", "text/html")
	case "GET /app.js":
		page(w, "app.js", "text/javascript")
	case "GET /notes":
		send(w, 200, map[string][]note{"notes": h.all()})
	case "POST /notes":
		h.post(w, request)
	default:
		if request.Method == "DELETE" && err == nil && h.remove(id) {
			w.WriteHeader(204)
			return
		}
		send(w, 404, map[string]string{"error": "not here"})
	}
}

// open lets the pages of the origins read what next answers.
func open(origins map[string]bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		header := w.Header()
		header.Set("Vary", "Origin")
		origin := request.Header.Get("Origin")
		if origins[origin] {
			header.Set("Access-Control-Allow-Origin", origin)
			header.Set("Access-Control-Allow-Credentials", "true")
			header.Set("Access-Control-Expose-Headers", "Location")
		}
		if request.Method != "OPTIONS" || request.Header.Get("Access-Control-Request-Method") == "" {
			next.ServeHTTP(w, request)
			return
		}
		if origins[origin] {
			header.Set("Access-Control-Allow-Methods", "GET, POST, DELETE")
			header.Set("Access-Control-Allow-Headers", "Content-Type")
			header.Set("Access-Control-Max-Age", "600")
		}
		w.WriteHeader(204)
	})
}

func main() {
	origins := map[string]bool{}
	for _, origin := range strings.Split(os.Getenv("ORIGINS"), ",") {
		origins[origin] = origin != ""
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), open(origins, &house{notes: map[int]note{}})))
}
