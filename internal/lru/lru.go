// Package lru is a cache that is bounded in octets.
package lru

import (
	"container/list"
	"sync"
)

// Cache keeps values up to a number of octets, and forgets what was used least recently. What
// it keeps never changes, so nothing is ever made invalid. Several goroutines may use it.
type Cache[K comparable, V any] struct {
	mu    sync.Mutex
	most  int64 // octets
	holds int64
	known map[K]*list.Element
	order list.List // of kept; used last first
}

type kept[K comparable, V any] struct {
	key    K
	value  V
	octets int64
}

// New is a cache of so many octets at most.
func New[K comparable, V any](most int64) *Cache[K, V] {
	return &Cache[K, V]{most: most, known: map[K]*list.Element{}}
}

// Get is a value that is kept.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.known[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(kept[K, V]).value, true
}

// Put keeps a value that takes so many octets; one that takes more than all may is not kept.
func (c *Cache[K, V]) Put(key K, value V, octets int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.known[key]; ok || octets > c.most {
		return
	}
	c.known[key] = c.order.PushFront(kept[K, V]{key, value, octets})
	for c.holds += octets; c.holds > c.most; {
		last := c.order.Remove(c.order.Back()).(kept[K, V])
		delete(c.known, last.key)
		c.holds -= last.octets
	}
}
