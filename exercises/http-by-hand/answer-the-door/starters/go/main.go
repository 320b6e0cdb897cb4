package main

import (
	"log"
	"net"
	"os"
)

func main() {
	door, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	client, err := door.Accept()
	if err != nil {
		log.Fatal(err)
	}
	// Your turn: read the request up to its empty line, answer it, and come back for the next client.
	client.Close()
}
