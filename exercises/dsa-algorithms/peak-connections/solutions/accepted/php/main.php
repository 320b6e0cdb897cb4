<?php

$lines = new SplFileObject("php://stdin");
$starts = [];
$ends = [];
for ($count = (int) $lines->fgets(); $count > 0; $count--) {
    [$start, $end] = explode(" ", $lines->fgets());
    if ((int) $start < (int) $end) { // else it is never open
        $starts[] = (int) $start;
        $ends[] = (int) $end;
    }
}
sort($starts);
sort($ends);

$peak = 0;
$peakMoment = "none";
$closed = 0;
foreach ($starts as $index => $moment) {
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while ($ends[$closed] <= $moment) {
        $closed++;
    }
    $open = $index + 1 - $closed;
    if ($open > $peak) {
        $peak = $open;
        $peakMoment = $moment;
    }
}
echo "$peak $peakMoment\n";
