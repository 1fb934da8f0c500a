"""Children: processes that do one job each and cannot harm the others.

A *nursery* is one server process that has loaded what every job needs; it forks a child per job,
so that a child starts in milliseconds with a clean memory. Where forking a loaded process is not
safe (macOS), the server starts a fresh interpreter per job instead; all else is alike.

Laws:
- A child gets one task over its own socket, may tell how far it has come, and answers once.
- A child obeys its limits (address space, processor seconds, wall clock); a kill hits only it.
- Nobody outlives the parent: the server sees its socket close and kills its children, a child
  sees its own socket close, and the kernel kills a child whose server is gone.
- There are no names on disk: sockets only, so a killed parent leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection, wait
from typing import IO, Any

LOST = 255
"""The status of a child whose server went away before it could say how the child ended."""

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """What one job may take: wall clock and processor in seconds, address space in bytes."""

    deadline: float = 600.0
    processor: int = 600
    memory: int = 4 << 30

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Limits:
        """The limits, as `UTGIVELSE_DEADLINE`, `UTGIVELSE_CPU` (seconds) and `UTGIVELSE_MEMORY` (MiB) change them."""
        return cls(
            float(environment.get("UTGIVELSE_DEADLINE", cls.deadline)),
            int(environment.get("UTGIVELSE_CPU", cls.processor)),
            int(environment.get("UTGIVELSE_MEMORY", cls.memory >> 20)) << 20,
        )


@dataclass
class Child:
    """One child as its parent sees it; `status` is a return code, negative for a signal, None while it lives."""

    number: int
    connection: Connection[Any, Any]
    log: IO[bytes]
    pid: int = 0
    started: float = 0.0
    status: int | None = None
    answer: Any = None
    answered: bool = False

    def last_words(self) -> str:
        """The last line that it, or a library in it, wrote before it ended."""
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return lines[-1].strip() if lines else ""

    def bury(self) -> None:
        """Let go of its socket and its log."""
        self.connection.close()
        self.log.close()


@dataclass
class Nursery:
    """The parent's side: start children, hear them, end them. Use it in a `with`."""

    preload: tuple[str, ...]
    limits: Limits = field(default_factory=Limits)
    children: dict[int, Child] = field(default_factory=dict)

    def __enter__(self) -> Nursery:
        """Start the server; it loads while the parent goes on."""
        self._count = 0
        self._launch()
        return self

    def __exit__(self, *_: object) -> None:
        """End every child and the server, now."""
        self._control.close()
        try:
            self._server.wait(0.2)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        for child in self.children.values():
            child.bury()

    def start(self, task: Any) -> Child:
        """A new child that does `task`: a callable with `tell` for its last argument, and the arguments before."""
        if self._server.poll() is not None:
            self._launch()
        self._count += 1
        ours, theirs = socket.socketpair()
        child = Child(self._count, Connection(ours.detach()), tempfile.TemporaryFile())  # noqa: SIM115 - `bury` closes it
        request = json.dumps({"number": child.number, "processor": self.limits.processor, "memory": self.limits.memory})
        with theirs, contextlib.suppress(OSError):
            child.connection.send_bytes(pickle.dumps(task))
            socket.send_fds(self._control, [request.encode().ljust(256)], [theirs.fileno(), child.log.fileno()])
        self.children[child.number] = child
        return child

    def hear(self, timeout: float, tell: Callable[[Any], None]) -> tuple[Child, ...]:
        """Wait for news at most so long; the children that have ended since, to be buried."""
        ready = wait([self._control, *(child.connection for child in self._open())], timeout)
        for child in [child for child in self._open() if child.connection in ready]:
            _receive(child, tell)
        if self._control in ready:
            self._hear_server()
        ended = [child for child in self.children.values() if child.status is not None]
        for child in ended:
            while not child.answered and _receive(child, tell):
                pass
            del self.children[child.number]
        return tuple(ended)

    def late(self) -> tuple[Child, ...]:
        """The children that have run past their deadline."""
        now = time.monotonic()
        return tuple(
            child for child in self.children.values() if child.started and now - child.started > self.limits.deadline
        )

    def kill(self, child: Child) -> None:
        """End this child; it is heard of as ended soon after."""
        with contextlib.suppress(OSError):
            os.kill(child.pid, signal.SIGKILL)

    def _launch(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            command = "from utgivelse.children import serve; serve()"
            self._server = subprocess.Popen(
                [sys.executable, "-c", command, str(theirs.fileno()), str(os.getpid()), *self.preload],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def _open(self) -> tuple[Child, ...]:
        return tuple(child for child in self.children.values() if not child.answered and child.status is None)

    def _hear_server(self) -> None:
        lines = _lines(self._control)
        if lines is None:
            self._server.kill()
            self._server.wait()
            for child in self.children.values():
                child.status = LOST
            return
        for number, event, value in lines:
            if number in self.children and event == "pid":
                self.children[number].pid, self.children[number].started = value, time.monotonic()
            elif number in self.children:
                self.children[number].status = value


def _lines(control: socket.socket) -> list[tuple[int, str, int]] | None:
    try:
        data = control.recv(256 * 64)
    except ConnectionError:
        data = b""
    if not data:
        return None
    return [json.loads(data[start : start + 256]) for start in range(0, len(data), 256)]


def _receive(child: Child, tell: Callable[[Any], None]) -> bool:
    """Take one word from a child; False when there is none to come."""
    try:
        if not child.connection.poll(0):
            return False
        kind, value = child.connection.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        return False
    if kind == "told":
        tell(value)
    else:
        child.answer, child.answered = value, True
    return True


# ── the server's side ────────────────────────────────────────────────────────────────────────


def serve() -> None:
    """Load what was asked for, then fork a child for every request until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard speaks to the parent, which ends us
    _die_with(int(sys.argv[2]))
    control = socket.socket(fileno=int(sys.argv[1]))
    is_forking = sys.platform == "linux" and os.environ.get("UTGIVELSE_START", "fork") == "fork"
    if is_forking:
        _load(sys.argv[3:])
    signal.signal(signal.SIGCHLD, lambda *_: None)  # no action: it wakes `select`
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake)
    running: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        while _serve_once(selector, control, running, fork=is_forking):
            pass
    for pid in running:
        os.kill(pid, signal.SIGKILL)
    for pid in running:
        os.waitpid(pid, 0)


def _load(names: Iterable[str]) -> None:
    for name in names:
        with contextlib.suppress(Exception):  # the job that needs it will say what is wrong
            import_module(name)


def _serve_once(
    selector: selectors.BaseSelector, control: socket.socket, running: dict[int, int], *, fork: bool
) -> bool:
    for key, _ in selector.select():
        if key.fileobj is control:
            data, handles, _, _ = socket.recv_fds(control, 256, 2)
            if not data:
                return False
            request = json.loads(data)
            pid = _fork(handles, request, fresh=not fork)
            for handle in handles:
                os.close(handle)
            running[pid] = request["number"]
            _report(control, request["number"], "pid", pid)
        else:
            os.read(key.fd, 512)
    _reap(control, running)
    return True


def _reap(control: socket.socket, running: dict[int, int]) -> None:
    for pid in list(running):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            _report(control, running.pop(pid), "status", os.waitstatus_to_exitcode(status))


def _report(control: socket.socket, number: int, event: str, value: int) -> None:
    with contextlib.suppress(OSError):
        control.sendall(json.dumps([number, event, value]).encode().ljust(256))


def _fork(handles: Sequence[int], request: Mapping[str, int], *, fresh: bool) -> int:
    handle, log = handles
    server = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for stream in (1, 2):
            os.dup2(log, stream)
        if fresh:
            os.set_inheritable(handle, True)
            numbers = f"{handle}, {server}, {request['processor']}, {request['memory']}"
            command = f"from utgivelse.children import work; work({numbers})"
            os.execv(sys.executable, [sys.executable, "-c", command])
        os.close(int(sys.argv[1]))
        work(handle, server, request["processor"], request["memory"])
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


# ── the child's side ─────────────────────────────────────────────────────────────────────────


def work(handle: int, server: int, processor: int, memory: int) -> None:
    """Do the one task that comes over the socket `handle`, within the limits, and answer it."""
    _die_with(server)
    _limit(processor, memory)
    connection: Connection[Any, Any] = Connection(handle)
    function, *arguments = pickle.loads(connection.recv_bytes())
    threading.Thread(target=_die_with_parent, args=(connection,), daemon=True).start()
    answer = function(*arguments, lambda told: connection.send(("told", told)))
    connection.send(("answer", answer))


def _die_with_parent(connection: Connection[Any, Any]) -> None:
    with contextlib.suppress(EOFError, OSError):
        connection.recv_bytes()  # nothing is ever sent: this ends when the parent's side closes
    os._exit(1)


def _die_with(parent: int) -> None:
    """Let the kernel end this process when its parent ends, in whatever library it is then."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _limit(processor: int, memory: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, value in ((resource.RLIMIT_CPU, processor), (resource.RLIMIT_AS, memory)):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit is already set
            resource.setrlimit(kind, (value, value + 1 if kind == resource.RLIMIT_CPU else value))
