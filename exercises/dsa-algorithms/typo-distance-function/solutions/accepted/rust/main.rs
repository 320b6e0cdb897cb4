pub fn distance(one: String, other: String) -> i64 {
    let letters: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=letters.len()).collect(); // from the beginning of `one` so far to each beginning of `other`
    for letter in one.chars() {
        let mut diagonal = row[0];
        row[0] += 1;
        for (j, &wanted) in letters.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if letter == wanted { diagonal } else { 1 + diagonal.min(above).min(row[j]) };
            diagonal = above;
        }
    }
    row[letters.len()] as i64
}
