// Notes in a JSON file: the server runs, the notes are yours to keep, also when it ends.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type note struct {
	ID    int      `json:"id"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Tags  []string `json:"tags"` // nil is written as null, []string{} as []
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

func handle(w http.ResponseWriter, request *http.Request) { // many requests at a time, each in a goroutine of its own
	if request.Method == "GET" && request.URL.Path == "/notes" {
		send(w, 200, map[string][]note{"notes": {}})
		return
	}
	send(w, 404, map[string]string{"error": "not here"})
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(handle)))
}
