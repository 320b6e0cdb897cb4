<?php

function peak(array $starts, array $ends): array
{
    $opening = [];
    $closing = [];
    foreach ($starts as $i => $start) {
        if ($start < $ends[$i]) { // else it is never open
            $opening[] = $start;
            $closing[] = $ends[$i];
        }
    }
    sort($opening);
    sort($closing);

    $most = 0;
    $momentOfMost = 0;
    $closed = 0;
    foreach ($opening as $i => $moment) {
        // Of the sessions opened so far the newest ends later than now, so this stops in time.
        while ($closing[$closed] <= $moment) {
            $closed++;
        }
        $open = $i + 1 - $closed;
        if ($open > $most) {
            [$most, $momentOfMost] = [$open, $moment];
        }
    }
    return $most > 0 ? [$most, $momentOfMost] : [];
}
