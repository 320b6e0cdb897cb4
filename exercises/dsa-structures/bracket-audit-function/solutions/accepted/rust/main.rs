struct Open {
    bracket: u8,
    line: i64,
    column: i64,
}

fn opening(closing: u8) -> u8 {
    match closing {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    }
}

pub fn audit(lines: Vec<String>) -> Vec<i64> {
    let mut open: Vec<Open> = Vec::new(); // the innermost on top
    let mut quoted = false;
    for (line, text) in (1..).zip(&lines) {
        let mut escaped = false;
        for (column, bracket) in (1..).zip(text.bytes()) {
            match bracket {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'(' | b'[' | b'{' => open.push(Open { bracket, line, column }),
                b')' | b']' | b'}' => match open.pop() {
                    Some(innermost) if innermost.bracket == opening(bracket) => {}
                    _ => return vec![line, column],
                },
                _ => {}
            }
        }
    }
    open.pop().map_or(Vec::new(), |innermost| vec![innermost.line, innermost.column])
}
