package repo

import (
	"bufio"
	"context"
	"crypto/sha1" // the end of a pack is one
	"encoding/binary"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/sideband"
)

// missing lists the objects of commits that are wanted and of those before them, but for what
// comes with the commits that are common.
func (r *Repo) missing(
	ctx context.Context, v *view, wants []plumbing.Hash, common map[plumbing.Hash]bool,
) (hashes []plumbing.Hash, err error) {
	theirs := map[plumbing.Hash]bool{}
	var has []plumbing.Hash
	for h := range common {
		has = append(has, h)
	}
	v.walk(has, func(n *node) bool {
		theirs[n.hash] = true
		return true
	})
	var send []*node
	edge := map[plumbing.Hash]bool{} // theirs, next to what is sent
	v.walk(wants, func(n *node) bool {
		if theirs[n.hash] {
			edge[n.hash] = true
			return false
		}
		send = append(send, n)
		return true
	})
	seen := map[plumbing.Hash]bool{}
	for h := range edge {
		t, err := r.tree(ctx, h)
		if err != nil {
			return nil, err
		}
		seen[t.hash] = true
		for _, e := range t.entries {
			seen[e.blob] = true
		}
	}
	add := func(h plumbing.Hash) {
		if !seen[h] {
			seen[h] = true
			hashes = append(hashes, h)
		}
	}
	for _, n := range send {
		add(n.hash)
	}
	for _, n := range send {
		t, err := r.tree(ctx, n.hash)
		if err != nil {
			return nil, err
		}
		add(t.hash)
		for _, e := range t.entries {
			add(e.blob)
		}
	}
	return hashes, nil
}

// ofPacket is how much is sent at once: it fits into a packet of a side band.
const ofPacket = 32 << 10

// packets writes in pieces that fit.
type packets struct{ w io.Writer }

func (p packets) Write(b []byte) (n int, err error) {
	for err == nil && n < len(b) {
		var sent int
		sent, err = p.w.Write(b[n:min(n+ofPacket, len(b))])
		n += sent
	}
	return n, err
}

// send writes a pack, in the band that the client asked for.
func (r *Repo) send(
	ctx context.Context, w io.Writer, hashes []plumbing.Hash, asked *request,
) error {
	if !asked.can["side-band-64k"] {
		b := bufio.NewWriterSize(w, ofPacket)
		if err := r.writePack(ctx, b, hashes); err != nil {
			return err
		}
		return b.Flush()
	}
	b := bufio.NewWriterSize(packets{sideband.NewMuxer(sideband.Sideband64k, w)}, ofPacket)
	if err := r.writePack(ctx, b, hashes); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return pktline.NewEncoder(w).Flush()
}

// writePack writes a pack of whole objects: rows hold them as packs do, so nothing is inflated
// or deflated. Some rows are read, and then sent: a client that is slow holds no query open.
func (r *Repo) writePack(ctx context.Context, w io.Writer, hashes []plumbing.Hash) error {
	sum := sha1.New()
	w = io.MultiWriter(w, sum)
	begin := append([]byte("PACK"), 0, 0, 0, 2)
	if _, err := w.Write(binary.BigEndian.AppendUint32(begin, uint32(len(hashes)))); err != nil {
		return err
	}
	err := batches(hashes, func(hashes []plumbing.Hash) error {
		var some []stored
		err := r.objects(ctx, hashes, func(s stored) error {
			some = append(some, s)
			return nil
		})
		if err != nil {
			return err
		}
		for _, s := range some {
			if _, err := w.Write(entryHead(s.kind, s.size)); err != nil {
				return err
			}
			if _, err := w.Write(s.data); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = w.Write(sum.Sum(nil))
	return err
}

// entryHead is the kind and the size of an object in a pack: four bits of the size, then seven
// at a time, the least first.
func entryHead(kind plumbing.ObjectType, size int64) []byte {
	b := []byte{byte(kind)<<4 | byte(size&15)}
	for size >>= 4; size > 0; size >>= 7 {
		b[len(b)-1] |= 0x80
		b = append(b, byte(size&127))
	}
	return b
}
