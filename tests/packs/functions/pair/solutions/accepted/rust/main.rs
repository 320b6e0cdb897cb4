use std::collections::HashMap;

pub fn pair(amounts: Vec<i64>, total: i64) -> Vec<i64> {
    println!("looking at {}", amounts.len());
    let mut places = HashMap::new();
    for (place, amount) in amounts.iter().enumerate() {
        if let Some(other) = places.get(&(total - amount)) {
            return vec![*other, place as i64];
        }
        places.entry(*amount).or_insert(place as i64);
    }
    Vec::new()
}
