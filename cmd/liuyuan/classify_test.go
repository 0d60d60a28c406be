package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// A program that asks line by line waits for each answer before it writes the next.
func TestClassifyAnswersEachLineAtOnce(t *testing.T) {
	questions, ask := io.Pipe()
	answers, answer := io.Pipe()
	done := make(chan int, 1)
	go func() {
		var errs bytes.Buffer
		done <- run(context.Background(), []string{"classify", "--json"}, questions, answer, &errs)
		_ = answer.Close()
	}()
	lines := bufio.NewScanner(answers)
	for _, text := range []string{"老细走佬冇粮出", "楼上漏水"} {
		fmt.Fprintln(ask, text)
		if !lines.Scan() || !strings.Contains(lines.Text(), text) {
			t.Fatalf("to %q came %q, %v", text, lines.Text(), lines.Err())
		}
	}
	_ = ask.Close()
	if code := <-done; code != exitOK {
		t.Errorf("exit %d", code)
	}
}

func TestClassifyNamesALineThatIsTooLong(t *testing.T) {
	var out, errs bytes.Buffer
	in := strings.NewReader("欠薪\n" + strings.Repeat("a", maxLine+1) + "\n")
	if code := run(context.Background(), []string{"classify", "--json"}, in, &out, &errs); code == exitOK || !strings.Contains(errs.String(), "line 2 ") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
	if strings.Count(out.String(), "\n") != 1 {
		t.Errorf("the line before it was not answered: %q", out.String())
	}
}
