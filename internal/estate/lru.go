package estate

import (
	"container/list"
	"sync"
)

// lru keeps the most recently used values, up to a number of them. It is safe for
// concurrent use.
type lru[K comparable, V any] struct {
	mu     sync.Mutex
	limit  int
	byKey  map[K]*list.Element // of lruEntry
	recent *list.List          // most recently used first
}

type lruEntry[K comparable, V any] struct {
	key   K
	value V
}

func newLRU[K comparable, V any](limit int) *lru[K, V] {
	return &lru[K, V]{limit: limit, byKey: make(map[K]*list.Element), recent: list.New()}
}

func (l *lru[K, V]) get(key K) (V, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at, ok := l.byKey[key]
	if !ok {
		var none V
		return none, false
	}
	l.recent.MoveToFront(at)
	return at.Value.(lruEntry[K, V]).value, true
}

func (l *lru[K, V]) put(key K, value V) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at, ok := l.byKey[key]; ok {
		at.Value = lruEntry[K, V]{key, value}
		l.recent.MoveToFront(at)
		return
	}
	l.byKey[key] = l.recent.PushFront(lruEntry[K, V]{key, value})
	if l.recent.Len() > l.limit {
		oldest := l.recent.Back()
		l.recent.Remove(oldest)
		delete(l.byKey, oldest.Value.(lruEntry[K, V]).key)
	}
}

func (l *lru[K, V]) drop(key K) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at, ok := l.byKey[key]; ok {
		l.recent.Remove(at)
		delete(l.byKey, key)
	}
}
