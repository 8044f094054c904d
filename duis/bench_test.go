package duis

import "testing"

func BenchmarkParse(b *testing.B) {
	raw := []byte(document(header(idText, "4", "7.12", "7.12"), offset))
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResponseAppend(b *testing.B) {
	resp := sampleResponses()[2]
	dst := resp.Append(nil)
	b.ReportAllocs()
	b.SetBytes(int64(len(dst)))
	for b.Loop() {
		dst = resp.Append(dst[:0])
	}
}
