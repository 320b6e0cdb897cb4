use std::fmt::Write;
use std::io::{self, Read};

struct Entry {
    figure: i64,
    lowest: i64, // of this figure and all below
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut lines = text.lines();
    let count = lines.next().unwrap().parse().unwrap();

    let mut pile: Vec<Entry> = Vec::new();
    let mut out = String::new();
    for operation in lines.take(count) {
        if let Some(figure) = operation.strip_prefix("PUSH ") {
            let figure: i64 = figure.parse().unwrap();
            let lowest = pile.last().map_or(figure, |below| figure.min(below.lowest));
            pile.push(Entry { figure, lowest });
            continue;
        }
        let answer = match operation {
            "MIN" => pile.last().map(|top| top.lowest),
            _ => pile.pop().map(|top| top.figure),
        };
        match answer {
            Some(figure) => writeln!(out, "{figure}").unwrap(),
            None => out.push_str("empty\n"),
        }
    }
    print!("{out}");
}
