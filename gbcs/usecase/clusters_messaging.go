package usecase

import "github.com/mains-energy/mains/zcl"

// A message to the consumer.
var (
	// MessageID tells messages apart: the time at which it was issued. ZigBee Display Message.
	MessageID = &Stamp{Name: "MessageID", Clause: "ZigBee Display Message"}
	// MessageControl is 0. ZigBee Display Message.
	MessageControl = &Slot[uint8]{
		Name: "MessageControl", Base: 16, Clause: "ZigBee Display Message",
	}
	// MessageDuration is for how long the message is shown, in minutes. ZigBee Display Message.
	MessageDuration = &Slot[uint16]{
		Name: "DurationInMinutes", Unit: Minutes,
		Codes: []Code{{Value: 0xFFFF, Name: "until changed"}}, Clause: "ZigBee Display Message",
	}
	// ExtendedMessageControl says whether the message was confirmed; the command may end
	// without it. ZigBee Display Message.
	ExtendedMessageControl = &Slot[uint8]{
		Name: "ExtendedMessageControl", Base: 16, Clause: "ZigBee Display Message",
	}
)

// Commands of the Messaging cluster.
var (
	displayMessage = ToClient("Display Message", zcl.Messaging, 0x00,
		U32(MessageID), U8(MessageControl), U32(GasStartTime), U16(MessageDuration),
		Counted(SupplierMessage), Ends(U8(ExtendedMessageControl)))

	messagingCommands = []*ClusterCommand{displayMessage}
)
