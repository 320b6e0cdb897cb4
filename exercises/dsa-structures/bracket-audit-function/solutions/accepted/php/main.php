<?php

const OPENS = [")" => "(", "]" => "[", "}" => "{"];

function audit(array $lines): array
{
    $open = []; // bracket, line and column, the innermost at the end
    $quoted = false;
    foreach ($lines as $index => $line) {
        $length = strlen($line);
        for ($i = 0; $i < $length; $i++) {
            $character = $line[$i];
            if ($character === "\\") {
                $i++; // the next character has no meaning
            } elseif ($character === '"') {
                $quoted = !$quoted;
            } elseif ($quoted) {
                continue;
            } elseif ($character === "(" || $character === "[" || $character === "{") {
                $open[] = [$character, $index + 1, $i + 1];
            } elseif (isset(OPENS[$character])) {
                $innermost = array_pop($open);
                if ($innermost === null || $innermost[0] !== OPENS[$character]) {
                    return [$index + 1, $i + 1];
                }
            }
        }
    }
    return $open ? array_slice(end($open), 1) : [];
}
