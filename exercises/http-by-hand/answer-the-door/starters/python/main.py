import os
import socket

door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
client, _ = door.accept()
# Your turn: read the request up to its empty line, answer it, and come back for the next client.
client.close()
