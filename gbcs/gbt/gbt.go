// Package gbt carries a GBCS message that is too large for the WAN in blocks: general
// block transfer between the DCC and a Communications Hub. It is GBCS 7.2.11 as far as
// that is known, and where it is not, the DLMS procedure that it refines.
//
// Who sends makes a [Sender] of the message, sends what [Sender.Next] gives, and hands
// what comes back to [Sender.Acknowledge] until [Sender.Done]. Who receives tells blocks
// from messages with [IsBlock], reads them with [Parse], hands them to a [Reassembler] in
// whatever order they come, and answers the end of every window, and every silence, with
// [Reassembler.Acknowledgement], which also asks for what was lost. [Segment] cuts a
// message for those who need no flow control.
//
// A Command of seven blocks, of which one is lost. A Device takes six at a time.
//
//	sender                      receiver
//	blocks 1 to 6           ->  (2 is lost; 6 is not streaming, so the sender waits)
//	                        <-  acknowledged 1, window 1: block 2, please
//	block 2                 ->
//	                        <-  acknowledged 6, window 6: go on
//	block 7, the last       ->
//	                        <-  acknowledged 7
//
// The package keeps no time, so that when to give up and when to ask again is for the
// caller. It protects nothing: a Routing Header has no MAC, so believe only the Grouping
// Header of the complete message, and only when that has been opened. Numbers of more
// than one octet are big-endian.
package gbt

import "errors"

// Sizes. They follow from each other: a block that is full fills what the WAN carries.
const (
	// MaxSize is the most octets that one block can have on the wire, and so the most
	// that a message can have which travels whole: 1200, the limit of the published
	// parser of GBCS messages, which agrees with BlockSize. GBCS 7.2.11, not verified.
	MaxSize = 1200
	// overhead is what a full block has besides its data: a Routing Header of 34 octets,
	// a length of 3, a security header of 5, a GBT header of 6, a length of 3.
	overhead = 34 + 3 + 5 + 6 + 3
	// BlockSize is the most octets of data in a block, 1149, and the usual number in all
	// blocks but the last. It bounds the template of ECS61e in the GBCS Mapping Table.
	BlockSize = MaxSize - overhead
	// MaxBlocks is the most blocks of one message, 63, the largest window that a block
	// can announce. It bounds the template of ECS61e in the GBCS Mapping Table.
	MaxBlocks = 63
	// MaxMessage is the most octets of a message in blocks: 72387.
	MaxMessage = MaxBlocks * BlockSize
)

// What follows was recalled or chosen, not found in GBCS. It stands nowhere else, so
// that it can be corrected here, and is listed in docs/divergences.md.
const (
	// SecurityControl is the octet of that name which this package writes: suite 1,
	// neither authentication nor encryption, since a block has neither MAC nor tag and
	// the MAC Header also names suite 1. Parse takes any octet.
	SecurityControl uint8 = 0x01
	// InvocationCounter is the number of that name which this package writes: zero, as in
	// the MAC Header. Parse takes any number.
	InvocationCounter uint32 = 0
	// WindowRemoteParty is the number of blocks that the Remote Party's end takes before
	// it has to acknowledge them: that of a public simulator which names GBCS as source.
	WindowRemoteParty uint8 = MaxBlocks
	// WindowDevice is the number of blocks that the Device's end takes before it has to
	// acknowledge them: 6, from the same simulator.
	WindowDevice uint8 = 6
	// acknowledgementLast is the last-block bit of an acknowledgement, which has no data
	// and is the last that its sender wants to say. The sources differ.
	acknowledgementLast = true
)

// The reasons to refuse a block that is well formed. Compare with [errors.Is].
var (
	// ErrTransaction: the block has the Routing Header of another transfer.
	ErrTransaction = errors.New("gbt: block of another transfer")
	// ErrConflict: the block contradicts one that came before, by its data or about
	// which is the last.
	ErrConflict = errors.New("gbt: block contradicts another")
	// ErrNumber: the block number is not from 1 to MaxBlocks, or the number acknowledged
	// is beyond the last block.
	ErrNumber = errors.New("gbt: block number out of range")
	// ErrData: a block for a [Reassembler] has no data or more than BlockSize, or one for
	// [Sender.Acknowledge] has some.
	ErrData = errors.New("gbt: amount of data not allowed here")
	// ErrWindow: an acknowledgement with a window of 0, so without flow control, which
	// GBCS does not use.
	ErrWindow = errors.New("gbt: acknowledgement without a window")
	// ErrSize: the message does not fit MaxBlocks blocks of the size asked for, or that
	// size is not from 1 to BlockSize.
	ErrSize = errors.New("gbt: message or block size out of range")
)
