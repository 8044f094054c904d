package notice_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/post"
)

func TestSlice(t *testing.T) {
	s := governancetest.NewSite(t)
	s.At("2022-01-20T10:00")
	s.At("2022-01-21T08:00")
	all, err := s.Code.Post().List(t.Context(), post.Query{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(all))
	for i, m := range all {
		if i < 3 {
			c, _ := s.Code.Post().Get(t.Context(), m.Key)
			t.Logf("%s", c.Raw)
		}
	}
}
