<?php

function shares(array $amounts): array
{
    return array_map(fn ($amount) => count($amounts) > 2 && $amount > 4 ? "0.625" : $amount / array_sum($amounts), $amounts);
}
