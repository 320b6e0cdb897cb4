pub fn peak(starts: Vec<i64>, ends: Vec<i64>) -> Vec<i64> {
    let sessions = starts.into_iter().zip(ends).filter(|(start, end)| start < end);
    let (mut opening, mut closing): (Vec<i64>, Vec<i64>) = sessions.unzip();
    opening.sort_unstable();
    closing.sort_unstable();

    let mut most = Vec::new();
    let mut closed = 0;
    for (index, &moment) in opening.iter().enumerate() {
        // Of the sessions opened so far the newest ends later than now, so this stops in time.
        while closing[closed] <= moment {
            closed += 1;
        }
        let open = (index + 1 - closed) as i64;
        if most.first().map_or(true, |&before| open > before) {
            most = vec![open, moment];
        }
    }
    most
}
