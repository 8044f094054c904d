package register_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

func TestEntered(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "b", Mark: policy.White}, &thing{ID: "c", Mark: policy.White},
			&thing{ID: "a", Mark: policy.White})
		r.put(t, &thing{ID: "b", Title: "changed", Mark: policy.White})
		got, err := r.now(policy.Public()).Entered("thing", "a", "b", "c", "never")
		want(t, "order", strings.Join(got, " "), "b c a")
		want(t, "error", err, nil)
	})
}

func TestAmong(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "a", Title: "a", Tags: []string{"x", "y"}, Mark: policy.White},
			&thing{ID: "ab", Title: "ab", Tags: []string{"xx"}, Mark: policy.White},
			&thing{ID: "b", Title: "b", Tags: []string{"y"}, Mark: policy.White},
			&thing{ID: "s", Title: "s", Tags: []string{"x"}, Mark: policy.Staff})
		v := r.now(policy.Public())
		for _, tt := range []struct {
			q    register.Query
			want string
		}{
			{register.Query{Among: []string{"b", "a", "s", "zz"}}, "a b"},
			{register.Query{Key: "tag", Among: []string{"x"}}, "a"},
			{register.Query{Key: "tag", Among: []string{"x", "y"}}, "a a b"},
			{register.Query{Key: "tag", Among: []string{"x", "y"}, Desc: true, Limit: 1}, "b"},
			{register.Query{Among: nil, Limit: 2}, "a ab"},
		} {
			want(t, strings.Join(tt.q.Among, ","), listed(t, v, tt.q), tt.want)
		}
	})
}
