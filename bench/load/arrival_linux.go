package main

import (
	"encoding/binary"
	"net"
	"syscall"
	"time"
)

// arrivals reads a connection and keeps when the kernel received what was read last, so
// that a generator which is late to read does not blame the server.
type arrivals struct {
	raw  syscall.RawConn
	last time.Time
}

func newArrivals(conn *net.TCPConn) (*arrivals, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil, err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_TIMESTAMPNS, 1)
	})
	if err == nil {
		err = failed
	}
	return &arrivals{raw: raw}, err
}

// Read reads like a connection; an ended one gives no bytes and net.ErrClosed.
func (a *arrivals) Read(p []byte) (n int, err error) {
	var note [64]byte
	noted := 0
	waited := a.raw.Read(func(fd uintptr) bool {
		n, noted, _, _, err = syscall.Recvmsg(int(fd), p, note[:], syscall.MSG_DONTWAIT)
		return err != syscall.EAGAIN && err != syscall.EINTR
	})
	switch {
	case waited != nil:
		return 0, waited
	case err != nil:
		return 0, err
	case n == 0:
		return 0, net.ErrClosed
	}
	a.last = time.Now()
	messages, err := syscall.ParseSocketControlMessage(note[:noted])
	if err == nil && len(messages) == 1 && messages[0].Header.Type == syscall.SCM_TIMESTAMPNS && len(messages[0].Data) >= 16 {
		data := messages[0].Data // two words of a timespec
		a.last = time.Unix(int64(binary.NativeEndian.Uint64(data)), int64(binary.NativeEndian.Uint64(data[8:])))
	}
	return n, nil
}
