"""A process of its own that carries connections from the sandbox's proxy address to sandbox-service's socket.

`egress.py SOCKET [SECONDS]`, with the listening socket as standard input. Ends when nobody has been connected for that
long (30 s unless said). It understands nothing of what it carries: every rule is on the other side, out of reach.
"""
import selectors
import socket
import sys

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
MOST = 16
BUFFER = 64 << 10
IDLE_SECONDS = 30
AWAY = (b"HTTP/1.1 503 Cove: the package proxy is not there just now\r\nConnection: close\r\n"
        b"Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n")


class Connection:
    """Two sockets and, for each, what is still to be written to it."""

    def __init__(self, client, service):
        self.pair = (client, service)
        self.other = {client: service, service: client}
        self.waiting = {client: bytearray(), service: bytearray()}
        self.ended = set()   # nothing more comes from it
        self.told = set()    # it knows that the other one ended

    def interest(self, sock):
        reads = sock not in self.ended and len(self.waiting[self.other[sock]]) < BUFFER
        return (READ if reads else 0) | (WRITE if self.waiting[sock] else 0)

    def move(self, sock, mask):
        """Does what the socket is ready for; False when the connection is over."""
        other = self.other[sock]
        try:
            if mask & WRITE:
                self._write(sock)
            if mask & READ and self.interest(sock) & READ:
                data = self._receive(sock, BUFFER - len(self.waiting[other]))
                if data is not None:
                    self.waiting[other] += data
                    self._write(other)
                    if not data:
                        self.ended.add(sock)
            for one in self.pair:
                if self.other[one] in self.ended and not self.waiting[one] and one not in self.told:
                    self.told.add(one)
                    one.shutdown(socket.SHUT_WR)
        except OSError:
            return False
        return len(self.told) < 2

    def _write(self, sock):
        waiting = self.waiting[sock]
        if waiting:
            try:
                del waiting[:sock.send(waiting)]
            except BlockingIOError:
                pass

    @staticmethod
    def _receive(sock, room):
        try:
            return sock.recv(room)
        except BlockingIOError:
            return None

    def close(self):
        for sock in self.pair:
            sock.close()


class Forwarder:
    def __init__(self, listener, path, idle):
        self.listener, self.path, self.idle = listener, path, idle
        self.selector = selectors.DefaultSelector()
        self.connections = set()
        self.accepting = False

    def run(self):
        self._accept_if_there_is_room()
        while True:
            ready = self.selector.select(None if self.connections else self.idle)
            if not ready and not self.connections:
                return
            for key, mask in ready:
                if key.data is None:
                    self._accept()
                elif key.data in self.connections:  # not ended by its other socket a moment ago
                    self._move(key.data, key.fileobj, mask)

    def _accept_if_there_is_room(self):
        wanted = len(self.connections) < MOST
        if wanted and not self.accepting:
            self.selector.register(self.listener, READ)
        elif self.accepting and not wanted:
            self.selector.unregister(self.listener)
        self.accepting = wanted

    def _accept(self):
        try:
            client = self.listener.accept()[0]
        except OSError:
            return
        client.setblocking(False)
        service = socket.socket(socket.AF_UNIX)
        service.setblocking(False)
        try:
            service.connect(self.path)
        except OSError:
            service.close()
            refuse(client)
            return
        connection = Connection(client, service)
        self.connections.add(connection)
        for sock in connection.pair:
            self.selector.register(sock, READ, connection)
        self._accept_if_there_is_room()

    def _move(self, connection, sock, mask):
        if connection.move(sock, mask):
            for one in connection.pair:
                self._watch(one, connection)
            return
        for one in connection.pair:
            self._watch(one, None)
        connection.close()
        self.connections.discard(connection)
        self._accept_if_there_is_room()

    def _watch(self, sock, connection):
        """With nothing to wait for it is taken out, since epoll would report its end for ever."""
        registered = self.selector.get_map().get(sock)
        interest = connection.interest(sock) if connection else 0
        if registered is None:
            if interest:
                self.selector.register(sock, interest, connection)
        elif not interest:
            self.selector.unregister(sock)
        elif registered.events != interest:
            self.selector.modify(sock, interest, connection)


def refuse(client):
    """A sentence for who looks, and the end; what the client said is read so that the sentence arrives."""
    for step in (lambda: client.recv(BUFFER), lambda: client.send(AWAY), client.close):
        try:
            step()
        except OSError:
            pass


def main(path, seconds=IDLE_SECONDS):
    listener = socket.socket(fileno=0)
    listener.setblocking(False)
    Forwarder(listener, path, float(seconds)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
