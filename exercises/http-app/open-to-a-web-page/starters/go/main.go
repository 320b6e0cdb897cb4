// Open it to a web page: the notes work, nobody else's page may read them yet.
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

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), &house{notes: map[int]note{}}))
}
