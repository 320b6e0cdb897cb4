package main

import (
	"net/http"
	"os"
	"sync"
)

func main() {
	var lock sync.Mutex
	taken := map[string]bool{}
	http.HandleFunc("/seats/", func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		there := taken[r.URL.Path]
		taken[r.URL.Path] = true
		lock.Unlock()
		if there {
			w.WriteHeader(409)
		} else {
			w.WriteHeader(201)
		}
	})
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
