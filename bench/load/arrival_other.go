//go:build !linux

package main

import (
	"net"
	"time"
)

// arrivals reads a connection and keeps when it last gave something.
type arrivals struct {
	conn *net.TCPConn
	last time.Time
}

func newArrivals(conn *net.TCPConn) (*arrivals, error) { return &arrivals{conn: conn}, nil }

// Read reads from the connection.
func (a *arrivals) Read(p []byte) (int, error) {
	n, err := a.conn.Read(p)
	a.last = time.Now()
	return n, err
}
