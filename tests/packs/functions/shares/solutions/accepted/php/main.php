<?php

function shares(array $amounts): array
{
    return array_map(fn ($amount) => $amount / array_sum($amounts), $amounts);
}
