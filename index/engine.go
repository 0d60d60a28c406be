package index

import (
	"errors"
	"runtime/debug"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// careful names the callbacks under which Bleve's own goroutines tell their events.
const careful = "liuyuan-careful"

// A segment file that is cut off under a running index faults where it is read. Our
// own reads are guarded; in the goroutines of Bleve, which merge and persist, a fault
// would end the process. Before they work they tell an event, from that very
// goroutine: from there on a fault is a panic, which Bleve's loops recover from. They
// stop, and the search that meets the damage has the index made anew.
func init() {
	scorch.RegistryEventCallbacks[careful] = func(e scorch.Event) bool {
		switch e.Kind {
		case scorch.EventKindPreMergeCheck, scorch.EventKindPurgerCheck, scorch.EventKindPersisterProgress:
			debug.SetPanicOnFault(true)
		}
		return true
	}
	scorch.RegistryAsyncErrorCallbacks[careful] = func(err error, dir string) {
		var told *scorch.ScorchError
		if errors.As(err, &told) && told.ErrType == scorch.ErrAsyncPanic {
			halted.Store(dir, true)
		}
	}
}

// halted holds the directories of engines of which a goroutine has ended in a panic:
// who waits for it waits for ever.
var halted sync.Map
