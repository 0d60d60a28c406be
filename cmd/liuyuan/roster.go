package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime/debug"
	"strings"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/roster"
	"liuyuan/seed"
)

type importCommand struct {
	place
	File     string `arg:"" help:"Roster as .csv, UTF-8; columns as export writes them. 名册文件。" type:"existingfile"`
	Apply    bool   `help:"Write; without it the import only previews. 写入。"`
	Encoding string `help:"utf-8 or gb18030. 文件编码。" default:"utf-8" enum:"utf-8,gb18030"`
	JSON     bool   `help:"JSON for programs." name:"json"`
}

// Run checks the whole file and, with --apply, writes it. Nothing is written if a
// row is wrong.
func (c *importCommand) Run(ctx context.Context, s streams) error {
	if !strings.HasSuffix(strings.ToLower(c.File), ".csv") {
		return registry.Invalid([]string{"file"}, "只支持 .csv 名册", "a roster is a .csv file")
	}
	a, err := openApp(ctx, appOptions{place: c.place, Log: zerolog.Nop(), Migrate: true})
	if err != nil {
		return err
	}
	defer a.close()
	// A province's regions and institutions stay in memory, and people come and go:
	// less garbage between collections keeps a million within 500 MB.
	defer debug.SetGCPercent(debug.SetGCPercent(30))
	bars := importBars{w: s.err}
	open := func() (centre.Roster, error) {
		return openRoster(c.File, roster.Encoding(c.Encoding), a.centre.Taxonomy())
	}
	counts, err := a.centre.Import(ctx, identity.System(), open, centre.ImportOptions{Apply: c.Apply, Progress: bars.set})
	bars.finish()
	if err != nil {
		return importErrors(s.err, err)
	}
	if c.JSON {
		return printJSON(s.out, counts)
	}
	fmt.Fprintf(s.out, "新增 %d，变更 %d，未变 %d · %d new, %d changed, %d unchanged\n",
		counts.New, counts.Changed, counts.Unchanged, counts.New, counts.Changed, counts.Unchanged)
	if !c.Apply {
		fmt.Fprintln(s.err, "这是预览，没有写入；加 --apply 执行 · a preview: nothing was written; add --apply")
	}
	return nil
}

// openRoster opens a file as the centre's import reads it.
func openRoster(path string, e roster.Encoding, t *registry.Taxonomy) (centre.Roster, error) {
	file, err := os.Open(path)
	if err != nil {
		return centre.Roster{}, err
	}
	f, err := roster.Open(file, roster.Options{Taxonomy: t, Encoding: e})
	if err != nil {
		_ = file.Close()
		return centre.Roster{}, err
	}
	r := centre.Roster{Regions: f.Regions, Organizations: f.Organizations, Mediators: f.Mediators,
		Close: func() { f.Close(); _ = file.Close() }}
	f.Regions, f.Organizations = nil, nil // they are the importer's, who lets them go
	return r, nil
}

// importBars show the two passes of an import: how many were checked, then how many
// of them are written.
type importBars struct {
	w              io.Writer
	check, writing *progress
}

func (b *importBars) set(done, of int) {
	if of == 0 {
		if b.check == nil {
			b.check = newProgress(b.w, "核对 check", -1)
		}
		b.check.set(done)
		return
	}
	if b.writing == nil {
		b.check.finish()
		b.writing = newProgress(b.w, "写入 write", int64(of))
	}
	b.writing.set(done)
}

func (b *importBars) finish() {
	b.check.finish()
	b.writing.finish()
}

// importErrors tells each wrong place on a line of its own.
func importErrors(w io.Writer, err error) error {
	list := []error{err}
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		list = joined.Unwrap()
	}
	for _, e := range list {
		var coded *registry.Error
		if errors.As(e, &coded) {
			fmt.Fprintf(w, "%s · %s\n", coded.Text.ZH, coded.Text.EN)
		} else {
			fmt.Fprintln(w, e)
		}
	}
	var stopped *centre.ImportStopped
	if errors.As(err, &stopped) {
		return codedExit{exitFailed, "导入中断，已写入的保留；排除原因后再运行一次即可完成 · stopped: what was written stays; run it again to finish"}
	}
	return codedExit{exitFailed, fmt.Sprintf("有 %d 处错误，没有写入任何记录 · %d errors; nothing was written", len(list), len(list))}
}

type exportCommand struct {
	place
	File string `arg:"" help:"File to write, .csv." type:"path"`
}

// Run writes the whole roster.
func (c *exportCommand) Run(ctx context.Context, s streams) error {
	return withCentre(ctx, c.place, func(a *app) error {
		n := 0
		err := writeFile(c.File, func(w io.Writer) error {
			if _, err := io.WriteString(w, roster.BOM); err != nil { // spreadsheets need it to see UTF-8
				return err
			}
			out := roster.NewWriter(w)
			put := func(r roster.Record) error { n++; return out.Write(r) }
			err := a.centre.Export(ctx, identity.System(),
				func(r registry.Region) error { return put(roster.Record{Region: &r}) },
				func(o registry.Organization) error { return put(roster.Record{Organization: &o}) },
				func(m registry.Mediator) error { return put(roster.Record{Mediator: &m}) })
			return errors.Join(err, out.Flush())
		})
		if err == nil {
			fmt.Fprintf(s.err, "已导出 %d 条到 %s · exported\n", n, c.File)
		}
		return err
	})
}

type generateCommand struct {
	Mediators int    `help:"How many people. 人数。" required:""`
	Seed      uint64 `help:"The same seed gives the same bytes. 种子。" default:"1"`
	Out       string `arg:"" help:"CSV file to write." type:"path"`
}

// maxGenerated is the largest synthetic roster: the generator has no more places.
const maxGenerated = seed.MaxGenerated

// Run writes a synthetic roster.
func (c *generateCommand) Run(ctx context.Context, s streams) error {
	if c.Mediators < 0 || c.Mediators > maxGenerated {
		return registry.Invalid([]string{"mediators"}, fmt.Sprintf("人数须在 0 到 %d 之间", maxGenerated), fmt.Sprintf("mediators is 0 to %d", maxGenerated))
	}
	bar := newProgress(s.err, "生成 generate", int64(c.Mediators))
	defer bar.finish()
	r := seed.Generate(c.Mediators, c.Seed)
	return writeFile(c.Out, func(w io.Writer) error {
		_, err := roster.Write(w, counted(ctx, roster.Records(r.Regions, r.Organizations, r.Mediators), bar))
		return err
	})
}

// counted moves the bar for every thousand people and ends when the command is stopped.
func counted(ctx context.Context, records iter.Seq2[roster.Record, error], bar *progress) iter.Seq2[roster.Record, error] {
	return func(yield func(roster.Record, error) bool) {
		n := 0
		for r, err := range records {
			if r.Mediator != nil {
				if n++; n%1000 == 0 {
					bar.set(n)
					if ctx.Err() != nil {
						yield(roster.Record{}, ctx.Err())
						return
					}
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// writeFile writes beside the file and renames, so that a failure leaves what was there.
func writeFile(path string, write func(io.Writer) error) error {
	part := path + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(f, 1<<20)
	err = errors.Join(write(buffered), buffered.Flush(), f.Close())
	if err != nil {
		_ = os.Remove(part)
		return err
	}
	return os.Rename(part, path)
}
