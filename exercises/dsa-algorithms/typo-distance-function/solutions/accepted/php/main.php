<?php

function distance(string $one, string $other): int
{
    // Texts are bytes; with this flag an expression sees code points.
    $letters = preg_split('//u', $other, -1, PREG_SPLIT_NO_EMPTY);
    $row = range(0, count($letters)); // from the beginning of $one so far to each beginning of $other
    foreach (preg_split('//u', $one, -1, PREG_SPLIT_NO_EMPTY) as $letter) {
        $diagonal = $row[0]++;
        foreach ($letters as $j => $wanted) {
            $above = $row[$j + 1];
            $row[$j + 1] = $letter === $wanted ? $diagonal : 1 + min($diagonal, $above, $row[$j]);
            $diagonal = $above;
        }
    }
    return $row[count($letters)];
}
