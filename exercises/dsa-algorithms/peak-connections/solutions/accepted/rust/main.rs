use std::io::{self, Read};

/// The largest number open at once, and the first moment of it.
fn peak_of(mut starts: Vec<u32>, mut ends: Vec<u32>) -> Option<(usize, u32)> {
    starts.sort_unstable();
    ends.sort_unstable();
    let mut peak = None;
    let mut closed = 0;
    for (index, &moment) in starts.iter().enumerate() {
        // Of the sessions opened so far the newest ends later than now, so this stops in time.
        while ends[closed] <= moment {
            closed += 1;
        }
        let open = index + 1 - closed;
        if peak.map_or(true, |(most, _)| open > most) {
            peak = Some((open, moment));
        }
    }
    peak
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<u32>().unwrap());
    let count = numbers.next().unwrap();
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let (start, end) = (numbers.next().unwrap(), numbers.next().unwrap());
        if start < end {
            starts.push(start);
            ends.push(end);
        }
    }
    match peak_of(starts, ends) {
        Some((peak, moment)) => println!("{peak} {moment}"),
        None => println!("0 none"),
    }
}
