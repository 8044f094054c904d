package ca

import (
	"container/list"
	"sync"
)

// cache keeps the most recently used values, up to a bound. What was looked up while
// something was dropped is not kept: it may be what was dropped.
type cache[K comparable, V any] struct {
	limit int

	mu      sync.Mutex
	entries map[K]*list.Element // of entry[K, V]
	recent  *list.List          // most recently used first
	drops   uint64              // counts calls of drop
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

func newCache[K comparable, V any](limit int) *cache[K, V] {
	return &cache[K, V]{limit: limit, entries: make(map[K]*list.Element), recent: list.New()}
}

// find is the value of key where it is kept.
func (c *cache[K, V]) find(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.touch(key)
}

func (c *cache[K, V]) touch(key K) (value V, ok bool) {
	element, ok := c.entries[key]
	if !ok {
		return value, false
	}
	c.recent.MoveToFront(element)
	return element.Value.(entry[K, V]).value, true
}

// get is the value of key, from load where it is not kept. Errors are not kept.
func (c *cache[K, V]) get(key K, load func() (V, error)) (V, error) {
	c.mu.Lock()
	value, ok := c.touch(key)
	drops := c.drops
	c.mu.Unlock()
	if ok {
		return value, nil
	}
	value, err := load()
	if err != nil {
		return value, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.drops == drops {
		c.put(key, value)
	}
	return value, nil
}

// keep keeps a value.
func (c *cache[K, V]) keep(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(key, value)
}

func (c *cache[K, V]) put(key K, value V) {
	if element, ok := c.entries[key]; ok {
		element.Value = entry[K, V]{key, value}
		c.recent.MoveToFront(element)
		return
	}
	c.entries[key] = c.recent.PushFront(entry[K, V]{key, value})
	for c.recent.Len() > c.limit {
		oldest := c.recent.Back()
		delete(c.entries, oldest.Value.(entry[K, V]).key)
		c.recent.Remove(oldest)
	}
}

// drop forgets the values of keys.
func (c *cache[K, V]) drop(keys ...K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drops++
	for _, key := range keys {
		if element, ok := c.entries[key]; ok {
			delete(c.entries, key)
			c.recent.Remove(element)
		}
	}
}
