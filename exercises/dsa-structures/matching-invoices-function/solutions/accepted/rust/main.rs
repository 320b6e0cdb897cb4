use std::collections::HashMap;

pub fn find_pair(amounts: Vec<i64>, total: i64) -> Vec<i64> {
    let mut first = HashMap::with_capacity(amounts.len()); // amount -> number of the first invoice with it
    for (number, &amount) in (1..).zip(&amounts) {
        if let Some(&partner) = first.get(&(total - amount)) {
            return vec![partner, number];
        }
        first.entry(amount).or_insert(number);
    }
    Vec::new()
}
