#!/usr/bin/env bash
set -euo pipefail

read -r count total
mapfile -t -n "$count" amounts

declare -A first # amount -> number of the first invoice with it
number=0
for amount in "${amounts[@]}"; do
  ((number += 1))
  partner=${first[$((total - amount))]-}
  if [[ $partner ]]; then
    echo "$partner $number"
    exit
  fi
  : "${first[$amount]=$number}"
done
echo none
