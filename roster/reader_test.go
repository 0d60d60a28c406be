package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"liuyuan/registry"
	"liuyuan/seed"
)

const sound = "name,roles,serviceAreas,languages,capacity,specialties\n"

// places are the lines and columns at which errors are reported, as "2 roles".
func places(errs []error) []string {
	var all []string
	for _, err := range errs {
		var refusal *registry.Error
		if !errors.As(err, &refusal) {
			all = append(all, err.Error())
			continue
		}
		all = append(all, strings.Join(refusal.Field, " "))
	}
	return all
}

func TestEveryErrorNamesItsLineAndColumn(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"several in several rows": {sound + "甲,NOBODY,440703101,cmn,3,\n乙,MEDIATOR,x;4407,cmn,many,10.01:3\n丙,MEDIATOR,440703,cmn,3,10.01\n",
			[]string{"2 roles", "3 serviceAreas", "3 capacity", "4 specialties"}},
		"capacity is not guessed":          {sound + "甲,MEDIATOR,440703101,cmn,,\n", []string{"2 capacity"}},
		"an unknown dispute type":          {sound + "甲,MEDIATOR,440703101,cmn,3,98.76:1\n", []string{"2 specialties"}},
		"lines within cells count":         {sound + "\"甲\n乙\",MEDIATOR,440703101,cmn,3,\n丙,,440703101,cmn,3,\n", []string{"2 name", "4 roles"}},
		"a code in scientific notation":    {sound + "甲,MEDIATOR,4.40703E+11,cmn,3,\n", []string{"2 serviceAreas"}},
		"an empty entry":                   {sound + "甲,MEDIATOR;,440703,cmn,3,\n", []string{"2 roles"}},
		"too few cells":                    {sound + "甲,MEDIATOR\n", []string{"2"}},
		"too many cells":                   {sound + "甲,MEDIATOR,440703,cmn,3,,,\n", []string{"2"}},
		"an unknown column":                {"name,nickname\n", []string{"1"}},
		"a column twice":                   {"name,名称\n", []string{"1"}},
		"a quotation mark within":          {sound + "甲,MEDI\"A\"TOR,440703,cmn,3,\n", []string{"2"}},
		"text after a closing mark":        {sound + "\"甲\"乙,MEDIATOR,440703,cmn,3,\n", []string{"2"}},
		"a mark that is never closed":      {sound + "甲,\"MEDIATOR,440703,cmn,3,\n乙,MEDIATOR,440703,cmn,3,\n", []string{"2"}},
		"an empty file":                    {"", []string{""}},
		"a person's column in a region":    {"record,id,name,gender\nREGION,44,广东省,MALE\n", []string{"2 gender"}},
		"a region without a code":          {"record,id,name\nREGION,,广东省\n", []string{"2 id"}},
		"a region after people":            {"record," + sound + "MEDIATOR,甲,MEDIATOR,4407,cmn,1,\nREGION,丁,,,,,\n", []string{"3 record", "3 id"}},
		"an unknown kind of row":           {"record,id\nVILLAGE,44\n", []string{"2 record"}},
		"an identifier that is no UUID":    {"id,name,roles,serviceAreas,languages,capacity\n7,甲,MEDIATOR,44,cmn,1\n", []string{"2 id"}},
		"an unknown facet":                 {"facets,name,roles,serviceAreas,languages,capacity\n侨,甲,MEDIATOR,44,cmn,1\n", []string{"2 facets"}},
		"a leave without its end mark":     {"leaves,name,roles,serviceAreas,languages,capacity\n2026-01-01,甲,MEDIATOR,44,cmn,1\n", []string{"2 leaves"}},
		"a day that does not exist":        {"assuredAt,name,roles,serviceAreas,languages,capacity\n2026-02-30,甲,MEDIATOR,44,cmn,1\n", []string{"2 assuredAt"}},
		"duty hours backwards":             {"posts,name,roles,serviceAreas,languages,capacity\n\"2aa6a6b0-6c1c-5c0f-8f53-0a6a7c1d2e3f|常驻|1 12:00-09:00\",甲,MEDIATOR,44,cmn,1\n", []string{"2 posts"}},
		"duty hours in another shape":      {"posts,name,roles,serviceAreas,languages,capacity\n\"2aa6a6b0-6c1c-5c0f-8f53-0a6a7c1d2e3f|常驻|周一\",甲,MEDIATOR,44,cmn,1\n", []string{"2 posts"}},
		"latitude and longitude exchanged": {"point,name,roles,serviceAreas,languages,capacity\n\"113.03,22.68\",甲,MEDIATOR,44,cmn,1\n", []string{"2 point"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, errs := collected(Read(strings.NewReader(c.file), Options{Taxonomy: taxonomy(t)}))
			if d := cmp.Diff(c.want, places(errs)); d != "" {
				t.Errorf("%s%v", d, errs)
			}
			for _, err := range errs {
				if registry.CodeOf(err) != registry.CodeInvalid || strings.ContainsAny(err.Error(), "甲乙") {
					t.Errorf("not a refusal, or it repeats the cell: %v", err)
				}
			}
		})
	}
}

func TestAWrongRowDoesNotHideTheSoundOnes(t *testing.T) {
	file := sound + "甲,NOBODY,440703101,cmn,3,\n乙,MEDIATOR,440703101,cmn,3,\n"
	got, errs := collected(Read(strings.NewReader(file), Options{Taxonomy: taxonomy(t)}))
	if len(errs) != 1 || len(got) != 1 || got[0].Mediator.Name != "乙" {
		t.Error(got, errs)
	}
}

func TestReadingEndsAfterTooManyErrors(t *testing.T) {
	file := sound + strings.Repeat("甲,NOBODY,440703101,cmn,3,\n", 50)
	n, errs := Check(strings.NewReader(file), Options{Taxonomy: taxonomy(t), MaxErrors: 10}, nil)
	if len(errs) != 11 || n != (Checked{}) {
		t.Errorf("%d errors, %v", len(errs), n)
	}
}

func TestAFileInAnotherEncodingIsRefusedWithTheOptionThatReadsIt(t *testing.T) {
	tax := taxonomy(t)
	text := sound + "甲乙,MEDIATOR,440703101,cmn,3,\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	_, errs := collected(Read(strings.NewReader(gb), Options{Taxonomy: tax}))
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "--encoding gb18030") {
		t.Error(errs)
	}
	got, errs := collected(Read(strings.NewReader(gb), Options{Taxonomy: tax, Encoding: GB18030}))
	if len(errs) != 0 || len(got) != 1 || got[0].Mediator.Name != "甲乙" {
		t.Error(got, errs)
	}
	for name, c := range map[string]struct {
		file string
		as   Encoding
	}{
		"UTF-16": {"\xff\xfen\x00a\x00", UTF8}, "UTF-8 with BOM as GB18030": {BOM + text, GB18030},
		"GB18030 with its mark": {"\x84\x31\x95\x33" + gb, UTF8}, "not GB18030 either": {sound + "\x80\xff,MEDIATOR,44,cmn,3,\n", GB18030},
	} {
		if _, errs := collected(Read(strings.NewReader(c.file), Options{Taxonomy: tax, Encoding: c.as})); len(errs) != 1 {
			t.Errorf("%s: %v", name, errs)
		}
	}
}

func TestTheSeedSurvivesExportAndImport(t *testing.T) {
	tax := taxonomy(t)
	var file bytes.Buffer
	want := seed.Mediators("2026-11-02")
	n, err := Write(&file, Records(slices.Values(seed.Regions()), slices.Values(seed.Organizations()), slices.Values(want)))
	if err != nil || n != len(seed.Regions())+len(seed.Organizations())+len(want) {
		t.Fatal(n, err)
	}
	f, err := Open(&file, Options{Taxonomy: tax})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got []registry.Mediator
	for m, err := range f.Mediators {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, m)
	}
	if d := cmp.Diff(seed.Regions(), f.Regions, equal()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(seed.Organizations(), f.Organizations, equal()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(want, got, equal()); d != "" {
		t.Error(d)
	}
}

func TestAnErrorAmongThePlacesOpensNothing(t *testing.T) {
	file := "record,id,name,roles,serviceAreas,languages,capacity\nREGION,44,,,,,\nREGION,x,省,,,,\nMEDIATOR,,甲,MEDIATOR,44,cmn,1\n"
	f, err := Open(strings.NewReader(file), Options{Taxonomy: taxonomy(t)})
	if f != nil || err == nil || !strings.Contains(err.Error(), "line 2") || !strings.Contains(err.Error(), "line 3") {
		t.Error(f, err)
	}
}

func TestAFileWithoutPeopleOpens(t *testing.T) {
	f, err := Open(strings.NewReader("record,id,name\nREGION,44,广东省\n"), Options{Taxonomy: taxonomy(t)})
	if err != nil || len(f.Regions) != 1 {
		t.Fatal(f, err)
	}
	for range f.Mediators {
		t.Error("somebody came out of nowhere")
	}
}

// The cells are those of encoding/csv for every file that both accept, apart
// from line breaks, which encoding/csv changes; and nothing makes it panic.
func TestCellsAreThoseOfTheStandardReader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := rapid.StringOf(rapid.SampledFrom([]rune("ab,,\"\"\n甲 "))).Draw(t, "file")
		s, err := newScanner(strings.NewReader(file), UTF8)
		if err != nil {
			t.Fatal(err)
		}
		ref := csv.NewReader(strings.NewReader(file))
		ref.FieldsPerRecord = -1
		for {
			got, err := s.read()
			want, refErr := ref.Read()
			if (err == nil) != (refErr == nil) || (err == io.EOF) != (refErr == io.EOF) {
				t.Fatalf("%q: %v against %v", file, err, refErr)
			}
			if err != nil {
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("%q: %s", file, d)
			}
		}
	})
}

func TestAnyBytesAreReadOrRefused(t *testing.T) {
	tax := taxonomy(t)
	header := "record,id,name,roles,standings,specialties,posts,seats,leaves,point,aliases,capacity\n"
	cell := rapid.OneOf(rapid.StringOf(rapid.SampledFrom([]rune(";|~:,\"'\\-.0123 MEDIATORREGION\r\n；"))), rapid.SampledFrom([]string{"MEDIATOR", "REGION", "44", "1 08:30-12:00"}))
	rapid.Check(t, func(t *rapid.T) {
		var file bytes.Buffer
		file.WriteString(header)
		w := csv.NewWriter(&file)
		for range 3 {
			if err := w.Write(rapid.SliceOfN(cell, 12, 12).Draw(t, "cells")); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		file.Write(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		for _, err := range Read(&file, Options{Taxonomy: tax}) {
			if err != nil && registry.CodeOf(err) != registry.CodeInvalid {
				t.Fatalf("not a refusal: %v", err)
			}
		}
	})
}

// endless is a file that never ends.
type endless struct{ text []byte }

func (e endless) Read(p []byte) (int, error) { return copy(p, e.text), nil }

func TestAQuotationMarkThatIsNeverClosedDoesNotFillTheMemory(t *testing.T) {
	in := io.MultiReader(strings.NewReader(sound+"\""), endless{[]byte("aaaaaaaaaaaaaaaa\n")})
	_, errs := collected(Read(in, Options{Taxonomy: taxonomy(t)}))
	if d := cmp.Diff([]string{"2"}, places(errs)); d != "" {
		t.Error(d)
	}
}

func TestPeopleAreReadAtConstantMemory(t *testing.T) {
	live := func() uint64 {
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	in, out := io.Pipe()
	go func() {
		g := seed.Generate(20_000, 1)
		_, err := Write(out, Records(g.Regions, g.Organizations, g.Mediators))
		out.CloseWithError(err)
	}()
	n, early := 0, uint64(0)
	for r, err := range Read(in, Options{Taxonomy: taxonomy(t)}) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Mediator == nil {
			continue
		}
		if n++; n == 2_000 {
			early = live()
		}
		if n == 20_000 {
			if late := live(); late > early+4<<20 {
				t.Errorf("%d bytes after 2,000 people, %d after 20,000", early, late)
			}
		}
	}
	if n != 20_000 {
		t.Errorf("%d people", n)
	}
}

func BenchmarkRead(b *testing.B) {
	var file bytes.Buffer
	g := seed.Generate(20_000, 1)
	if _, err := Write(&file, Records(g.Regions, g.Organizations, g.Mediators)); err != nil {
		b.Fatal(err)
	}
	tax := taxonomy(b)
	for b.Loop() {
		n, errs := Check(bytes.NewReader(file.Bytes()), Options{Taxonomy: tax}, nil)
		if len(errs) > 0 || n.Mediators != 20_000 {
			b.Fatal(n, errs)
		}
	}
	b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "people/s")
	b.ReportMetric(float64(file.Len())/20_000, "B/person")
}

func BenchmarkWrite(b *testing.B) {
	people := seed.Mediators("2026-11-02")
	for b.Loop() {
		if _, err := Write(io.Discard, Records(slices.Values([]registry.Region{}), slices.Values([]registry.Organization{}), slices.Values(people))); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(people)*b.N)/b.Elapsed().Seconds(), "people/s")
}
