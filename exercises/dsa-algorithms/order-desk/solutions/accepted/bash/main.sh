#!/usr/bin/env bash
set -euo pipefail
export LC_ALL=C

read -r count
IFS=, read -ra columns
IFS=, read -ra keys

# sort(1) does it all, once each key has a field in front of the record that says whether its value is missing.
fields=${#keys[@]}
places=()
options=()
for i in "${!keys[@]}"; do
  read -r name direction <<<"${keys[i]}"
  for place in "${!columns[@]}"; do
    [[ ${columns[place]%:*} == "$name" ]] || continue
    options+=("-k$((i + 1)),$((i + 1))")
    places+=($((place + 1)))
    at=$((fields + place + 1))
    option=-k$at,$at
    [[ ${columns[place]#*:} == text ]] || option+=n
    [[ $direction == asc ]] || option+=r
    options+=("$option")
  done
done

head -n "$count" |
  awk -F, -v places="${places[*]}" '
    BEGIN { keys = split(places, place, " ") }
    {
      flags = ""
      for (i = 1; i <= keys; i++) flags = flags ($place[i] == "" ? "1," : "0,")
      print flags $0
    }' |
  sort --stable --field-separator=, "${options[@]}" | cut -d, -f"$((fields + 1))-"
