#!/usr/bin/env bash
set -euo pipefail
export LC_ALL=C

read -r count

# What has a meaning, each on a line behind its offset in bytes. A `#` in front of each line of the text tells where the line begins; a
# backslash takes the character behind it along.
mapfile -t tokens < <(head -n "$count" | sed 's/^/#/' | grep -obE '^#|\\.?|[][(){}"]')

declare -A opens=([')']='(' [']']='[' ['}']='{')
brackets=() # those that are open, with their places; the innermost has the number depth - 1
places=()
depth=0
line=0
quoted=

for token in "${tokens[@]}"; do
  at=${token%%:*}
  token=${token#*:}
  case $token in
    '#') start=$at line=$((line + 1)) ;;
    \\*) ;;
    '"') [[ $quoted ]] && quoted='' || quoted=yes ;;
    [\(\[\{]) [[ $quoted ]] || brackets[depth]=$token places[depth++]="$line $((at - start))" ;;
    *)
      [[ $quoted ]] && continue
      if ((depth == 0)) || [[ ${brackets[depth - 1]} != "${opens[$token]}" ]]; then
        echo "$line $((at - start))"
        exit
      fi
      depth=$((depth - 1))
      ;;
  esac
done

if ((depth > 0)); then echo "${places[depth - 1]}"; else echo ok; fi
