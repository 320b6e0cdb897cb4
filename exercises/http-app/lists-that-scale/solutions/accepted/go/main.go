// Lists that scale, with the standard library.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
)

type item struct {
	ID       int    `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Price    int    `json:"price"`
}

type page struct {
	Items  []item  `json:"items"`
	Cursor *string `json:"cursor"`
	Next   *string `json:"next"`
}

// What a cursor holds: the list that it belongs to, and the last item that was shown.
type mark struct {
	Category *string
	Sort     string
	Last     item
}

type market struct {
	mutex sync.Mutex
	items []item
}

type comparison func(a, b item) int

// order says -1 for the first, 1 for the second that is less, 0 for none.
func order(less, greater bool) int {
	switch {
	case less:
		return -1
	case greater:
		return 1
	}
	return 0
}

var fields = map[string]comparison{
	"id":    func(a, b item) int { return order(a.ID < b.ID, a.ID > b.ID) },
	"name":  func(a, b item) int { return order(a.Name < b.Name, a.Name > b.Name) },
	"price": func(a, b item) int { return order(a.Price < b.Price, a.Price > b.Price) },
}

// readSort makes one comparison of all fields; in the end comes the id, which no two items share.
func readSort(text string) (comparison, error) {
	var all []comparison
	for _, word := range strings.Split(text, ",") {
		field := fields[strings.TrimPrefix(word, "-")]
		if field == nil {
			return nil, errors.New("sort takes id, name and price")
		}
		if strings.HasPrefix(word, "-") {
			up := field
			field = func(a, b item) int { return up(b, a) }
		}
		all = append(all, field)
	}
	all = append(all, fields["id"])
	return func(a, b item) int {
		for _, one := range all {
			if found := one(a, b); found != 0 {
				return found
			}
		}
		return 0
	}, nil
}

func readLimit(text string) (int, error) {
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 || limit > 100 || strings.HasPrefix(text, "+") {
		return 0, errors.New("limit is a whole number from 1 to 100")
	}
	return limit, nil
}

func makeCursor(of mark) string {
	document, _ := json.Marshal(of)
	return base64.RawURLEncoding.EncodeToString(document)
}

func readCursor(text string, category *string, by string) (item, error) {
	var found mark
	document, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(document, &found) != nil {
		return item{}, errors.New("this is no cursor")
	}
	same := (category == nil) == (found.Category == nil) && (category == nil || *category == *found.Category)
	if !same || found.Sort != by {
		return item{}, errors.New("this cursor belongs to another list")
	}
	return found.Last, nil
}

// get gives the parameter's value, or another where it is not there.
func get(parameters url.Values, name, otherwise string) string {
	if parameters.Has(name) {
		return parameters.Get(name)
	}
	return otherwise
}

func (m *market) page(parameters url.Values) (page, error) {
	var category *string
	if parameters.Has("category") {
		text := parameters.Get("category")
		category = &text
	}
	by := get(parameters, "sort", "id")
	limit, err := readLimit(get(parameters, "limit", "20"))
	if err != nil {
		return page{}, err
	}
	compare, err := readSort(by)
	if err != nil {
		return page{}, err
	}
	var last *item
	if parameters.Has("cursor") {
		from, err := readCursor(parameters.Get("cursor"), category, by)
		if err != nil {
			return page{}, err
		}
		last = &from
	}
	shown := page{Items: []item{}}
	m.mutex.Lock()
	for _, one := range m.items {
		if (category == nil || one.Category == *category) && (last == nil || compare(one, *last) > 0) {
			shown.Items = append(shown.Items, one)
		}
	}
	m.mutex.Unlock()
	sort.Slice(shown.Items, func(a, b int) bool { return compare(shown.Items[a], shown.Items[b]) < 0 })
	if len(shown.Items) > limit {
		shown.Items = shown.Items[:limit]
		cursor := makeCursor(mark{category, by, shown.Items[limit-1]})
		parameters.Set("cursor", cursor)
		next := "/items?" + parameters.Encode()
		shown.Cursor, shown.Next = &cursor, &next
	}
	return shown, nil
}

func (m *market) add(given item) item {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	given.ID = len(m.items) + 1
	m.items = append(m.items, given)
	return given
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

func (m *market) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if request.URL.Path != "/items" {
		send(w, 404, map[string]string{"error": "not here"})
		return
	}
	if request.Method == "POST" {
		var given item
		if err := json.NewDecoder(request.Body).Decode(&given); err != nil {
			send(w, 400, map[string]string{"error": err.Error()})
			return
		}
		send(w, 201, m.add(given))
		return
	}
	shown, err := m.page(request.URL.Query())
	if err != nil {
		send(w, 400, map[string]string{"error": err.Error()})
		return
	}
	send(w, 200, shown)
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), &market{}))
}
