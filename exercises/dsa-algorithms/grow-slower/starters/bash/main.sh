#!/usr/bin/env bash
set -euo pipefail

# Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.

names=()
amounts=()

duplicates() {
  local found="" self other is_first again
  for ((self = 0; self < ${#names[@]}; self++)); do
    is_first=1
    again=0
    for ((other = 0; other < ${#names[@]}; other++)); do
      if [[ ${names[other]} == "${names[self]}" ]]; then
        if ((other < self)); then is_first=0; elif ((other > self)); then again=1; fi
      fi
    done
    if ((is_first && again)); then found+=" ${names[self]}"; fi
  done
  found=${found# }
  echo "${found:-none}"
}

total() {
  local result=0 number
  for ((number = $1 - 1; number < $2; number++)); do
    ((result += amounts[number])) || true
  done
  echo "$result"
}

top() {
  local count=${#amounts[@]} ranking=() ranked=() rank number best text=""
  for ((rank = 0; rank < count; rank++)); do
    best=-1
    for ((number = 0; number < count; number++)); do
      if [[ -z ${ranked[number]:-} ]] && ((best < 0 || amounts[number] > amounts[best])); then best=$number; fi
    done
    ranked[best]=yes
    ranking[rank]=$best
  done
  for ((rank = 0; rank < count && rank < 10; rank++)); do
    number=${ranking[rank]}
    text+=" ${names[number]}:${amounts[number]}"
  done
  text=${text# }
  echo "${text:-none}"
}

nearest() {
  local wanted=$1 best=-1 least=0 number amount distance
  for ((number = 0; number < ${#amounts[@]}; number++)); do
    amount=${amounts[number]}
    distance=$((amount < wanted ? wanted - amount : amount - wanted))
    if ((best < 0 || distance < least || (distance == least && amount < best))); then
      best=$amount
      least=$distance
    fi
  done
  if ((best < 0)); then echo none; else echo "$best"; fi
}

read -r count
for ((number = 0; number < count; number++)); do
  read -r name amount
  names+=("$name")
  amounts+=("$amount")
done

read -r requests
for ((; requests > 0; requests--)); do
  read -r kind first last || true
  case $kind in
    DUPLICATES) duplicates ;;
    TOTAL) total "$first" "$last" ;;
    TOP) top ;;
    NEAREST) nearest "$first" ;;
  esac
done
