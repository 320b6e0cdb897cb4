import os
import re
import subprocess
import sys

COLUMNS = {"--name": "name", "--phone": "phone", "--email": "email"}
EMPTY_IS_NONE = {"name": ":'name'", "phone": ":'phone'", "email": "nullif(:'email', '')"}


class Misuse(Exception):
    """The command line says nothing that can be done."""


class Refused(Exception):
    """The database said no, or had nothing under that id."""


def ask(sql, **values):
    """What one session of psql prints; a value stands in the SQL as :'name', and psql quotes it."""
    command = ["psql", os.environ["DATABASE_URL"], "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"]
    for name, value in values.items():
        command += ["-v", f"{name}={value}"]
    done = subprocess.run(command, input=sql.encode(), capture_output=True)
    if done.returncode != 0:
        raise Refused(done.stderr.decode(errors="replace").strip())
    return done.stdout.decode()


def number(text):
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Misuse(f"{text!r} is no id")
    return text


def found(printed, wanted):
    if not printed:
        raise Refused(f"there is no contact {wanted}")
    return printed


def copied(field):
    return field.replace("\\", "\\\\") if field else "\\N"


def add_all(lines):
    rows = [line.split("\t") for line in lines.splitlines()]
    if any(len(row) not in (2, 3) or not row[0] for row in rows):
        raise Refused("a line is no contact")
    data = "".join("\t".join((copied(row[0]), copied(row[1]), copied("".join(row[2:])))) + "\n" for row in rows)
    ask(f"COPY contacts (name, phone, email) FROM STDIN;\n{data}\\.\n")
    return f"{len(rows)}\n"


def add(*words):
    if words == ("-",):
        return add_all(sys.stdin.read())
    if len(words) not in (2, 3):
        raise Misuse("add NAME PHONE [EMAIL], or add -")
    name, phone, email = (*words, "")[:3]
    return ask(f"INSERT INTO contacts (name, phone, email) VALUES ('{name}', '{phone}', nullif('{email}', '')) RETURNING id;")


def list_(text=""):
    return ask("SELECT id, name, phone, email FROM contacts WHERE position(:'text' IN name) > 0 ORDER BY id;", text=text)


def show(wanted):
    return found(ask("SELECT id, name, phone, email FROM contacts WHERE id = :id;", id=number(wanted)), wanted)


def edit(wanted, *words):
    if not words or len(words) % 2 or not set(words[::2]) <= set(COLUMNS):
        raise Misuse("edit ID with at least one of --name, --phone, --email")
    values = {COLUMNS[flag]: value for flag, value in zip(words[::2], words[1::2])}
    changes = ", ".join(f"{column} = {EMPTY_IS_NONE[column]}" for column in values)
    found(ask(f"UPDATE contacts SET {changes} WHERE id = :id RETURNING id;", id=number(wanted), **values), wanted)
    return ""


def rm(wanted):
    found(ask("DELETE FROM contacts WHERE id = :id RETURNING id;", id=number(wanted)), wanted)
    return ""


def main(command="", *words):
    commands = {"add": add, "list": list_, "show": show, "edit": edit, "rm": rm}
    least_and_most = {"list": (0, 1), "show": (1, 1), "rm": (1, 1), "edit": (1, 7)}
    least, most = least_and_most.get(command, (0, 4))
    if command not in commands or not least <= len(words) <= most:
        raise Misuse("contacts add|list|show|edit|rm")
    return commands[command](*words)


try:
    sys.stdout.write(main(*sys.argv[1:]))
except Misuse as misuse:
    sys.exit(print(misuse, file=sys.stderr) or 2)
except Refused as refused:
    sys.exit(print(refused, file=sys.stderr) or 1)
