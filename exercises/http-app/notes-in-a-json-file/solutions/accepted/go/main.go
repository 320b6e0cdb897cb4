// Notes in a JSON file, with the standard library.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
)

type note struct {
	ID    int      `json:"id"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Tags  []string `json:"tags"`
}

// What a body says; nil is what it does not name.
type fields struct {
	Title *string
	Text  *string
	Tags  *[]string
}

func (f fields) apply(to *note) {
	if f.Title != nil {
		to.Title = *f.Title
	}
	if f.Text != nil {
		to.Text = *f.Text
	}
	if f.Tags != nil {
		to.Tags = *f.Tags
	}
}

// The notes, for many goroutines at once.
type door struct {
	mutex  sync.Mutex
	path   string
	notes  map[int]note
	lastID int
}

// What the file holds.
type document struct {
	LastID int    `json:"last_id"`
	Notes  []note `json:"notes"`
}

func open(path string) (*door, error) {
	d := &door{path: path, notes: map[int]note{}}
	bytes, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return d, nil
	}
	var saved document
	if err == nil {
		err = json.Unmarshal(bytes, &saved)
	}
	for _, one := range saved.Notes {
		d.notes[one.ID] = one
	}
	d.lastID = saved.LastID
	return d, err
}

// save is called under the lock. There is the old file or the new one, never a half.
func (d *door) save() {
	bytes, err := json.Marshal(document{d.lastID, d.list()})
	if err == nil {
		err = os.WriteFile(d.path+".new", bytes, 0o644)
	}
	if err == nil {
		err = os.Rename(d.path+".new", d.path)
	}
	if err != nil {
		log.Fatal(err) // better no answer than a promise that is not kept
	}
}

func (d *door) all() []note {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.list()
}

func (d *door) list() []note {
	list := make([]note, 0, len(d.notes))
	for _, one := range d.notes {
		list = append(list, one)
	}
	sort.Slice(list, func(a, b int) bool { return list[a].ID < list[b].ID })
	return list
}

func (d *door) create(given fields) note {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.lastID++
	made := note{ID: d.lastID, Tags: []string{}}
	given.apply(&made)
	d.notes[made.ID] = made
	d.save()
	return made
}

// with does something to the note that has the id; false when there is none.
func (d *door) with(id int, do func(*note)) (note, bool) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	found, ok := d.notes[id]
	if ok {
		do(&found)
		d.notes[id] = found
		d.save()
	}
	return found, ok
}

func (d *door) remove(id int) bool {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	_, ok := d.notes[id]
	delete(d.notes, id)
	if ok {
		d.save()
	}
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

func (d *door) serveAll(w http.ResponseWriter, request *http.Request, given fields) {
	switch request.Method {
	case "GET":
		send(w, 200, map[string][]note{"notes": d.all()})
	case "POST":
		made := d.create(given)
		w.Header().Set("Location", fmt.Sprintf("/notes/%d", made.ID))
		send(w, 201, made)
	default:
		w.Header().Set("Allow", "GET, POST")
		send(w, 405, map[string]string{"error": "method not allowed"})
	}
}

func (d *door) serveOne(w http.ResponseWriter, request *http.Request, id int, given fields) {
	do := func(*note) {}
	switch request.Method {
	case "GET":
	case "PUT":
		do = func(one *note) {
			*one = note{ID: one.ID, Tags: []string{}}
			given.apply(one)
		}
	case "PATCH":
		do = given.apply
	case "DELETE":
		if d.remove(id) {
			w.WriteHeader(204)
			return
		}
	default:
		w.Header().Set("Allow", "GET, PUT, PATCH, DELETE")
		send(w, 405, map[string]string{"error": "method not allowed"})
		return
	}
	if one, ok := d.with(id, do); ok {
		send(w, 200, one)
	} else {
		send(w, 404, map[string]string{"error": "there is no such note"})
	}
}

func (d *door) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	var given fields
	if request.Method != "GET" && request.Method != "DELETE" {
		if err := json.NewDecoder(request.Body).Decode(&given); err != nil {
			send(w, 400, map[string]string{"error": err.Error()})
			return
		}
	}
	if request.URL.Path == "/notes" {
		d.serveAll(w, request, given)
		return
	}
	text := strings.TrimPrefix(request.URL.Path, "/notes/")
	id, err := strconv.Atoi(text)
	if err != nil || text == request.URL.Path {
		send(w, 404, map[string]string{"error": "there is no such note"})
		return
	}
	d.serveOne(w, request, id, given)
}

func main() {
	door, err := open(filepath.Join(os.Getenv("DATA_DIR"), "notes.json"))
	if err != nil {
		log.Print("notes.json is no JSON: ", err)
		os.Exit(78)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), door))
}
