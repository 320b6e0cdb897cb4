package main

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"log"
	"math/big"
	"net/http"
	"os"
	"strings"
	"sync"
)

const (
	letters          = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lettersAndDigits = letters + "0123456789"
)

type link struct {
	Code     string `json:"code"`
	URL      string `json:"url"`
	ShortURL string `json:"short_url"`
}

type store struct {
	mu   sync.RWMutex
	urls map[string]string
}

func oneOf(set string) byte {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(len(set))))
	if err != nil {
		log.Fatal(err)
	}
	return set[n.Int64()]
}

func newCode() string {
	code := []byte{oneOf(letters)}
	for len(code) < 7 {
		code = append(code, oneOf(lettersAndDigits))
	}
	return string(code)
}

func (s *store) add(url string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		code := newCode()
		if _, taken := s.urls[code]; !taken {
			s.urls[code] = url
			return code
		}
	}
}

func (s *store) find(code string) (string, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	url, found := s.urls[code]
	return url, found
}

func sendJSON(w http.ResponseWriter, status int, body interface{}) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func sendProblem(w http.ResponseWriter, status int, code, message string) {
	sendJSON(w, status, map[string]interface{}{"error": map[string]string{"code": code, "message": message}})
}

func linkFor(r *http.Request, code, url string) link {
	return link{Code: code, URL: url, ShortURL: "http://" + r.Host + "/" + code}
}

func (s *store) create(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil || !json.Valid(raw) {
		sendProblem(w, http.StatusBadRequest, "invalid_json", "the body is not JSON")
		return
	}
	var body struct{ URL string }
	if json.Unmarshal(raw, &body) != nil || body.URL == "" {
		sendProblem(w, http.StatusUnprocessableEntity, "url_required", "`url` must be a text that is not empty")
		return
	}
	code := s.add(body.URL)
	w.Header().Set("Location", "/links/"+code)
	sendJSON(w, http.StatusCreated, linkFor(r, code, body.URL))
}

func (s *store) read(w http.ResponseWriter, r *http.Request, code string) {
	url, found := s.find(code)
	if !found {
		sendProblem(w, http.StatusNotFound, "not_found", "there is no link with this code")
		return
	}
	sendJSON(w, http.StatusOK, linkFor(r, code, url))
}

func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case r.Method == http.MethodPost && path == "/links":
		s.create(w, r)
	case r.Method == http.MethodGet && strings.HasPrefix(path, "/links/"):
		s.read(w, r, strings.TrimPrefix(path, "/links/"))
	default:
		sendProblem(w, http.StatusNotFound, "not_found", "there is nothing here")
	}
}

func main() {
	shortener := &store{urls: map[string]string{}}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), shortener))
}
