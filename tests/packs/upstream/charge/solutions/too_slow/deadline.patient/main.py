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
    with urllib.request.urlopen(request, timeout=6) as answer:
        return json.load(answer)["id"]


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
