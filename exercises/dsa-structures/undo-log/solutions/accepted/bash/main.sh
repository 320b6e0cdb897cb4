#!/bin/bash
# The text is a row of pieces, so that no operation touches more than a few of them. A bash array is a list: walking along it
# is quick, jumping about in it is not.
LC_ALL=C
mapfile -t lines

pieces=() used=0 size=0
typed=() part=() edits=0 all=0 # part[edits] up to part[all - 1] are undone
cut=

cut() { # removes the last $1 characters, into $cut
  local left=$1 piece
  cut=
  ((left > size)) && left=$size
  ((size -= left))
  while ((left > 0)); do
    piece=${pieces[used - 1]}
    if ((${#piece} <= left)); then
      ((used--, left -= ${#piece}))
      cut=$piece$cut
    else
      cut=${piece: -left}$cut
      pieces[used - 1]=${piece:0:${#piece} - left}
      left=0
    fi
  done
}

apply() { # appends the text $2 when $1 is 1, else removes as much
  if (($1)); then
    pieces[used++]=$2
    ((size += ${#2}))
  else
    cut ${#2}
  fi
}

show() {
  local from=$used end=
  while ((from > 0 && ${#end} < 10)); do
    ((from--))
    end=${pieces[from]}$end
  done
  ((${#end} > 10)) && end=${end: -10}
  printf '%d %s\n' "$size" "$end"
}

for line in "${lines[@]:1:lines[0]}"; do
  case $line in
    TYPE*)
      line=${line:5}
      pieces[used++]=$line typed[edits]=1 part[edits]=$line
      ((size += ${#line}, all = ++edits))
      ;;
    BACK*)
      cut "${line:5}"
      typed[edits]=0 part[edits]=$cut
      ((all = ++edits))
      ;;
    UNDO)
      ((edits == 0)) && continue
      ((edits--))
      apply $((!typed[edits])) "${part[edits]}"
      ;;
    REDO)
      ((edits == all)) && continue
      apply ${typed[edits]} "${part[edits]}"
      ((edits++))
      ;;
    SHOW) show ;;
  esac
done
exit 0
