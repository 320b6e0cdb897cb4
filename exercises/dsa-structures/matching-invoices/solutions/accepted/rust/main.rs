use std::collections::HashMap;
use std::io::{self, Read};

fn find(amounts: impl Iterator<Item = i64>, total: i64) -> Option<(usize, usize)> {
    let mut first = HashMap::new(); // amount -> number of the first invoice with it
    for (index, amount) in amounts.enumerate() {
        let number = index + 1;
        if let Some(&partner) = first.get(&(total - amount)) {
            return Some((partner, number));
        }
        first.entry(amount).or_insert(number);
    }
    None
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<i64>().unwrap());
    let count = numbers.next().unwrap() as usize;
    let total = numbers.next().unwrap();
    match find(numbers.take(count), total) {
        Some((partner, number)) => println!("{partner} {number}"),
        None => println!("none"),
    }
}
