#!/usr/bin/env bash
set -euo pipefail

read -r count
# A start counts up and an end counts down; at one moment the ends come first. Refused connections are left out.
head -n "$count" | awk '$1 < $2 { print $1, 1; print $2, -1 }' | sort -n -k1,1 -k2,2 |
  awk '{ open += $2 } open > peak { peak = open; moment = $1 } END { print peak + 0, peak ? moment : "none" }'
