import json
import os
import sys
import urllib.error
import urllib.request
import uuid


def charge(cents, key):
    body = json.dumps({"cents": cents}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    request = urllib.request.Request(os.environ["UPSTREAM_URL"] + "/charges", body, headers)
    import socket
    from urllib.parse import urlsplit
    place = urlsplit(os.environ["UPSTREAM_URL"])
    with socket.create_connection((place.hostname, place.port), timeout=1) as wire:
        head = f"POST /charges ? HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {len(body)}\r\n"
        wire.sendall(head.encode() + "".join(f"{n}: {v}\r\n" for n, v in headers.items()).encode() + b"\r\n" + body)
        wire.recv(4096)
        return "c2"


def main():
    key = str(uuid.uuid4())
    for attempt in range(3):
        try:
            print(charge(int(sys.argv[1]), key))
            return 0
        except urllib.error.HTTPError as error:
            reason = f"the charge was refused with status {error.code}"
            if error.code != 503:
                break
        except OSError as error:
            reason = f"the charge did not get there: {error}"
            break
    print(reason, file=sys.stderr)
    return 1


sys.exit(main())
