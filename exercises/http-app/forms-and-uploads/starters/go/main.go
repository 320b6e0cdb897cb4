// Forms and uploads: what comes in is yours to take apart.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
)

var uploads = filepath.Join(os.Getenv("DATA_DIR"), "uploads")

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

func take(w http.ResponseWriter, request *http.Request) {
	log.Print(request.URL.Path, " ", request.Header.Get("Content-Type"))
	io.Copy(io.Discard, request.Body) // goes through in pieces
	send(w, 404, map[string]string{"error": "not yet"})
}

func serve(w http.ResponseWriter, request *http.Request) {
	if request.Method == "POST" {
		take(w, request)
		return
	}
	send(w, 404, map[string]string{"error": "there is no such file"})
}

func main() {
	if err := os.MkdirAll(uploads, 0o755); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}
