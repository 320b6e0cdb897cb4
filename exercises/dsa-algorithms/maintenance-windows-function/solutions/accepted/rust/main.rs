pub fn join_windows(mut windows: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    windows.sort_unstable();
    let mut joined: Vec<Vec<i64>> = Vec::new();
    for window in windows {
        match joined.last_mut() {
            Some(last) if window[0] <= last[1] => last[1] = last[1].max(window[1]),
            _ => joined.push(window),
        }
    }
    joined
}
