package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// link is one connection that is kept alive. It speaks as little HTTP as it needs: a
// generator that costs more than what it measures would time itself.
type link struct {
	conn     net.Conn
	arrivals *arrivals
	in       *bufio.Reader // of arrivals
	sent     atomic.Int64  // when the open request was written, in Unix nanoseconds
}

// answer is what came of a request.
type answer struct {
	status     int // 0: the connection failed
	retryAfter bool
	took       time.Duration // from writing to the arrival of the first bytes
}

func dial(address string) (*link, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	in, err := newArrivals(conn.(*net.TCPConn)) // what dialling tcp gives
	if err != nil {
		return nil, err
	}
	return &link{conn: conn, arrivals: in, in: bufio.NewReaderSize(in, 32<<10)}, nil
}

func (l *link) write(request []byte) error {
	l.sent.Store(time.Now().UnixNano())
	_, err := l.conn.Write(request)
	return err
}

// read waits for the answer to what was written.
func (l *link) read() answer {
	if _, err := l.in.Peek(1); err != nil {
		return answer{}
	}
	a := answer{took: l.arrivals.last.Sub(time.Unix(0, l.sent.Load()))}
	status, length := 0, -1
	for first := true; ; first = false {
		line, err := l.in.ReadSlice('\n')
		if err != nil {
			return answer{}
		}
		name, value, _ := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(": "))
		switch {
		case first && len(line) > len("HTTP/1.1 200"):
			status, err = strconv.Atoi(string(line[9:12]))
		case len(name) == 0:
			return l.body(a, status, length)
		case bytes.EqualFold(name, []byte("Content-Length")):
			length, err = strconv.Atoi(string(value))
		case bytes.EqualFold(name, []byte("Retry-After")):
			a.retryAfter = true
		}
		if err != nil {
			return answer{}
		}
	}
}

func (l *link) body(a answer, status, length int) answer {
	if _, err := io.CopyN(io.Discard, l.in, int64(length)); length < 0 || err != nil {
		return answer{}
	}
	a.status = status
	return a
}

// requestOf is a whole request, ready to be written.
func requestOf(address, body string) []byte {
	return fmt.Appendf(nil, "%s /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", http.MethodPost, address, len(body), body)
}
