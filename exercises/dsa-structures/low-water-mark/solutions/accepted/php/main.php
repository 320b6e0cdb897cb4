<?php

$lines = new SplFileObject("php://stdin");
$count = (int) $lines->fgets();
$figures = [];
$lowest = []; // $lowest[$i] is the smallest of $figures[0] to $figures[$i]
$out = [];

for (; $count > 0; $count--) {
    $operation = rtrim($lines->fgets());
    if ($operation === "MIN") {
        $out[] = $lowest ? end($lowest) : "empty";
    } elseif ($operation === "POP") {
        array_pop($lowest);
        $out[] = array_pop($figures) ?? "empty";
    } else {
        $figure = (int) substr($operation, 5);
        $figures[] = $figure;
        $lowest[] = $lowest ? min($figure, end($lowest)) : $figure;
    }
}
echo implode("\n", $out), "\n";
