"""How the program is watched from outside: figures, health, logs and traces. The other rooms see only `Monitor`."""
