import json
import os
import sys
import urllib.request


def main():
    request = urllib.request.Request(os.environ["UPSTREAM_URL"].replace("https", "http") + "/charges", json.dumps({"cents": int(sys.argv[1])}).encode())
    try:
        with urllib.request.urlopen(request, timeout=1) as answer:
            print(json.load(answer)["id"])
            return 0
    except OSError as error:
        print(f"the charge did not get there: {error}", file=sys.stderr)
        return 1


sys.exit(main())
