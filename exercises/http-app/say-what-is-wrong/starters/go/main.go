// Say what is wrong: the server runs, the rules are yours to keep.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

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

func signUp(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	log.Printf("somebody wants to sign up: %s %v", body, err)
	send(w, 422, map[string]any{"errors": map[string]string{}}) // the code of each fault, by its place
}

func main() {
	http.HandleFunc("/signups", signUp)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
