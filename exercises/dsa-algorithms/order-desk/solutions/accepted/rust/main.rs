use std::cmp::Ordering;
use std::fmt::Write;
use std::io::{self, Read};

struct Key {
    place: usize, // of its column in the record
    number: bool,
    descending: bool,
}

enum Value<'a> {
    Missing,
    Number(f64),
    Text(&'a str),
}

fn read_keys(columns: &str, keys: &str) -> Vec<Key> {
    let columns: Vec<(&str, &str)> = columns.split(',').filter_map(|column| column.split_once(':')).collect();
    keys.split(',')
        .filter_map(|key| {
            let (name, direction) = key.split_once(' ')?;
            let place = columns.iter().position(|column| column.0 == name)?;
            Some(Key { place, number: columns[place].1 == "number", descending: direction == "desc" })
        })
        .collect()
}

fn values<'a>(line: &'a str, keys: &[Key]) -> Vec<Value<'a>> {
    let fields: Vec<&str> = line.split(',').collect();
    keys.iter()
        .map(|key| match fields[key.place] {
            "" => Value::Missing,
            field if key.number => Value::Number(field.parse().unwrap()),
            field => Value::Text(field),
        })
        .collect()
}

fn compare(a: &Value, b: &Value, descending: bool) -> Ordering {
    let order = match (a, b) {
        (Value::Missing, Value::Missing) => return Ordering::Equal,
        (Value::Missing, _) => return Ordering::Greater,
        (_, Value::Missing) => return Ordering::Less,
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b).unwrap(),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        _ => unreachable!("a column has values of one kind"),
    };
    if descending { order.reverse() } else { order }
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut lines = text.lines();
    let count = lines.next().unwrap().parse().unwrap();
    let columns = lines.next().unwrap();
    let keys = read_keys(columns, lines.next().unwrap());
    let mut records: Vec<(&str, Vec<Value>)> = lines.take(count).map(|line| (line, values(line, &keys))).collect();

    records.sort_by(|(_, a), (_, b)| {
        let orders = keys.iter().enumerate().map(|(i, key)| compare(&a[i], &b[i], key.descending));
        orders.fold(Ordering::Equal, Ordering::then)
    });
    let mut out = String::new();
    for (line, _) in records {
        writeln!(out, "{line}").unwrap();
    }
    print!("{out}");
}
