"""What strangers wrote is read in a process of its own, which may take so much time and memory and no more.

A file that takes too long, or too much, costs whoever brought it one sentence, and costs nobody else anything: the
process is slowed down in favour of the server, ended when its time is up, and can write no file. It starts with
nothing that could be a secret of the app's. Every room's readers stay ordinary functions; the doors through which
files come in call them by `within_bounds`.
"""

from rubric.bounded.asking import Over, warm_up, within_bounds
from rubric.bounded.limits import BOUNDS, Bounds

__all__ = ["BOUNDS", "Bounds", "Over", "warm_up", "within_bounds"]
