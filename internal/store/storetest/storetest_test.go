package storetest_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Config { return store.Config{Dir: t.TempDir()} })
}

func TestPostgres(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Config {
		return store.Config{URL: storetest.Postgres(t)}
	})
}

func TestEach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if _, ok, err := db.Meta(t.Context(), "x"); ok || err != nil {
			t.Error(ok, err)
		}
	})
}
