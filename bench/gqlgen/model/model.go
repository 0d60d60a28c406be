// Package model is the data that both servers answer from, and nothing else, so that
// the benchmark measures the servers.
package model

import "fmt"

// Connection is one page.
type Connection struct{ Edges []*Edge }

// Edge is one place of a page.
type Edge struct{ Node *Mediator }

// Mediator is one person as a match screen asks for it.
type Mediator struct {
	ID, Name       string
	Roles          []string
	Specialties    []*Specialty
	Room           *Room
	Load, Capacity int
}

// Specialty is a type of dispute.
type Specialty struct{ Code, Name string }

// Room is where somebody sits.
type Room struct {
	Name string
	Town *Town
}

// Town is where a room is.
type Town struct{ Name string }

// Page makes a page of n people.
func Page(n int) *Connection {
	c := &Connection{}
	for i := range n {
		c.Edges = append(c.Edges, &Edge{&Mediator{ID: fmt.Sprintf("M%05d", i), Name: fmt.Sprintf("调解员%d", i), Roles: []string{"MEDIATOR", "LAWYER"},
			Specialties: []*Specialty{{"10.01", "欠薪"}, {"03.02", "邻里"}, {"01.01", "婚姻家庭"}},
			Room:        &Room{"白沙调解室", &Town{"白沙街道"}}, Load: i % 7, Capacity: 10}})
	}
	return c
}
