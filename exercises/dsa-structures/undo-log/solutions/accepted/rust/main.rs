use std::io::{self, BufWriter, Read, Write};

struct Edit<'a> {
    typed: bool,
    part: std::borrow::Cow<'a, [u8]>, // what was typed, or what was really removed
}

#[derive(Default)]
struct Field<'a> {
    text: Vec<u8>,
    done: Vec<Edit<'a>>,
    undone: Vec<Edit<'a>>,
}

impl<'a> Field<'a> {
    fn typed(&mut self, part: &'a [u8]) {
        self.text.extend_from_slice(part);
        self.remember(Edit { typed: true, part: part.into() });
    }

    fn back(&mut self, size: usize) {
        let left = self.text.len().saturating_sub(size);
        let part = self.text.split_off(left);
        self.remember(Edit { typed: false, part: part.into() });
    }

    fn remember(&mut self, edit: Edit<'a>) {
        self.done.push(edit);
        self.undone.clear();
    }

    fn undo(&mut self) {
        if let Some(edit) = self.done.pop() {
            apply(&mut self.text, &edit, !edit.typed);
            self.undone.push(edit);
        }
    }

    fn redo(&mut self) {
        if let Some(edit) = self.undone.pop() {
            apply(&mut self.text, &edit, edit.typed);
            self.done.push(edit);
        }
    }
}

fn apply(text: &mut Vec<u8>, edit: &Edit, appends: bool) {
    if appends {
        text.extend_from_slice(&edit.part);
    } else {
        text.truncate(text.len() - edit.part.len());
    }
}

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut field = Field::default();
    for line in input.lines().skip(1) {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        match command {
            "TYPE" => field.typed(rest.as_bytes()),
            "BACK" => field.back(rest.parse().unwrap_or(0)),
            "UNDO" => field.undo(),
            "REDO" => field.redo(),
            "SHOW" => {
                let shown = field.text.len().saturating_sub(10);
                write!(out, "{} ", field.text.len())?;
                out.write_all(&field.text[shown..])?;
                writeln!(out)?;
            }
            _ => {}
        }
    }
    out.flush()
}
