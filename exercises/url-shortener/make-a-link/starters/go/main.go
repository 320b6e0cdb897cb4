package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

func sendJSON(w http.ResponseWriter, status int, body interface{}) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func sendProblem(w http.ResponseWriter, status int, code, message string) {
	sendJSON(w, status, map[string]interface{}{"error": map[string]string{"code": code, "message": message}})
}

func handle(w http.ResponseWriter, r *http.Request) {
	// Your turn: `POST /links` makes a link, `GET /links/<code>` finds one.
	// Handlers run at the same time: guard what they share with a sync.Mutex.
	sendProblem(w, http.StatusNotImplemented, "not_implemented", "this server cannot do anything yet")
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(handle)))
}
