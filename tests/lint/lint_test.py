#!/usr/bin/env python3
"""scripts/lint finds what it is there for, and nothing else."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LINT = Path(__file__).parent.parent.parent / "scripts" / "lint"


def lint(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        done = subprocess.run([sys.executable, LINT, folder], capture_output=True, text=True)
    return done.returncode, done.stdout


class Lint(unittest.TestCase):
    def clean(self, name, text):
        self.assertEqual(lint({name: text}), (0, ""))

    def fault(self, name, text, message):
        self.assertEqual(lint({name: text}), (1, f"{name}:{message}\n1 fault\n"))

    def test_includes_go_one_way(self):
        for path, include in [
            ("sandboxes/base/a.cpp", "sandboxes/result.hpp"),
            ("sandboxes/a.cpp", "graders/check.hpp"),
            ("graders/http/a.cpp", "runner/model/pack.hpp"),
            ("runner/model/a.cpp", "runner/store/git.hpp"),
            ("runner/store/a.cpp", "runner/render/render.hpp"),
            ("runner/render/a.cpp", "runner/pipeline/grade.hpp"),
            ("runner/pipeline/a.cpp", "runner/cli/args.hpp"),
        ]:
            own = "graders" if path.startswith("graders") else str(Path(path).parent)
            other = "graders" if include.startswith("graders") else str(Path(include).parent)
            self.fault(path, f'// x\n#include "{include}"\n', f"2: {own} may not include {other}")

    def test_includes_downwards_are_fine(self):
        self.clean("runner/cli/commands/a.cpp", '#include "runner/store/git.hpp"\n#include "sandboxes/base/fd.hpp"\n#include <vector>\n')
        self.clean("graders/http/a.cpp", '#include "graders/http/b.hpp"\n#include "graders/check.hpp"\n')

    def test_includes_start_at_the_root(self):
        self.fault("graders/a.cpp", '#include "b.hpp"\n', "1: include `b.hpp` by its path from the root")

    def test_code_belongs_to_a_layer(self):
        self.fault("runner/odd/a.cpp", "\n", "1: belongs to no layer of scripts/lint")

    def test_long_files(self):
        self.clean("tests/a.cpp", "int a;\n" * 500)
        self.fault("tests/a.cpp", "int a;\n" * 501, "1: 501 lines; at most 500")
        self.fault("scripts/a", "#!/usr/bin/env bash\n" + ":\n" * 500, "1: 501 lines; at most 500")
        self.clean("docs/a.md", "text\n" * 900)

    def test_long_functions(self):
        def function(lines):
            return "namespace a {\nclass B {\n  int f(int x) const {\n" + "    x = {1}; if (x) { --x; }\n" * (lines - 2) + "  }\n};\n}\n"

        self.clean("graders/a.cpp", function(70))
        self.fault("graders/a.cpp", function(71), "3: a function of 71 lines; at most 70")
        body = "    x()\n"
        self.fault("a.py", "def f():\n" + body * 70, "1: a function of 71 lines; at most 70")
        self.fault("a.sh", "f() {\n" + body * 69 + "}\n", "1: a function of 71 lines; at most 70")

    def test_braces_in_literals_and_comments_do_not_count(self):
        literal = 'const char* a = "{"; char b = \'{\'; // {\n/* { */ auto c = R"x({ " )x";\nint d = 1\'000;\n'
        self.clean("graders/a.cpp", literal + "void f() {\n}\n" + "int e;\n" * 100)

    def test_tables_and_classes_are_no_functions(self):
        self.clean("graders/a.cpp", "class A {\n" + "  int a;\n" * 90 + "};\nconst int b[] = {\n" + "  1,\n" * 90 + "};\n")

    def test_white_space(self):
        self.fault("docs/a.md", "a \nb\n", "1: blanks at the end of the line")
        self.fault("docs/a.md", "a\r\n", "1: the line ends with CR LF")
        self.fault("docs/a.md", "a", "1: no line end at the end of the file")
        self.clean("exercises/p/e/data/a.in", "a \r\nb")


if __name__ == "__main__":
    unittest.main()
