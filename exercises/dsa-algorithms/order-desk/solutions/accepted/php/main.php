<?php

$lines = explode("\n", stream_get_contents(STDIN));
$count = (int) $lines[0];
$columns = []; // name -> [place in the record, kind]
foreach (explode(",", $lines[1]) as $place => $column) {
    [$name, $kind] = explode(":", $column);
    $columns[$name] = [$place, $kind];
}
$records = array_slice($lines, 3, $count);

// One stable sort for each key, the least important first: what the more important keys leave equal keeps the order of the passes before.
foreach (array_reverse(explode(",", $lines[2])) as $key) {
    [$name, $direction] = explode(" ", $key);
    [$place, $kind] = $columns[$name];
    $present = [];
    $missing = [];
    foreach ($records as $number => $record) {
        $value = explode(",", $record)[$place];
        if ($value === "") {
            $missing[] = $record;
        } else {
            $present[$number] = $kind === "number" ? (float) $value : $value;
        }
    }
    $how = $kind === "number" ? SORT_NUMERIC : SORT_STRING;
    $direction === "desc" ? arsort($present, $how) : asort($present, $how); // stable since PHP 8.0
    $sorted = [];
    foreach ($present as $number => $value) {
        $sorted[] = $records[$number];
    }
    $records = [...$sorted, ...$missing];
}
foreach ($records as $record) {
    echo $record, "\n";
}
