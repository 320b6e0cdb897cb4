<?php

function join_windows(array $windows): array
{
    sort($windows);
    $joined = [];
    $last = -1;
    foreach ($windows as [$start, $end]) {
        if ($last >= 0 && $start <= $joined[$last][1]) {
            $joined[$last][1] = max($joined[$last][1], $end);
        } else {
            $joined[++$last] = [$start, $end];
        }
    }
    return $joined;
}
