<?php

const DAY = 86_400_000;

function joined(array $windows): array
{
    sort($windows);
    $result = [];
    $last = -1;
    foreach ($windows as [$start, $end]) {
        if ($last >= 0 && $start <= $result[$last][1]) {
            $result[$last][1] = max($result[$last][1], $end);
        } else {
            $result[++$last] = [$start, $end];
        }
    }
    return $result;
}

// What sorted windows that stay apart leave free of the day.
function gaps(array $windows): array
{
    $result = [];
    $freeFrom = 0;
    foreach ([...$windows, [DAY, DAY]] as [$start, $end]) {
        $gapEnd = min($start, DAY);
        if ($freeFrom < $gapEnd) {
            $result[] = [$freeFrom, $gapEnd];
        }
        $freeFrom = max($freeFrom, $end);
    }
    return $result;
}

$lines = new SplFileObject("php://stdin");
$windows = [];
for ($count = (int) $lines->fgets(); $count > 0; $count--) {
    $windows[] = array_map("intval", explode(" ", $lines->fgets()));
}
$windows = joined($windows);
foreach ($windows as [$start, $end]) {
    echo "window $start $end\n";
}
foreach (gaps($windows) as [$start, $end]) {
    echo "free $start $end\n";
}
