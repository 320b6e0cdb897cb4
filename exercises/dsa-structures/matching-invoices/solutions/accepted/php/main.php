<?php

function find(SplFileObject $lines, int $count, int $total): string
{
    $first = []; // amount -> number of the first invoice with it
    for ($number = 1; $number <= $count; $number++) {
        $amount = (int) $lines->fgets();
        $partner = $first[$total - $amount] ?? null;
        if ($partner !== null) {
            return "$partner $number";
        }
        $first[$amount] ??= $number;
    }
    return "none";
}

$lines = new SplFileObject("php://stdin");
[$count, $total] = array_map("intval", explode(" ", $lines->fgets()));
echo find($lines, $count, $total), "\n";
