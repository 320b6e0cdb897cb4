// Pages from templates: one page is there, and no layout yet.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
)

func send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, text)
}

func serve(w http.ResponseWriter, request *http.Request) {
	if request.Method == "POST" {
		log.Print("somebody writes ", request.PostFormValue("name"))
		send(w, 404, "<!doctype html><title>Guest book</title><p>Not yet.</p>")
		return
	}
	send(w, 200, "<!doctype html><title>Guest book</title><h1>Guest book</h1><p>Nothing yet.</p>")
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}
