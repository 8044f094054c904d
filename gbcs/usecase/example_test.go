package usecase_test

import (
	"fmt"
	"testing"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// A supplier sets the limit of an ESME's random delays to a quarter of an hour.
func Example() {
	header := gbcs.Header{
		Flag:       gbcs.Command,
		Counter:    1000,
		Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
		Recipient:  eui.MustParse("00-DB-12-34-56-78-90-A0"),
		Message:    usecase.ECS38.Message,
	}
	args := usecase.Args{usecase.RandomisedOffsetLimit.Is(900)}
	payload, err := usecase.ECS38.AppendCommand(nil, header, args)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%X\n", payload)

	args = usecase.Args{usecase.RandomisedOffsetLimit.Is(1800)}
	_, err = usecase.ECS38.AppendCommand(nil, header, args)
	fmt.Println(err)
	// Output:
	// D9200003E8000102000100005E2C00010201120384
	// ECS38: usecase: RandomisedOffsetLimit: value out of range: 1800 is not from 0 to 1799
}

// An ESME answers, and the answer is read row by row.
func ExampleUseCase_ParseAnswer() {
	response := dlms.AccessResponse{
		InvokeID: dlms.InvokeID(1000),
		Data:     []dlms.Data{dlms.Null()},
		Results:  []dlms.Result{{Service: dlms.Set, Code: dlms.Success}},
	}
	message := &gbcs.Message{
		Header:  gbcs.Header{Flag: gbcs.Response, Counter: 1000, Message: 0x004B},
		Payload: response.Append(nil),
		Form:    gbcs.Inner,
	}
	uc, _ := usecase.ByMessage(message.Header.Message)
	answer, err := uc.ParseAnswer(message, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(uc.Code, answer.Success)
	for _, row := range answer.Rows {
		fmt.Println(row.Name, row.Text)
	}
	// Output:
	// ECS38 true
	// RandomisedOffsetLimit success
}

// argsOf are the arguments of each Use Case in the benchmarks.
func argsOf(u *usecase.UseCase) usecase.Args {
	switch u {
	case usecase.ECS38:
		return usecase.Args{usecase.RandomisedOffsetLimit.Is(900)}
	case usecase.CS02a:
		return usecase.Args{
			usecase.AuthorisingCell.Is(usecase.TrustAnchorCell{
				Role: smki.AccessControlBroker, Usage: smki.KeyAgreement,
			}),
			usecase.CredentialRoles.Is([]smki.Role{smki.Supplier, smki.NetworkOperator}),
		}
	}
	return nil
}

func commands(b *testing.B, run func(*testing.B, *usecase.UseCase, gbcs.Header, usecase.Args)) {
	for _, u := range usecase.All {
		if u.IsAlert() {
			continue
		}
		b.Run(u.Code, func(b *testing.B) {
			b.ReportAllocs()
			run(b, u, gbcs.Header{Flag: gbcs.Command, Counter: 1000, Message: u.Message}, argsOf(u))
		})
	}
}

func BenchmarkAppendCommand(b *testing.B) {
	commands(b, func(b *testing.B, u *usecase.UseCase, h gbcs.Header, args usecase.Args) {
		var dst []byte
		for b.Loop() {
			var err error
			if dst, err = u.AppendCommand(dst[:0], h, args); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkParseCommand(b *testing.B) {
	commands(b, func(b *testing.B, u *usecase.UseCase, h gbcs.Header, args usecase.Args) {
		payload, err := u.AppendCommand(nil, h, args)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := u.ParseCommand(h, payload); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkParse reads published answers, decryption included.
func BenchmarkParse(b *testing.B) {
	keys := newReader(b)
	longest := map[*usecase.UseCase]vector{} // errors are short
	for _, v := range vectors(b) {
		if v.message.Flag != gbcs.Command && len(v.raw) > len(longest[v.useCase].raw) {
			longest[v.useCase] = v
		}
	}
	for _, u := range usecase.All {
		v := longest[u]
		b.Run(u.Code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := v.useCase.ParseAnswer(v.message, keys); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
