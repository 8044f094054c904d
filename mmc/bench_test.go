package mmc

import (
	"encoding/binary"
	"runtime"
	"testing"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// profile is an answer of ECS22b with so many half hours, in one message, however long. What it
// would encrypt stands as [clear] opens it.
func profile(tb testing.TB, entries int) *gbcs.Message {
	tb.Helper()
	contents := make([]byte, 0, 8*entries)
	for i := range entries {
		contents = binary.BigEndian.AppendUint32(contents, uint32(500_000_000+1800*i))
		contents = binary.BigEndian.AppendUint32(contents, uint32(i%2500))
	}
	log, err := dlms.Compact([]byte{2, 2, byte(dlms.TagDoubleLongUnsigned),
		byte(dlms.TagDoubleLongUnsigned)}, contents)
	if err != nil {
		tb.Fatal(err)
	}
	seal := func(dst, plain []byte) []byte {
		return append(append(append(dst, make([]byte, 5)...), plain...), make([]byte, gbcs.MACSize)...)
	}
	h := gbcs.Header{
		Flag: gbcs.Response, Message: usecase.ECS22b.Message, Counter: 1, Originator: eui.ID{1},
		Recipient: eui.ID{2},
	}
	payload, err := usecase.ECS22b.AppendResponse(nil, &h, []usecase.Result{{Args: usecase.Args{
		usecase.ImportProfileRecords.Is(),
	}}}, seal)
	if err != nil {
		tb.Fatal(err)
	}
	answer, err := dlms.ParseAccessResponse(payload)
	if err != nil {
		tb.Fatal(err)
	}
	answer.Data[0] = dlms.Structure(answer.Data[0].Items()[0],
		dlms.Octets(seal(nil, dlms.Structure(log).Append(nil))))
	return &gbcs.Message{Header: h, Payload: answer.Append(nil), Form: gbcs.Inner}
}

// thirteenMonths is the longest profile that an ESME keeps: 397 days of half hours.
const thirteenMonths = 397 * 48

// TestThirteenMonths shows the longest profile there is, whole and in pieces, in memory that
// does not grow with what was shown before.
func TestThirteenMonths(t *testing.T) {
	whole := profile(t, thirteenMonths)
	var p Parser
	show := func(m *gbcs.Message) (entries, size int) {
		if err := p.tree.Read(m, clear); err != nil {
			t.Fatal(err)
		}
		d := p.document("4.8.1")
		rsp := d.Body.(*ResponseMessage).SMETSData.(*ReadActiveImportProfileDataRsp)
		return len(rsp.LogEntry), len(d.Append(nil))
	}
	entries, size := show(whole)
	if entries != thirteenMonths {
		t.Errorf("%d entries: want %d", entries, thirteenMonths)
	}
	const days = 31
	piece, sum := profile(t, days*48), 0
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	for range 50 {
		n, _ := show(piece)
		sum += n
	}
	grown := int64(heap()) - int64(before)
	if sum != 50*days*48 || grown > 1<<20 {
		t.Errorf("%d entries in pieces, %d octets kept", sum, grown)
	}
	t.Logf("%d entries in %d octets of XML; %d octets kept after %d entries in pieces", entries, size,
		grown, sum)
}

// BenchmarkProfile shows the longest profile and writes it as XML.
func BenchmarkProfile(b *testing.B) {
	m := profile(b, thirteenMonths)
	var p Parser
	var doc []byte
	b.ReportAllocs()
	for b.Loop() {
		if err := p.tree.Read(m, clear); err != nil {
			b.Fatal(err)
		}
		doc = p.document("4.8.1").Append(doc[:0])
	}
	b.ReportMetric(thirteenMonths*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkParse shows an answer of each notation, with decryption, and writes it as XML.
func BenchmarkParse(b *testing.B) {
	keys := publishedKeys(b)
	messages := shared.Messages(b)
	for _, of := range []struct{ notation, name string }{
		{"DLMS", "ECS17b_4.1.1_SINGLE_SUCCESS_RESPONSE_GBCS.HEX"},
		{"GBZ", "GCS13a_4.1.1_SUCCESS_RELIABLE_GPF_RESPONSE_GBCS.HEX"},
		{"ASN.1", "CS02aMAC_6.24.1_SUCCESS_RESPONSE_GBCS.HEX"},
		{"log", "ECS21c_4.6.2_SUCCESS_RESPONSE_GBCS.HEX"},
	} {
		b.Run(of.notation, func(b *testing.B) {
			raw := messages[of.name]
			if raw == nil {
				b.Fatalf("no %s", of.name)
			}
			p := Parser{Keys: keys}
			var doc []byte
			b.ReportAllocs()
			for b.Loop() {
				d, err := p.Parse(raw)
				if err != nil {
					b.Fatal(err)
				}
				doc = d.Append(doc[:0])
			}
			b.ReportMetric(float64(len(doc)), "octets/doc")
		})
	}
}
