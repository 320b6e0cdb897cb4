use std::io::{self, Read};

struct Open {
    bracket: u8,
    line: usize,
    column: usize,
}

fn opening(closing: u8) -> u8 {
    match closing {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    }
}

fn audit<'a>(lines: impl Iterator<Item = &'a str>) -> Result<(), (usize, usize)> {
    let mut open: Vec<Open> = Vec::new(); // the innermost on top
    let mut quoted = false;
    for (index, text) in lines.enumerate() {
        let line = index + 1;
        let mut escaped = false;
        for (index, &c) in text.as_bytes().iter().enumerate() {
            let column = index + 1;
            match c {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'(' | b'[' | b'{' => open.push(Open { bracket: c, line, column }),
                b')' | b']' | b'}' => match open.pop() {
                    Some(innermost) if innermost.bracket == opening(c) => {}
                    _ => return Err((line, column)),
                },
                _ => {}
            }
        }
    }
    match open.pop() {
        Some(innermost) => Err((innermost.line, innermost.column)),
        None => Ok(()),
    }
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut lines = text.split('\n');
    let count = lines.next().unwrap().parse().unwrap();
    match audit(lines.take(count)) {
        Ok(()) => println!("ok"),
        Err((line, column)) => println!("{line} {column}"),
    }
}
