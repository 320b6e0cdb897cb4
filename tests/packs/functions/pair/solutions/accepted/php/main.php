<?php

function pair(array $amounts, int $total): array
{
    echo "looking at ", count($amounts), "\n";
    $places = [];
    foreach ($amounts as $place => $amount) {
        if (isset($places[$total - $amount])) {
            return [$places[$total - $amount], $place];
        }
        $places[$amount] ??= $place;
    }
    return [];
}
