package centre

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"liuyuan/registry"
)

// Webhook is the receiver of notices: a gateway that passes them on by WeChat or
// SMS. Each is one POST of JSON with these headers:
//
//	Liuyuan-Notice: <id>            the same on every attempt; drop what was seen
//	Liuyuan-Signature: t=<unix>,v1=<hex HMAC-SHA256 of "<unix>.<body>">
//
// Any 2xx answer settles it; anything else is tried again, later and later.
type Webhook struct {
	URL    string
	Secret []byte
	Client *http.Client // nil: one with a time-out of ten seconds
}

// noticeBody is what a receiver gets. It names nobody.
type noticeBody struct {
	ID         registry.NoticeID     `json:"id"`
	Kind       registry.NoticeKind   `json:"kind"`
	Mediator   registry.MediatorID   `json:"mediatorId"`
	Assignment registry.AssignmentID `json:"assignmentId"`
	Number     string                `json:"disputeNumber"`
	ExpiresAt  *time.Time            `json:"expiresAt,omitempty"`
	Text       string                `json:"text"`
	TextEN     string                `json:"textEn"`
}

// maxTries is how often a notice is tried before it is given up: with the pauses
// below, for about a day.
const maxTries = 12

// pauseAfter is how long to wait after the n-th failure: 5 s, 10 s … at most 4 h.
func pauseAfter(n int) time.Duration {
	return min(5*time.Second<<min(n, 20), 4*time.Hour)
}

// lease is how long a notice belongs to the process that tries it.
const lease = time.Minute

// SendNotices tries the notices that are due and gives how many were delivered.
// A notice is claimed before it is sent, so that of several processes one sends
// it; after a crash in between it is sent again with the same identifier.
func (c *Centre) SendNotices(ctx context.Context) (int, error) {
	if c.webhook.URL == "" {
		return 0, nil
	}
	claimed, err := c.claimNotices(ctx)
	if err != nil {
		return 0, err
	}
	sent := 0
	for _, n := range claimed {
		code := c.post(ctx, n)
		if code == "" {
			sent++
		}
		if err := c.settleNotice(ctx, n, code); err != nil {
			return sent, err
		}
	}
	return sent, nil
}

func (c *Centre) claimNotices(ctx context.Context) (claimed []registry.Notice, err error) {
	_, err = c.store.Update(ctx, func(tx registry.Writer) error {
		claimed = nil
		// The counter makes claims of several processes wait for each other.
		due, err := tx.DueNotices(dutyBatch)
		if err != nil || len(due) == 0 {
			return err
		}
		if _, err := tx.Next("notice.claim"); err != nil {
			return err
		}
		if due, err = tx.DueNotices(dutyBatch); err != nil {
			return err
		}
		for _, n := range due {
			n.Tries++
			n.DueAt = tx.Now().Add(lease)
			if err := tx.PutNotice(n); err != nil {
				return err
			}
			claimed = append(claimed, n)
		}
		return nil
	})
	return claimed, err
}

func (c *Centre) settleNotice(ctx context.Context, n registry.Notice, code string) error {
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		now := tx.Now()
		switch n.Code = code; {
		case code == "":
			n.State, n.SentAt = registry.NoticeSent, now
		case n.Tries >= maxTries:
			n.State = registry.NoticeFailed
		default:
			n.DueAt = now.Add(pauseAfter(n.Tries - 1))
		}
		return tx.PutNotice(n)
	})
	return err
}

// post sends one notice; the code of a failure is a status or a word.
func (c *Centre) post(ctx context.Context, n registry.Notice) string {
	text := n.Text()
	body := noticeBody{ID: n.ID, Kind: n.Kind, Mediator: n.Mediator, Assignment: n.Assignment, Number: n.Number, Text: text.ZH, TextEN: text.EN}
	if !n.ExpiresAt.IsZero() {
		body.ExpiresAt = &n.ExpiresAt
	}
	data, err := json.Marshal(body)
	if err != nil {
		return "ENCODING"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.webhook.URL, bytes.NewReader(data))
	if err != nil {
		return "ADDRESS"
	}
	stamp := strconv.FormatInt(c.clock().Unix(), 10)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Liuyuan-Notice", string(n.ID))
	request.Header.Set("Liuyuan-Signature", "t="+stamp+",v1="+sign(c.webhook.Secret, stamp, data))
	client := c.webhook.Client
	if client == nil {
		client = &http.Client{Timeout: 10 * time.Second}
	}
	answer, err := client.Do(request)
	if err != nil {
		return "UNREACHABLE"
	}
	_ = answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		return strconv.Itoa(answer.StatusCode)
	}
	return ""
}

// sign is what the receiver compares.
func sign(secret []byte, stamp string, body []byte) string {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(stamp + "."))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}
