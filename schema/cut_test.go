package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/web"
)

// Whoever hears nothing after a step at the counter asks again under its key. Here
// the service answers, and the answer is lost on the way.
func TestAnAnswerLostOnItsWayIsGivenAgain(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		lost := &lossy{}
		c := openCounter(t, o, func(h http.Handler) http.Handler { lost.Handler = h; return lost })
		c.aMorning(func(document, key string) json.RawMessage {
			lost.next.Store(true)
			if answer, err := c.ask(document); err == nil {
				t.Fatalf("the answer was not lost: %s", answer)
			}
			again, err := c.ask(document)
			if err != nil || !bytes.Equal(again, lost.answer) {
				t.Errorf("%s: first %s, then %s %v", key, lost.answer, again, err)
			}
			return again
		})
	})
}

// Here PostgreSQL commits, and its answer is lost: the service cannot know what became
// of the step and says so.
func TestACommitOfUnknownOutcomeIsFoundUnderItsKey(t *testing.T) {
	cut := cutBefore(t, freshDatabase(t))
	o := openOffice(t, openPostgres(t, cut.url), "", nil)
	c := openCounter(t, o, func(h http.Handler) http.Handler { return h })
	c.aMorning(func(document, key string) json.RawMessage {
		cut.key.Store(&key)
		if answer, err := c.ask(document); err == nil || !strings.Contains(err.Error(), "OUTCOME_UNKNOWN") {
			t.Fatalf("%s: %s %v", key, answer, err)
		}
		first, err := c.ask(document)
		again, err2 := c.ask(document)
		if err != nil || err2 != nil || !bytes.Equal(first, again) {
			t.Errorf("%s: %s %v, then %s %v", key, first, err, again, err2)
		}
		return first
	})
}

// counter is an office that is asked over HTTP by a town's clerk.
type counter struct {
	*office
	t               *testing.T
	url, credential string
}

func openCounter(t *testing.T, o *office, around func(http.Handler) http.Handler) *counter {
	t.Helper()
	_, credential, err := o.centre.CreateKey(context.Background(), identity.System(), centre.NewKey{Role: registry.AccessStaff, Region: "440703101"})
	if err != nil {
		t.Fatal(err)
	}
	server, err := web.NewServer(o.centre, web.ServerOptions{Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(around(server))
	t.Cleanup(listening.Close)
	return &counter{o, t, listening.URL, credential}
}

// aMorning registers a matter, offers it and records the acceptance, each answered
// with trouble; each has one effect.
func (c *counter) aMorning(troubled func(document, key string) json.RawMessage) {
	c.t.Helper()
	step := func(mutation, input, selection string) string {
		document := fmt.Sprintf(`mutation{%s(input:{%s,idempotencyKey:"trouble with %[1]s"}){%[3]s{id} userErrors{code}}}`, mutation, input, selection)
		answer := map[string]map[string]any{}
		if err := json.Unmarshal(troubled(document, "trouble with "+mutation), &answer); err != nil {
			c.t.Fatal(err)
		}
		id, _ := at(answer[mutation][selection], "id").(string)
		return id
	}
	dispute := step("registerDispute", `narrative:"老板拖欠工资",regionCode:"440703101203",riskLevel:LOW`, "dispute")
	offered := step("offerAssignment", fmt.Sprintf(`disputeId:%q,mediatorId:%q`, dispute, global("Mediator", "ann")), "assignment")
	if accepted := step("acceptAssignment", fmt.Sprintf(`assignmentId:%q,channel:PHONE`, offered), "assignment"); accepted != offered || offered == "" {
		c.t.Errorf("offered %q, accepted %q", offered, accepted)
	}
	c.history(c.t, dispute, "REGISTERED OFFERED ACCEPTED")
	if n, loads := c.count(townClerk()), c.loads(); n != 1 || !strings.Contains(loads, "ann 1") {
		c.t.Errorf("%d disputes are on file, loads %s", n, loads)
	}
}

// ask gives the data of an answer; an error is a lost answer or an error's code.
func (c *counter) ask(document string) (json.RawMessage, error) {
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+c.credential)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return dataOf(response.Body)
}

func dataOf(body io.Reader) (json.RawMessage, error) {
	var answer struct {
		Data   json.RawMessage
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.NewDecoder(body).Decode(&answer); err != nil {
		return nil, err
	}
	if len(answer.Errors) > 0 {
		return nil, fmt.Errorf("%s", answer.Errors[0].Extensions.Code)
	}
	return answer.Data, nil
}

// lossy keeps the next answer to itself and cuts the connection.
type lossy struct {
	http.Handler
	next   atomic.Bool
	answer json.RawMessage
}

func (l *lossy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !l.next.Swap(false) {
		l.Handler.ServeHTTP(w, r)
		return
	}
	kept := httptest.NewRecorder()
	l.Handler.ServeHTTP(kept, r)
	l.answer, _ = dataOf(kept.Body) // an error leaves it empty, which is no answer
	panic(http.ErrAbortHandler)
}

// cutter stands between the service and PostgreSQL. The connection that sends the key
// is cut when the commit is answered, once.
type cutter struct {
	url string // of the database, through the cutter
	key atomic.Pointer[string]
}

func cutBefore(t *testing.T, database string) *cutter {
	t.Helper()
	address, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	query, socket := address.Query(), ".s.PGSQL.5432"
	server, own := filepath.Join(query.Get("host"), socket), t.TempDir()
	query.Set("host", own)
	address.RawQuery = query.Encode()
	listener, err := net.Listen("unix", filepath.Join(own, socket))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	c := &cutter{url: address.String()}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return // closed
			}
			go c.pass(client, server)
		}
	}()
	return c
}

// pass carries one connection; whatever ends one direction ends both.
func (c *cutter) pass(client net.Conn, address string) {
	server, err := net.Dial("unix", address)
	if err != nil {
		_ = client.Close()
		return
	}
	end := sync.OnceFunc(func() { _, _ = client.Close(), server.Close() })
	var aimed atomic.Bool
	go carry(server, client, end, func(sent []byte) bool {
		if key := c.key.Load(); key != nil && bytes.Contains(sent, []byte(*key)) && c.key.CompareAndSwap(key, nil) {
			aimed.Store(true)
		}
		return false
	})
	carry(client, server, end, func(answered []byte) bool {
		return aimed.Load() && bytes.Contains(answered, []byte("COMMIT\x00"))
	})
}

// carry copies until either side is closed or the piece that is read is the last.
func carry(to, from net.Conn, end func(), last func([]byte) bool) {
	defer end()
	piece := make([]byte, 64<<10)
	for {
		n, err := from.Read(piece)
		if err != nil || last(piece[:n]) {
			return
		}
		if _, err := to.Write(piece[:n]); err != nil {
			return
		}
	}
}
