use std::io::{self, Read, Write};

// Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.

fn or_none(text: String) -> String {
    if text.is_empty() {
        "none".to_string()
    } else {
        text
    }
}

fn duplicates(names: &[&str]) -> String {
    let mut found = Vec::new();
    for this in 0..names.len() {
        let mut is_first = true;
        let mut again = false;
        for other in 0..names.len() {
            if names[other] == names[this] {
                if other < this {
                    is_first = false;
                } else if other > this {
                    again = true;
                }
            }
        }
        if is_first && again {
            found.push(names[this]);
        }
    }
    or_none(found.join(" "))
}

fn total(amounts: &[i64], first: usize, last: usize) -> String {
    let mut result = 0;
    for number in first - 1..last {
        result += amounts[number];
    }
    result.to_string()
}

fn top(names: &[&str], amounts: &[i64]) -> String {
    let mut ranking = Vec::new();
    let mut ranked = vec![false; amounts.len()];
    for _ in 0..amounts.len() {
        let mut best = None;
        for number in 0..amounts.len() {
            if !ranked[number] && best.map_or(true, |best: usize| amounts[number] > amounts[best]) {
                best = Some(number);
            }
        }
        if let Some(best) = best {
            ranked[best] = true;
            ranking.push(format!("{}:{}", names[best], amounts[best]));
        }
    }
    ranking.truncate(10);
    or_none(ranking.join(" "))
}

fn nearest(amounts: &[i64], wanted: i64) -> String {
    let mut best = -1;
    for &amount in amounts {
        let nearer = (amount - wanted).abs() - (best - wanted).abs();
        if best < 0 || nearer < 0 || (nearer == 0 && amount < best) {
            best = amount;
        }
    }
    if best < 0 {
        "none".to_string()
    } else {
        best.to_string()
    }
}

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let mut words = input.split_ascii_whitespace();
    let mut word = || words.next().unwrap_or("0");

    let count: usize = word().parse().unwrap();
    let mut names = Vec::new();
    let mut amounts: Vec<i64> = Vec::new();
    for _ in 0..count {
        names.push(word());
        amounts.push(word().parse().unwrap());
    }

    let mut out = io::BufWriter::new(io::stdout().lock());
    let requests: usize = word().parse().unwrap();
    for _ in 0..requests {
        let line = match word() {
            "DUPLICATES" => duplicates(&names),
            "TOTAL" => {
                let first = word().parse().unwrap();
                let last = word().parse().unwrap();
                total(&amounts, first, last)
            }
            "TOP" => top(&names, &amounts),
            _ => nearest(&amounts, word().parse().unwrap()),
        };
        writeln!(out, "{line}")?;
    }
    out.flush()
}
