package store

import (
	"context"
	"errors"
	"sync"
	"time"
)

// train is SQLite's one writer. Updates run one after another on its connection,
// each in a savepoint of its own; those that were waiting meanwhile share one
// COMMIT, and with it one fsync, which is most of the cost of a small write.
// Nobody is answered before the shared commit: a refusal may rest on an earlier
// passenger's write, and a twin must find the receipt that refused it.
type train struct {
	closing <-chan struct{}

	mu      sync.Mutex
	busy    bool
	waiting []chan struct{}

	session *session // used by the holder of the turn alone
	open    *journey // the transaction in progress, if any
}

// journey is one transaction with its passengers.
type journey struct {
	done       chan struct{}
	err        error // of the commit; set before done is closed
	passengers int
	began      time.Time
}

// A journey ends after this many passengers or this long, so that the first does
// not wait for ever.
const (
	maxPassengers = 64
	maxJourney    = 5 * time.Millisecond
)

// errAgain tells the passengers of a journey whose transaction SQLite rolled
// back as a whole (as it may on a full disk) to travel again, each alone.
var errAgain = errors.New("the shared transaction was rolled back")

// acquire waits for the turn, first come, first served.
func (tr *train) acquire(ctx context.Context) error {
	tr.mu.Lock()
	if !tr.busy {
		tr.busy = true
		tr.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	tr.waiting = append(tr.waiting, turn)
	tr.mu.Unlock()
	err := error(nil)
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-tr.closing:
		err = unavailable(errClosed)
	}
	tr.mu.Lock()
	for i, w := range tr.waiting {
		if w == turn {
			tr.waiting = append(tr.waiting[:i], tr.waiting[i+1:]...)
			tr.mu.Unlock()
			return err
		}
	}
	tr.mu.Unlock()
	// The turn was handed over in the same instant: end what others began.
	tr.arrive()
	return err
}

// stop takes the turn for good, after the transaction in progress.
func (tr *train) stop() {
	tr.mu.Lock()
	if !tr.busy {
		tr.busy = true
		tr.mu.Unlock()
		return
	}
	turn := make(chan struct{})
	tr.waiting = append(tr.waiting, turn)
	tr.mu.Unlock()
	<-turn
	tr.commit()
}

// handOver gives the turn to the next in line; false if nobody waits.
func (tr *train) handOver() bool {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	if len(tr.waiting) == 0 {
		return false
	}
	close(tr.waiting[0])
	tr.waiting = tr.waiting[1:]
	return true
}

func (tr *train) release() {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	if len(tr.waiting) == 0 {
		tr.busy = false
		return
	}
	close(tr.waiting[0])
	tr.waiting = tr.waiting[1:]
}

// board opens a transaction, or joins the one in progress. Another process may
// hold the file's lock: the wait for it ends with the context, which is harmless
// while nothing is written.
func (tr *train) board(ctx context.Context, alone bool) (*journey, error) {
	if tr.open != nil && alone {
		tr.commit()
	}
	if tr.open == nil {
		if _, err := tr.session.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
			_ = tr.control("ROLLBACK") // if the context ended just after it began
			return nil, err
		}
		tr.open = &journey{done: make(chan struct{}), began: time.Now()}
	}
	if alone { // nobody else to save from its failure, and savepoints cost a bulk write much
		return tr.open, nil
	}
	return tr.open, tr.control("SAVEPOINT one")
}

// leave ends a passenger's savepoint and passes the turn on; it commits unless
// someone else will. A savepoint that is gone means that SQLite rolled the whole
// transaction back.
func (tr *train) leave(keep, alone bool) {
	j := tr.open
	if alone {
		if !keep {
			tr.abandon(nil)
		}
		tr.arrive()
		return
	}
	err := error(nil)
	if !keep {
		err = tr.control("ROLLBACK TO one")
	}
	if err == nil {
		err = tr.control("RELEASE one")
	}
	if err != nil {
		tr.abandon(errAgain)
		tr.release()
		return
	}
	j.passengers++
	if j.passengers < maxPassengers && time.Since(j.began) < maxJourney && tr.handOver() {
		return
	}
	tr.arrive()
}

// arrive commits what is open and releases the turn.
func (tr *train) arrive() {
	tr.commit()
	tr.release()
}

func (tr *train) commit() {
	if tr.open == nil {
		return
	}
	if err := tr.control("COMMIT"); err != nil {
		tr.abandon(commitFault(err))
		return
	}
	close(tr.open.done)
	tr.open = nil
}

func (tr *train) abandon(err error) {
	_ = tr.control("ROLLBACK") // fails when SQLite has done so already
	tr.open.err = err
	close(tr.open.done)
	tr.open = nil
}

// control runs a statement of the transaction itself. No context can interrupt
// it: an interrupted write makes SQLite roll back what others wrote.
func (tr *train) control(text string) error {
	_, err := tr.session.ExecContext(context.Background(), text)
	return err
}
