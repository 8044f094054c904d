//go:build unix

package code_test

import (
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/repo/repotest"
	"github.com/mains-energy/mains/internal/governance/wording"
)

var written = flag.String("written", "", "make, or use, the large text in this `directory`")

// spent is the time of the processors that this process has used.
func spent() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // there is no other process to ask
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkCodeText measures the pages of the text on the large one: 364 documents, 10,000 pages,
// 200 Releases. Each figure is of the whole page, from the register to octets.
func BenchmarkCodeText(b *testing.B) {
	dir := *written
	if dir == "" {
		dir = b.TempDir()
	}
	a := newAsker(b, dir, repotest.Full())
	ask := func(n int, address func(*wording.Text) string) (all []question) {
		for range n {
			all = append(all, a.question(address))
		}
		return all
	}
	clauses, documents, terms := ask(300, a.clausePage), ask(60, a.documentPage), ask(20, a.termPage)
	var redlines []question
	for range 20 {
		redlines = append(redlines, a.redline())
	}
	m := &measured{asker: a, B: b}
	m.cold("first clause", clauses[:20], a.html)
	m.cold("first term", terms[:5], a.html)
	m.cold("first redline of the whole", redlines[:10], a.html)
	m.anew()
	m.each("clause", clauses, a.html)
	m.each("clause, again", clauses, a.html)
	m.each("clause, JSON", clauses, a.json)
	m.each("document", documents, a.html)
	m.each("term", terms, a.html)
	m.each("term, again", terms, a.html)
	m.each("redline of the whole", redlines, a.html)
	m.each("redline of the whole, again", redlines, a.html)
	m.each("redline of the whole, JSON", redlines, a.json)
	m.Library = nil
	m.B.Run("memory", func(b *testing.B) {
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		b.Logf("heap %d MB, from the system %d MB; database %d MB", stats.HeapAlloc>>20,
			stats.Sys>>20, size(b, dir))
	})
	runtime.KeepAlive(m.Code)
}

// measured is an asker with a watch.
type measured struct {
	*asker
	*testing.B
}

// anew opens the Code anew: nothing is in its memory.
func (m *measured) anew() {
	m.B.Helper()
	if err := m.DB.Close(); err != nil {
		m.B.Fatal(err)
	}
	m.Written = governancetest.Write(m.B, m.where, repotest.Full())
}

// cold asks each question as the first that a process is asked.
func (m *measured) cold(name string, all []question, ask func(question) []byte) {
	m.measure(name, all, ask, m.anew)
}

// each asks questions one after the other.
func (m *measured) each(name string, all []question, ask func(question) []byte) {
	m.measure(name, all, ask, func() {})
}

func (m *measured) measure(
	name string, all []question, ask func(question) []byte, before func(),
) {
	m.B.Run(name, func(b *testing.B) {
		wall, used := make([]time.Duration, len(all)), make([]time.Duration, len(all))
		octets := 0
		for i, q := range all {
			before()
			began, begun := b.Elapsed(), spent()
			octets = max(octets, len(ask(q)))
			wall[i], used[i] = b.Elapsed()-began, spent()-begun
		}
		slices.Sort(wall)
		slices.Sort(used)
		at := func(of []time.Duration, percent int) time.Duration {
			return of[(len(of)-1)*percent/100].Round(10 * time.Microsecond)
		}
		b.Logf("processor: median %s, 95 %% %s, most %s; clock: median %s, 95 %% %s; %d KiB",
			at(used, 50), at(used, 95), at(used, 100), at(wall, 50), at(wall, 95), octets>>10)
	})
}

// size is how large the files of a directory are, in MB.
func size(b *testing.B, dir string) (n int64) {
	b.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range files {
		info, err := os.Stat(filepath.Join(dir, f.Name()))
		if err != nil {
			b.Fatal(err)
		}
		n += info.Size()
	}
	return n >> 20
}
