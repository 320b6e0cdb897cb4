use std::collections::{HashMap, HashSet};

pub fn group(tags: Vec<String>) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut places = HashMap::new(); // signature -> place of its group
    let mut seen = HashSet::new();
    for tag in tags {
        if !seen.insert(tag.clone()) {
            continue;
        }
        let mut signature = tag.clone().into_bytes();
        signature.sort_unstable();
        let place = *places.entry(signature).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(tag);
    }
    groups
}
