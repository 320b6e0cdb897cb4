<?php

function group(array $tags): array
{
    $groups = []; // signature -> tags, in the order in which they first came
    $seen = [];
    foreach ($tags as $tag) {
        if (isset($seen[$tag])) {
            continue;
        }
        $seen[$tag] = true;
        $letters = str_split($tag);
        sort($letters, SORT_STRING);
        $groups[implode($letters)][] = $tag;
    }
    return array_values($groups);
}
