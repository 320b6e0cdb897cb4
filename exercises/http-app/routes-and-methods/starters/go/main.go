// Routes and methods: the shelf is filled, the routes are yours to write.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type book struct {
	title    string
	chapters []string
	tags     []string
}

var books = map[int]book{
	3:  {"The Patient Port", []string{"Knock", "Listen", "Answer"}, []string{"http", "tcp/ip"}},
	12: {"Cables and Cake", []string{"Dough", "Copper"}, []string{"café", "tcp/ip"}},
	40: {"A Byte Too Far", []string{"Up", "Over", "Off", "Home"}, []string{"c++", "http"}},
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

func handle(w http.ResponseWriter, request *http.Request) {
	if request.Method == "GET" && request.URL.Path == "/books/3" {
		send(w, 200, map[string]any{"id": 3, "title": books[3].title, "chapters": len(books[3].chapters)})
		return
	}
	send(w, 404, map[string]string{"error": "not here"})
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(handle)))
}
