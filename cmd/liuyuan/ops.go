package main

import (
	"context"
	"fmt"

	"github.com/rs/zerolog"

	"liuyuan/registry"
)

type migrateCommand struct{ place }

// Run brings the schema up to date; on a database that is, it changes nothing.
func (c *migrateCommand) Run(ctx context.Context, s streams) error {
	db, err := openStore(ctx, appOptions{place: c.place, Migrate: true})
	if err != nil {
		return err
	}
	defer db.Close()
	fmt.Fprintln(s.err, "数据库结构已是最新 · the schema is up to date")
	return nil
}

type reindexCommand struct{ place }

// Run rebuilds the word index from the store.
func (c *reindexCommand) Run(ctx context.Context, s streams) error {
	a, err := openApp(ctx, appOptions{place: c.place, Log: zerolog.Nop(), Search: true})
	if err != nil {
		return err
	}
	defer a.close()
	bar := newProgress(s.err, "重建索引 reindex", -1)
	err = a.centre.Reindex(ctx, bar.set)
	bar.finish()
	if err == nil {
		fmt.Fprintln(s.err, "词索引已重建 · the index was rebuilt")
	}
	return err
}

type verifyCommand struct {
	place
	JSON bool `help:"JSON for programs." name:"json"`
}

// Run compares every record of the store with index and pool.
func (c *verifyCommand) Run(ctx context.Context, s streams) error {
	a, err := openApp(ctx, appOptions{place: c.place, Log: zerolog.Nop(), Search: true, Matching: true})
	if err != nil {
		return err
	}
	defer a.close()
	v, err := a.centre.Verify(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		if err := printJSON(s.out, v); err != nil {
			return err
		}
	} else {
		for _, d := range v.Differences {
			fmt.Fprintln(s.out, d)
		}
		fmt.Fprintf(s.out, "人员 %d，机构 %d，差异 %d · %d people, %d organisations, %d differences\n",
			v.Mediators, v.Organizations, len(v.Differences), v.Mediators, v.Organizations, len(v.Differences))
	}
	if len(v.Differences) > 0 {
		return codedExit{exitDifferences, "存储与投影不一致，请运行 liuyuan reindex · run liuyuan reindex"}
	}
	return nil
}

type backupCommand struct {
	place
	File string `arg:"" help:"File to write; must not exist." type:"path"`
}

// Run writes a consistent backup beside a running service.
func (c *backupCommand) Run(ctx context.Context, s streams) error {
	db, err := openStore(ctx, appOptions{place: c.place})
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Backup(ctx, c.File); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "已备份到 %s · backed up\n", c.File)
	return nil
}

type restoreCommand struct {
	place
	File    string `arg:"" help:"Backup to restore." type:"existingfile"`
	Replace bool   `help:"Replace the records of a database that is not empty. 覆盖已有数据。"`
}

// Run restores a backup into an empty database and starts a new epoch, so that
// index and pool are rebuilt.
func (c *restoreCommand) Run(ctx context.Context, s streams) error {
	db, err := openStore(ctx, appOptions{place: c.place, Exclusive: true, Migrate: true})
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Restore(ctx, c.File, c.Replace); err != nil {
		return err
	}
	mark, err := db.Mark(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.err, "已恢复，新的数据库纪元 %s；词索引会在下次启动时重建 · restored; the index is rebuilt at the next start\n", short(mark.Epoch))
	return nil
}

func short(e registry.Epoch) string {
	if len(e) > 8 {
		return string(e[:8])
	}
	return string(e)
}
