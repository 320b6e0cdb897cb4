// JSON in, JSON out: the server runs, the answers are yours to write.
package main

import (
	"encoding/json"
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
	w.WriteHeader(status)
	w.Write(body)
}

func health(w http.ResponseWriter, request *http.Request) {
	send(w, http.StatusOK, map[string]string{"status": "sleepy"})
}

func main() {
	routes := http.NewServeMux()
	routes.HandleFunc("/health", health)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), routes))
}
