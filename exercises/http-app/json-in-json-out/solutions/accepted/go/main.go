// JSON in, JSON out, with the standard library.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"mime"
	"net/http"
	"os"
	"time"
)

type refusal struct {
	Status  int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (r *refusal) Error() string { return r.Message }

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

func addUp(request *http.Request) (any, error) {
	mediaType, _, err := mime.ParseMediaType(request.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/json" {
		return nil, &refusal{415, "unsupported_media_type", "send application/json"}
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	if !json.Valid(body) {
		return nil, &refusal{400, "bad_json", "this is not JSON"}
	}
	// Pointers, because null leaves a plain value as it is.
	var document struct{ Numbers *[]*int64 }
	if err := json.Unmarshal(body, &document); err != nil || document.Numbers == nil {
		return nil, &refusal{422, "bad_numbers", "send an object with a list `numbers` of whole numbers"}
	}
	var sum int64
	for at, number := range *document.Numbers {
		if number == nil {
			return nil, &refusal{422, "bad_numbers", fmt.Sprintf("item %d is null", at)}
		}
		sum += *number
	}
	return map[string]int64{"sum": sum, "count": int64(len(*document.Numbers))}, nil
}

func answer(request *http.Request) (any, error) {
	switch request.Method + " " + request.URL.Path {
	case "GET /health":
		return map[string]string{"status": "ok"}, nil
	case "GET /time":
		return map[string]string{"now": time.Now().UTC().Format(time.RFC3339)}, nil
	case "POST /sum":
		return addUp(request)
	}
	return nil, &refusal{404, "not_found", "nothing lives at " + request.URL.Path}
}

func main() {
	handler := func(w http.ResponseWriter, request *http.Request) {
		document, err := answer(request)
		if err == nil {
			send(w, 200, document)
			return
		}
		refused, ok := err.(*refusal)
		if !ok {
			log.Print(err)
			refused = &refusal{500, "internal", "something broke here"}
		}
		send(w, refused.Status, map[string]any{"error": refused})
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(handler)))
}
