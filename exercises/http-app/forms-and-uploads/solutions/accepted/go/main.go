// Forms and uploads, with the standard library.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

type file struct {
	Field  string `json:"field"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

type received struct {
	Fields url.Values `json:"fields"`
	Files  []file     `json:"files"`
	stored []string   // where the files lie until all is well
}

var data = os.Getenv("DATA_DIR")
var uploads = filepath.Join(data, "uploads")

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

func refuse(w http.ResponseWriter, status int, why string) {
	send(w, status, map[string]string{"error": why})
}

func usable(name string) (string, error) {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "" || name == "." || name == ".." {
		return "", errors.New("a file has no name that can be used")
	}
	return name, nil
}

func (r *received) addFile(field, filename, kind string, content io.Reader) error {
	name, err := usable(filename)
	if err != nil {
		return err
	}
	made, err := os.CreateTemp(data, "new-")
	if err != nil {
		return err
	}
	defer made.Close()
	r.stored = append(r.stored, made.Name())
	digest := sha256.New()
	size, err := io.Copy(io.MultiWriter(made, digest), content)
	if kind == "" {
		kind = "application/octet-stream"
	}
	r.Files = append(r.Files, file{field, name, kind, size, hex.EncodeToString(digest.Sum(nil))})
	return err
}

func (r *received) addPart(part *multipart.Part) error {
	_, parameters, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return err
	}
	field, named := parameters["name"]
	if !named {
		return errors.New("a part has no name")
	}
	filename, isFile := parameters["filename"]
	switch {
	case !isFile:
		text, err := io.ReadAll(part)
		r.Fields.Add(field, string(text))
		return err
	case filename == "": // nothing was chosen
		_, err := io.Copy(io.Discard, part)
		return err
	}
	return r.addFile(field, filename, part.Header.Get("Content-Type"), part)
}

func (r *received) readAll(reader *multipart.Reader) error {
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = r.addPart(part)
		}
		if err != nil {
			return err
		}
	}
	if len(r.Files) == 0 {
		return errors.New("there is no file")
	}
	for i, path := range r.stored {
		if err := os.Rename(path, filepath.Join(uploads, r.Files[i].Name)); err != nil {
			return err
		}
	}
	return nil
}

func upload(w http.ResponseWriter, request *http.Request) {
	all := received{Fields: url.Values{}}
	reader, err := request.MultipartReader()
	if err == nil {
		err = all.readAll(reader)
	}
	if err != nil {
		for _, path := range all.stored {
			os.Remove(path)
		}
		io.Copy(io.Discard, request.Body)
		refuse(w, 400, err.Error())
		return
	}
	send(w, 201, all)
}

func form(w http.ResponseWriter, request *http.Request) {
	if err := request.ParseForm(); err != nil {
		refuse(w, 400, err.Error())
		return
	}
	send(w, 200, map[string]url.Values{"fields": request.PostForm})
}

func download(w http.ResponseWriter, name string) {
	content, err := os.ReadFile(filepath.Join(uploads, filepath.Base(name)))
	if err != nil || name != filepath.Base(name) {
		refuse(w, 404, "there is no such file")
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Write(content)
}

func serve(w http.ResponseWriter, request *http.Request) {
	kind := strings.ToLower(strings.TrimSpace(strings.Split(request.Header.Get("Content-Type"), ";")[0]))
	name := strings.TrimPrefix(request.URL.Path, "/uploads/")
	switch route := request.Method + " " + request.URL.Path; {
	case route == "POST /forms" && kind == "application/x-www-form-urlencoded":
		form(w, request)
	case route == "POST /uploads" && kind == "multipart/form-data":
		upload(w, request)
	case route == "POST /forms" || route == "POST /uploads":
		refuse(w, 415, "not like this")
	case request.Method == "GET" && name != request.URL.Path:
		download(w, name)
	default:
		refuse(w, 404, "not here")
	}
}

func main() {
	if err := os.MkdirAll(uploads, 0o755); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}
