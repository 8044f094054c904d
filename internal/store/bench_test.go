package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkWrite is one durable row of 256 octets a write.
func BenchmarkWrite(b *testing.B) {
	for _, writers := range []int{1, 16, 64} {
		b.Run(fmt.Sprint(writers), func(b *testing.B) {
			db := opened(b, Config{Dir: b.TempDir()})
			create := `CREATE TABLE row (id bigint NOT NULL PRIMARY KEY, body bytea NOT NULL)`
			if err := db.Write(b.Context(), func(tx *sql.Tx) error {
				_, err := tx.Exec(create)
				return err
			}); err != nil {
				b.Fatal(err)
			}
			body := make([]byte, 256)
			var next atomic.Int64
			var all sync.WaitGroup
			b.ReportAllocs()
			b.ResetTimer()
			for range writers {
				all.Go(func() {
					for id := next.Add(1); id <= int64(b.N); id = next.Add(1) {
						err := db.Write(context.Background(), func(tx *sql.Tx) error {
							_, err := tx.Exec(`INSERT INTO row (id, body) VALUES ($1, $2)`, id, body)
							return err
						})
						if err != nil {
							b.Error(err)
						}
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
		})
	}
}

// BenchmarkOpen is the part of the start of a server that is ours: on a directory
// whose schema is up to date.
func BenchmarkOpen(b *testing.B) {
	c := Config{Dir: b.TempDir()}
	for b.Loop() {
		db, err := Open(context.Background(), c)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkRead(b *testing.B) {
	db := opened(b, Config{Dir: b.TempDir()})
	if err := db.SetMeta(b.Context(), "a", "b"); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := db.Meta(b.Context(), "a"); err != nil {
			b.Fatal(err)
		}
	}
}
