// Pages from templates, with the standard library.
package main

import (
	"bytes"
	"html/template"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
)

type entry struct{ Name, Message string }

// What a page shows; which of its parts are there depends on the page.
type page struct {
	Heading string
	Entries []entry
	Form    *entry
	Text    string
}

// The package escapes by where a value stands: in a text, an attribute, a textarea.
var layout = template.Must(template.New("layout").Parse(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{if ne .Heading "Guest book"}}{{.Heading}} - {{end}}Guest book</title></head>
<body>
<header><nav><a href="/">Guest book</a> <a href="/write">Write</a> <a href="/about">About</a></nav></header>
<h1>{{.Heading}}</h1>
{{with .Text}}<p>{{.}}</p>{{end}}
{{if eq .Heading "Guest book"}}<ol id="entries">
{{range .Entries}}<li><strong>{{.Name}}</strong>
<p>{{.Message}}</p></li>
{{end}}</ol>{{end}}
{{with .Form}}<form method="post" action="/entries">
<label>Your name <input name="name" value="{{.Name}}"></label>
<label>Your line <textarea name="message">{{.Message}}</textarea></label>
<button>Write</button>
</form>{{end}}
</body>
</html>
`))

type book struct {
	mutex   sync.Mutex
	entries []entry
}

func (b *book) all() []entry {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return append([]entry{}, b.entries...)
}

func (b *book) add(one entry) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.entries = append(b.entries, one)
}

func show(w http.ResponseWriter, status int, shown page) {
	var body bytes.Buffer
	if err := layout.Execute(&body, shown); err != nil {
		log.Print(err)
		status = 500
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(body.Bytes())
}

func (b *book) write(w http.ResponseWriter, request *http.Request) {
	given := entry{strings.TrimSpace(request.PostFormValue("name")), strings.TrimSpace(request.PostFormValue("message"))}
	if given.Name == "" || given.Message == "" {
		show(w, 422, page{Heading: "Write", Form: &given, Text: "A name and a line, please."})
		return
	}
	b.add(given)
	w.Header().Set("Location", "/")
	w.WriteHeader(303)
}

func (b *book) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	switch request.Method + " " + request.URL.Path {
	case "GET /":
		show(w, 200, page{Heading: "Guest book", Entries: b.all()})
	case "GET /write":
		show(w, 200, page{Heading: "Write", Form: &entry{}})
	case "GET /about":
		show(w, 200, page{Heading: "About", Text: "Everybody who was here may say so."})
	case "POST /entries":
		b.write(w, request)
	default:
		show(w, 404, page{Heading: "Not found", Text: "There is no such page in this book."})
	}
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), &book{}))
}
