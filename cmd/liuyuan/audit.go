package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"liuyuan/registry"
)

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Follow the chain of the audit log and tell what was changed. 核验审计日志。"`
}

type auditVerifyCommand struct {
	place
	Noted string `help:"LINE:HASH as an earlier verification printed it: it must still be in the chain. 以前记下的行号与哈希。" placeholder:"LINE:HASH"`
	JSON  bool   `help:"JSON for programs." name:"json"`
}

// Run verifies beside a running service and prints the line to note for the next time.
func (c *auditVerifyCommand) Run(ctx context.Context, s streams) error {
	line, hash, err := notedLine(c.Noted)
	if err != nil {
		return err
	}
	db, err := openStore(ctx, appOptions{place: c.place})
	if err != nil {
		return err
	}
	defer db.Close()
	proof, err := db.VerifyAudit(ctx, line, hash)
	if err != nil {
		return err
	}
	if c.JSON {
		err = printJSON(s.out, proof)
	} else {
		for _, p := range proof.Problems {
			fmt.Fprintln(s.out, p)
		}
		fmt.Fprintf(s.out, "审计记录 %d 条，问题 %d 处 · %d lines, %d problems\n%d:%s\n", proof.Lines, len(proof.Problems), proof.Lines, len(proof.Problems), proof.Lines, proof.Head)
	}
	if err == nil && len(proof.Problems) > 0 {
		err = codedExit{exitDifferences, "审计日志被改动过，请保留现场并核查 · the audit log was tampered with: keep everything as it is and look into it"}
	}
	return err
}

// notedLine reads LINE:HASH; nothing noted is line 0.
func notedLine(noted string) (int64, string, error) {
	if noted == "" {
		return 0, "", nil
	}
	before, hash, _ := strings.Cut(noted, ":")
	line, err := strconv.ParseInt(before, 10, 64)
	raw, wrong := hex.DecodeString(hash)
	if err != nil || wrong != nil || line < 1 || len(raw) != 32 {
		return 0, "", registry.Invalid([]string{"noted"}, "须写作 行号:哈希，与上次核验打印的一样", "write LINE:HASH, as the last verification printed it")
	}
	return line, strings.ToLower(hash), nil
}
