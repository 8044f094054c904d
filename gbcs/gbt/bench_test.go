package gbt_test

import (
	"testing"

	"github.com/mains-energy/mains/gbcs/gbt"
)

func BenchmarkParse(b *testing.B) {
	raw := layouts[len(layouts)-1].block.Append(nil)
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := gbt.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	block := layouts[len(layouts)-1].block
	buffer := block.Append(nil)
	b.ReportAllocs()
	b.SetBytes(int64(len(buffer)))
	for b.Loop() {
		buffer = block.Append(buffer[:0])
	}
}

func BenchmarkSegment(b *testing.B) {
	raw := message(b, response, gbt.MaxMessage)
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := gbt.Segment(raw, 0); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReassemble(b *testing.B) {
	raw := message(b, response, gbt.MaxMessage)
	blocks := segment(b, raw, 0)
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		var a gbt.Reassembler
		for i := range blocks {
			if err := a.Add(&blocks[i]); err != nil {
				b.Fatal(err)
			}
		}
		if len(a.Message()) != len(raw) {
			b.Fatal("incomplete")
		}
	}
}
