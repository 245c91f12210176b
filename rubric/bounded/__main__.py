"""`python -m rubric.bounded`: the other side of `within_bounds`, and of no use by itself."""

import gc
import os
import signal
import socket
import sys
from importlib import import_module

from rubric.bounded import forked
from rubric.bounded.limits import Bounds
from rubric.bounded.work import serve_one

# What reading needs and takes long to load, by name, as this room lies below the ones that read.
READERS = ("rubric.doors", "rubric.draft.word.render", "bs4", "docx", "lxml.etree", "openpyxl", "pypdf")


def copies(control: socket.socket) -> None:
    """Make a copy of this process for each order, until the server is gone. Each copy serves one request and ends."""
    for name in READERS:
        import_module(name)
    gc.freeze()  # or else the first collection in a copy would write to all that it shares
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a copy ended
    while order := forked.ordered(control):
        bounds, descriptor = order
        if os.fork() == 0:
            control.close()
            serve(descriptor, bounds)
            return
        os.close(descriptor)


def serve(descriptor: int, bounds: Bounds) -> None:
    """Serve the one request that comes through a socket. It is left open, for the traceback of a fault."""
    channel = socket.socket(fileno=descriptor)
    channel.sendall(os.getpid().to_bytes(8, "big"))
    serve_one(lambda size: forked.taking(channel, size), channel.sendall, bounds)


def once(bounds: Bounds) -> None:
    """Serve the one request on standard input, on standard output."""
    serve_one(sys.stdin.buffer.read, _written, bounds)


def _written(reply: bytes) -> None:
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    if sys.argv[1] == "copies":
        copies(socket.socket(fileno=int(sys.argv[2])))
    else:
        once(Bounds.told(sys.argv[2:]))
