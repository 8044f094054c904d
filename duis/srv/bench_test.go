package srv_test

import (
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
)

// benchmarked are published requests by what stands out in them: in each notation a small
// one and a large one, and certificates.
var benchmarked = []struct{ name, published string }{
	{"COSEM small", "ECS17b_4.1.1_SINGLE_SUCCESS"},
	{"COSEM tariff", "ECS01a_1.1.1_FUTURE_DATED_TOU_BLOCK_SUCCESS"},
	{"ZigBee small", "GCS13a_4.1.1_SUCCESS_RELIABLE_GSME"},
	{"ZigBee tariff", "GCS01a_1.1.1_IMMEDIATE_TOU_SUCCESS"},
	{"ASN.1 small", "CS06_11.3_IMMEDIATE_SUCCESS"},
	{"ASN.1 credentials", "CS02bSupplierBySupplier_6.15.1_IMMEDIATE_SUCCESS"},
}

// eachBenchmarked runs a benchmark on each of them, with the message it becomes.
func eachBenchmarked(
	b *testing.B, run func(b *testing.B, req *duis.Request, message []byte, in srv.Inputs),
) {
	found := map[string]twin{}
	for _, t := range twins(b) {
		found[t.name] = t
	}
	for _, bench := range benchmarked {
		t, ok := found[bench.published]
		if !ok {
			b.Errorf("no published request %s", bench.published)
			continue
		}
		req, err := duis.Parse(t.request)
		if err != nil {
			b.Fatal(err)
		}
		in := inputs(b, req, t.command)
		command, err := srv.Transform(req, in)
		if err != nil {
			b.Fatal(err)
		}
		message := command.Message.Append(nil)
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			run(b, req, message, in)
		})
	}
}

// BenchmarkTransformPublished makes a message from a request that is read.
func BenchmarkTransformPublished(b *testing.B) {
	eachBenchmarked(b, func(b *testing.B, req *duis.Request, _ []byte, in srv.Inputs) {
		for b.Loop() {
			if _, err := srv.Transform(req, in); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRoute finds the Use Case of a request.
func BenchmarkRoute(b *testing.B) {
	eachBenchmarked(b, func(b *testing.B, req *duis.Request, _ []byte, in srv.Inputs) {
		variant, _ := srv.Lookup(req.ServiceReferenceVariant)
		for b.Loop() {
			if _, err := variant.Route(req.Body, &in); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkCorrelate holds a message against a request that is read.
func BenchmarkCorrelate(b *testing.B) {
	eachBenchmarked(b, func(b *testing.B, req *duis.Request, message []byte, in srv.Inputs) {
		for b.Loop() {
			if err := srv.Correlate(req, message, in); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkParse reads the message, which is part of Correlate.
func BenchmarkParse(b *testing.B) {
	eachBenchmarked(b, func(b *testing.B, _ *duis.Request, message []byte, _ srv.Inputs) {
		for b.Loop() {
			if _, err := gbcs.Parse(message); err != nil {
				b.Fatal(err)
			}
		}
	})
}
