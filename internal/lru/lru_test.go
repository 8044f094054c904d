package lru

import (
	"testing"

	"pgregory.net/rapid"
)

// TestCache holds the cache to a list of what was used last.
func TestCache(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const most = 20
		c := New[int, int](most)
		type one struct{ key, octets int }
		var model []one // used last first
		use := func(key int) (found bool) {
			for i, o := range model {
				if o.key == key {
					model = append(append([]one{o}, model[:i]...), model[i+1:]...)
					return true
				}
			}
			return false
		}
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			key := rapid.IntRange(0, 9).Draw(t, "key")
			if rapid.Bool().Draw(t, "get") {
				value, ok := c.Get(key)
				if ok != use(key) || ok && value != -key {
					t.Fatalf("get %d: %d, %t", key, value, ok)
				}
				continue
			}
			octets := rapid.IntRange(1, most+2).Draw(t, "octets")
			c.Put(key, -key, int64(octets))
			known := false
			sum := 0
			for _, o := range model {
				known = known || o.key == key
				sum += o.octets
			}
			if known || octets > most {
				continue
			}
			model = append([]one{{key, octets}}, model...)
			for sum += octets; sum > most; {
				sum -= model[len(model)-1].octets
				model = model[:len(model)-1]
			}
			if c.holds != int64(sum) || len(c.known) != len(model) || c.order.Len() != len(model) {
				t.Fatalf("holds %d octets of %d, want %d of %d", c.holds, len(c.known), sum, len(model))
			}
		}
	})
}
