<?php

function find_pair(array $amounts, int $total): array
{
    $first = []; // amount -> number of the first invoice with it
    foreach ($amounts as $index => $amount) {
        if (isset($first[$total - $amount])) {
            return [$first[$total - $amount], $index + 1];
        }
        $first[$amount] ??= $index + 1;
    }
    return [];
}
