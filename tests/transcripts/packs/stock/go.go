package main

import (
	"io"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/hello", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") })
	http.HandleFunc("/echo", func(w http.ResponseWriter, request *http.Request) { io.Copy(w, request.Body) })
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
