#!/usr/bin/env bash
set -euo pipefail

read -r count
mapfile -t -n "$count" operations
figures=()
lowest=() # lowest[i] is the smallest of figures[0] to figures[i]
top=-1
out=()

for operation in "${operations[@]}"; do
  case $operation in
    PUSH*)
      figure=${operation#PUSH }
      figures[++top]=$figure
      # Numbers of bash have 64 bits, and the figures need them all: so compare, and never subtract.
      ((top == 0 || figure < lowest[top - 1])) || figure=${lowest[top - 1]}
      lowest[top]=$figure
      ;;
    MIN)
      if ((top < 0)); then out+=(empty); else out+=("${lowest[top]}"); fi
      ;;
    *)
      if ((top < 0)); then out+=(empty); else out+=("${figures[top--]}"); fi
      ;;
  esac
done
((${#out[@]} == 0)) || printf '%s\n' "${out[@]}"
