package srv_test

import (
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// A critical request becomes a Pre-Command, for the User to check and sign.
func ExampleTransform() {
	request := &duis.Request{
		Header: duis.Header{
			RequestID: duis.RequestID{
				Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
				Target:     eui.MustParse("00-DB-12-34-56-78-90-A0"),
				Counter:    1700000000000,
			},
			CommandVariant: 4, ServiceReference: "7.12", ServiceReferenceVariant: "7.12",
		},
		Body: &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 900},
	}
	command, err := srv.Transform(request, srv.Inputs{Device: usecase.ESME, Known: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(command.Variant)
	fmt.Println(command.UseCase.Code, command.Message.Header.Message, command.Message.Counter)
	// Output:
	// 7.12 Set Randomised Offset Limit
	// ECS38 0x004B 1700000000000
}
