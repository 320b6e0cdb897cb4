use std::fmt::Write;
use std::io::{self, Read};

const DAY: i32 = 86_400_000;

type Window = (i32, i32);

fn joined(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable();
    let mut result: Vec<Window> = Vec::new();
    for (start, end) in windows {
        match result.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => result.push((start, end)),
        }
    }
    result
}

/// What sorted windows that stay apart leave free of the day.
fn gaps(windows: &[Window]) -> Vec<Window> {
    let mut result = Vec::new();
    let mut free_from = 0;
    for &(start, end) in windows.iter().chain(&[(DAY, DAY)]) {
        let gap_end = start.min(DAY);
        if free_from < gap_end {
            result.push((free_from, gap_end));
        }
        free_from = free_from.max(end);
    }
    result
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<i32>().unwrap());
    let count = numbers.next().unwrap();
    let windows = joined((0..count).map(|_| (numbers.next().unwrap(), numbers.next().unwrap())).collect());

    let mut out = String::new();
    for (start, end) in &windows {
        writeln!(out, "window {start} {end}").unwrap();
    }
    for (start, end) in gaps(&windows) {
        writeln!(out, "free {start} {end}").unwrap();
    }
    print!("{out}");
}
