import os
import subprocess

script = "SELECT coalesce(sum(amount), 0) FROM payments WHERE name = :'name'; INSERT INTO payments VALUES (:'name', 1);"
name = input()
subprocess.run(["psql", "-XqAt", "-v", "name=" + name, os.environ["DATABASE_URL"]], input=script, text=True, check=True)
