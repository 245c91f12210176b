"""Serving the app on this machine. Streamlit is imported only once that is asked for, as it takes a while."""

import os
import socket
import sys
import threading
import webbrowser

from rubric.ui.app import surroundings

ADDRESS = "127.0.0.1"  # not "localhost": some council networks cannot reach that name
_ELSEWHERE = "STREAMLIT_SERVER_ADDRESS"  # for a container, whose proxy is in another one
_OPEN_AFTER = 0.5  # seconds; the server is up within a third of one


def serve(port: int, open_browser: bool) -> int:
    """Serve until stopped.

    In: the port, and whether to open a browser there. Out: an exit code, 0 when stopped by the user and 2, with one
    sentence on standard error, where the port is taken or the app's files are not there.
    """
    address = os.environ.get(_ELSEWHERE) or ADDRESS
    listener = _listen(address, port)
    if listener is None and address != ADDRESS:
        print(f"{_ELSEWHERE} is {address} and the port {port}: one of them cannot be listened on.", file=sys.stderr)
        return 2
    if listener is None:
        print(f"Port {port} is in use: stop what runs there, or choose another with --port.", file=sys.stderr)
        return 2
    with listener:
        return _run(listener, address, port, open_browser)


def _listen(address: str, port: int) -> socket.socket | None:
    """A listening socket. It names its protocol, so that Nagle's delay is switched off for each connection."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # on Windows it would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(128)
    except OSError:
        listener.close()
        return None
    return listener


def _run(listener: socket.socket, host: str, port: int, open_browser: bool) -> int:
    # what the pages need and takes long to import: now, so that the first visitor does not wait for it
    import altair  # noqa: F401

    import rubric.workflow  # noqa: F401
    from rubric import bounded
    from rubric.ui.app import server

    if not server.SCRIPT.is_file():
        print("app.py is not beside the package: run this from the project's own folder.", file=sys.stderr)
        return 2
    import uvicorn
    from streamlit import config

    bounded.warm_up()
    app = server.make_app()
    surroundings.take_streamlit_settings()
    if warning := surroundings.allow_many_files():
        print(warning, file=sys.stderr, flush=True)
    config.set_option("server.port", port)
    config.set_option("browser.serverPort", port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    print(f"Open {address} in a browser. Press Ctrl+C here to stop.", flush=True)
    if open_browser:
        threading.Timer(_OPEN_AFTER, webbrowser.open, [address]).start()
    uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, ws="websockets-sansio", ws_ping_interval=30)
    ).run(sockets=[listener])
    return 0
