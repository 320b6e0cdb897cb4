// Say what is wrong, with the standard library.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"
)

const mostBytes = 4000

var (
	countries = map[string]bool{"BR": true, "IN": true, "JP": true, "KE": true, "NO": true}
	email     = regexp.MustCompile(`^[^@ ]+@[^@ ]+$`)
	escape    = strings.NewReplacer("~", "~0", "/", "~1")
)

type object = map[string]any

// Code of each fault, by the JSON pointer of its place.
type faults map[string]string

type rule func(found faults, place string, value any)

// members holds each member to its rule, and those without a rule to be unknown.
func members(required, optional map[string]rule) rule {
	return func(found faults, place string, value any) {
		document, ok := value.(object)
		if !ok {
			found[place] = "type"
			return
		}
		for name := range required {
			if _, there := document[name]; !there {
				found[place+"/"+name] = "missing"
			}
		}
		for name, member := range document {
			if judge, ok := required[name]; ok {
				judge(found, place+"/"+name, member)
			} else if judge, ok := optional[name]; ok {
				judge(found, place+"/"+name, member)
			} else {
				found[place+"/"+escape.Replace(name)] = "unknown"
			}
		}
	}
}

func text(holds func(string) bool) rule {
	return func(found faults, place string, value any) {
		if written, ok := value.(string); !ok {
			found[place] = "type"
		} else if !holds(written) {
			found[place] = "invalid"
		}
	}
}

func longAtMost(most int) func(string) bool {
	return func(written string) bool {
		return written != "" && utf8.RuneCountInString(written) <= most
	}
}

func age(found faults, place string, value any) {
	number, ok := value.(float64)
	if !ok || number != float64(int(number)) {
		found[place] = "type"
	} else if number < 13 || number > 120 {
		found[place] = "invalid"
	}
}

func tags(found faults, place string, value any) {
	list, ok := value.([]any)
	if !ok {
		found[place] = "type"
		return
	}
	if len(list) > 5 {
		found[place] = "too_many"
	}
	seen := map[string]bool{}
	for index, tag := range list {
		at := fmt.Sprintf("%s/%d", place, index)
		text(longAtMost(20))(found, at, tag)
		if found[at] != "" {
			continue
		}
		if seen[tag.(string)] {
			found[at] = "repeated"
		}
		seen[tag.(string)] = true
	}
}

var address = members(map[string]rule{
	"city":    text(longAtMost(50)),
	"country": text(func(written string) bool { return countries[written] }),
}, nil)

var signup = members(map[string]rule{
	"email":   text(email.MatchString),
	"age":     age,
	"address": address,
}, map[string]rule{"tags": tags})

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
	body, err := io.ReadAll(io.LimitReader(request.Body, mostBytes+1))
	if err != nil {
		log.Print(err)
		return
	}
	if len(body) > mostBytes {
		send(w, 413, object{"error": "too large"})
		return
	}
	var document any
	if err := json.Unmarshal(body, &document); err != nil {
		send(w, 400, object{"error": err.Error()})
		return
	}
	found := faults{}
	signup(found, "", document)
	if len(found) > 0 {
		send(w, 422, object{"errors": found})
		return
	}
	accepted := document.(object)
	if _, ok := accepted["tags"]; !ok {
		accepted["tags"] = []string{}
	}
	send(w, 201, accepted)
}

func main() {
	http.HandleFunc("/signups", signUp)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
