// Routes and methods, with the standard library.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
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

func showBook(id int) any {
	found, ok := books[id]
	if !ok {
		return nil
	}
	return map[string]any{"id": id, "title": found.title, "chapters": len(found.chapters)}
}

func latest([]string) any {
	last := 0
	for id := range books {
		if id > last {
			last = id
		}
	}
	return showBook(last)
}

// number is 0, which nothing here has, when the digits are too many.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

func showChapter(parts []string) any {
	id, n := number(parts[0]), number(parts[1])
	chapters := books[id].chapters
	if n < 1 || n > len(chapters) {
		return nil
	}
	return map[string]any{"book": id, "chapter": n, "title": chapters[n-1]}
}

func showTag(parts []string) any {
	tag, err := url.PathUnescape(parts[0])
	if err != nil {
		return nil
	}
	var ids []int
	for id, candidate := range books {
		for _, has := range candidate.tags {
			if has == tag {
				ids = append(ids, id)
			}
		}
	}
	if ids == nil {
		return nil
	}
	sort.Ints(ids)
	return map[string]any{"tag": tag, "books": ids}
}

type route struct {
	path    *regexp.Regexp // of the path as it was sent, still percent-encoded
	methods []string
	status  int
	answer  func(parts []string) any
}

var read = []string{"GET", "HEAD", "OPTIONS"}

var routes = []route{
	{regexp.MustCompile(`^/books/latest$`), read, 200, latest},
	{regexp.MustCompile(`^/books/([0-9]+)$`), read, 200, func(parts []string) any { return showBook(number(parts[0])) }},
	{regexp.MustCompile(`^/books/([0-9]+)/chapters/([0-9]+)$`), read, 200, showChapter},
	{regexp.MustCompile(`^/tags/([^/]+)$`), read, 200, showTag},
	{regexp.MustCompile(`^/wishes$`), []string{"POST", "OPTIONS"}, 202, func([]string) any { return map[string]string{"wish": "noted"} }},
}

func send(w http.ResponseWriter, status int, document any) {
	body, err := json.Marshal(document)
	if err != nil {
		log.Print(err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(body) // net/http leaves it out after HEAD
}

func allows(methods []string, method string) bool {
	for _, allowed := range methods {
		if allowed == method {
			return true
		}
	}
	return false
}

func handle(w http.ResponseWriter, request *http.Request) {
	for _, candidate := range routes {
		parts := candidate.path.FindStringSubmatch(request.URL.EscapedPath())
		if parts == nil {
			continue
		}
		if request.Method == "OPTIONS" || !allows(candidate.methods, request.Method) {
			w.Header().Set("Allow", strings.Join(candidate.methods, ", "))
		}
		if request.Method == "OPTIONS" {
			w.WriteHeader(204)
		} else if !allows(candidate.methods, request.Method) {
			send(w, 405, map[string]string{"error": "method not allowed"})
		} else if document := candidate.answer(parts[1:]); document != nil {
			send(w, candidate.status, document)
		} else {
			send(w, 404, map[string]string{"error": "not found"})
		}
		return
	}
	send(w, 404, map[string]string{"error": "not found"})
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(handle)))
}
