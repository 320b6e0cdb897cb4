// Lists that scale: things can be put on the table, the list is yours to write.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"sync"
)

type item struct {
	ID       int    `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Price    int    `json:"price"`
}

type page struct {
	Items  []item  `json:"items"`  // nil is written as null, []item{} as []
	Cursor *string `json:"cursor"` // nil is written as null
	Next   *string `json:"next"`
}

type market struct {
	mutex sync.Mutex // each request runs in a goroutine of its own
	items []item
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

func (m *market) add(given item) item {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	given.ID = len(m.items) + 1
	m.items = append(m.items, given)
	return given
}

func (m *market) all() []item {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return append([]item{}, m.items...)
}

func (m *market) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if request.Method == "POST" {
		var given item
		if err := json.NewDecoder(request.Body).Decode(&given); err != nil {
			send(w, 400, map[string]string{"error": err.Error()})
			return
		}
		send(w, 201, m.add(given))
		return
	}
	log.Print("somebody asks for ", request.URL.Query())
	send(w, 200, page{Items: m.all()})
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), &market{}))
}
