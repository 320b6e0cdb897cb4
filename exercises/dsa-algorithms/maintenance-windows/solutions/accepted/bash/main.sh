#!/usr/bin/env bash
set -euo pipefail

day=86400000
read -r count
mapfile -t windows < <(head -n "$count" | sort -n)

starts=() # of what has been joined so far, with the ends beside them
ends=()
last=-1
for window in "${windows[@]}"; do
  start=${window% *}
  end=${window#* }
  if ((last >= 0 && start <= ends[last])); then
    if ((end > ends[last])); then ends[last]=$end; fi
  else
    ((last += 1)) || true
    starts[last]=$start
    ends[last]=$end
  fi
done

for ((i = 0; i <= last; i++)); do echo "window ${starts[i]} ${ends[i]}"; done

free_from=0
for ((i = 0; i <= last; i++)); do
  gap_end=$((starts[i] < day ? starts[i] : day))
  if ((free_from < gap_end)); then echo "free $free_from $gap_end"; fi
  if ((ends[i] > free_from)); then free_from=${ends[i]}; fi
done
if ((free_from < day)); then echo "free $free_from $day"; fi
