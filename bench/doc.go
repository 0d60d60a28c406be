// Command bench measures Liuyuan beside its peers: the same generated people, the
// same questions, one run, the contenders interleaved, their answers compared
// before anything is timed. It prints one table a section; README.md beside it
// tells method and caveats and holds the last tables.
//
// Start with main.go. world.go makes the data, score.go is the question that all
// contenders answer, contender.go times them; each contender has a file.
package main
