package usecase_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/zcl"
)

// answerAgain makes the payload of a Response as a Device does, from what it says.
func answerAgain(t *testing.T, v vector, keys *reader) []byte {
	t.Helper()
	h, payload := &v.message.Header, v.message.Payload
	if v.useCase.Notation() == usecase.ASN1 {
		p, err := usecase.ParseCS02aResponse(payload)
		if err != nil {
			t.Fatal(err)
		}
		return p.Append(nil)
	}
	z, err := gbcs.Agree(keys.private(h.Recipient), keys.public(h.Originator))
	if err != nil {
		t.Fatal(err)
	}
	if v.useCase.Notation() == usecase.GBZ {
		return framesAgain(t, v, z)
	}
	return accessAgain(t, h, z, payload)
}

func accessAgain(t *testing.T, h *gbcs.Header, z gbcs.Secret, payload []byte) []byte {
	p, err := dlms.ParseAccessResponse(payload)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range p.Data {
		if d.Tag() != dlms.TagStructure {
			continue
		}
		plain, err := h.Decrypt(nil, z, d.Items()[1].Octets())
		if err != nil {
			t.Fatal(err)
		}
		value, _, err := dlms.ParseData(plain)
		if err != nil {
			t.Fatal(err)
		}
		// Through the slots and back: a structure with the value of each object.
		attribute := attributeAt(t, usecase.ESME, dlms.LogicalName{0, 0, 94, 44, 34, 10})
		args, err := attribute.Args(value.Items()[0])
		if err != nil {
			t.Fatal(err)
		}
		again, err := attribute.Data(args)
		if err != nil {
			t.Fatal(err)
		}
		p.Data[i] = usecase.ProtectedAnswer(h, h.Encrypt(nil, z, dlms.Structure(again).Append(nil)))
	}
	return p.Append(nil)
}

func framesAgain(t *testing.T, v vector, z gbcs.Secret) []byte {
	p, err := zcl.Parse(v.message.Payload)
	if err != nil {
		t.Fatal(err)
	}
	cipher := v.message.Cipher(z)
	var replies []usecase.Reply
	for _, c := range p.Components {
		plain, err := cipher.Decrypt(nil, c.Sealed.Item)
		if err != nil {
			t.Fatal(err)
		}
		replies = append(replies, usecase.Reply{Payload: plain})
	}
	b, err := v.useCase.AppendReplies(nil, replies, cipher.Append)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func attributeAt(t *testing.T, d usecase.Device, name dlms.LogicalName) *usecase.Attribute {
	t.Helper()
	for _, a := range usecase.Attributes(d) {
		if a.Name == name {
			return &a
		}
	}
	t.Fatalf("no attribute %v", name)
	return nil
}

func TestAttributeAccepts(t *testing.T) {
	limit := attributeAt(t, usecase.ESME, dlms.LogicalName{0, 0, 94, 44, 0, 1})
	if !limit.Writable || limit.Readable || limit.Class != usecase.Data || limit.Index != 2 {
		t.Errorf("%+v", limit)
	}
	for _, test := range []struct {
		d    dlms.Data
		want dlms.DataAccessResult
	}{
		{dlms.U16(0), dlms.Success},
		{dlms.U16(1799), dlms.Success},
		{dlms.U16(1800), dlms.OtherReason},
		{dlms.U16(65535), dlms.OtherReason},
		{dlms.U32(900), dlms.TypeUnmatched},
		{dlms.I16(900), dlms.TypeUnmatched},
		{dlms.Null(), dlms.TypeUnmatched},
		{dlms.Structure(dlms.U16(900)), dlms.TypeUnmatched},
	} {
		if got := limit.Accepts(test.d); got != test.want {
			t.Errorf("%v: %v, want %v", test.d, got, test.want)
		}
	}
	registers := attributeAt(t, usecase.ESME, dlms.LogicalName{0, 0, 94, 44, 34, 10})
	if registers.Writable || !registers.Readable {
		t.Errorf("%+v", registers)
	}
	if got := usecase.Attributes(usecase.GSME); len(got) != 0 {
		t.Errorf("a GSME has COSEM attributes: %+v", got)
	}
	want := []dlms.LogicalName{{0, 0, 43, 2, 8, 255}}
	if diff := cmp.Diff(want, usecase.ProtectionObjects(usecase.ESME)); diff != "" {
		t.Error(diff)
	}
}

func TestAttributeTwin(t *testing.T) {
	registers := attributeAt(t, usecase.ESME, dlms.LogicalName{0, 0, 94, 44, 34, 10})
	args := usecase.Args{usecase.ActiveImport.Is(1), usecase.ReactiveImport.Is(2)}
	single, err := registers.Data(args)
	if err != nil || len(single.Items()) != 4 {
		t.Fatalf("%v, %v", single, err)
	}
	twin, err := registers.Data(append(args, usecase.SecondaryActiveImport.Is(3)))
	if err != nil || twin.String() != "{1, {0, 30}, 2, {0, 32}, 3}" {
		t.Fatalf("%v, %v", twin, err)
	}
	back, err := registers.Args(twin)
	if v, ok := usecase.SecondaryActiveImport.Of(back); err != nil || !ok || v != 3 {
		t.Errorf("%v, %v", back, err)
	}
	if _, err := registers.Data(args[:1]); err == nil {
		t.Error("a register is missing")
	}
}

func TestClusterAttributes(t *testing.T) {
	attributes := usecase.ClusterAttributes(usecase.GPF)
	if len(attributes) != 4 || len(usecase.ClusterAttributes(usecase.ESME)) != 0 {
		t.Fatalf("%+v", attributes)
	}
	args := usecase.Args{
		usecase.MeteringDivisor.Is(1000), usecase.MeteringMultiplier.Is(1), usecase.UnitOfMeasure.Is(1),
		usecase.CurrentSummationDelivered.Is(1<<48 - 1),
	}
	var records []zcl.AttributeRecord
	for _, a := range attributes {
		v, err := a.Value(args)
		if err != nil {
			t.Fatal(err)
		}
		if a.Cluster != zcl.Metering || !a.On.Has(usecase.GSME|usecase.GPF) {
			t.Errorf("%+v", a)
		}
		records = append(records, zcl.AttributeRecord{ID: a.ID, Value: v})
	}
	got := zcl.AppendAttributeRecords(nil, records...)
	want := []byte{
		2, 3, 0, 0x22, 0xE8, 3, 0, 1, 3, 0, 0x22, 1, 0, 0, 0, 3, 0, 0x30, 1,
		0, 0, 0, 0x25, 255, 255, 255, 255, 255, 255,
	}
	if !bytes.Equal(got, want) {
		t.Errorf("\n got %X\nwant %X", got, want)
	}
	for _, arg := range []usecase.Arg{
		usecase.MeteringDivisor.Is(0), usecase.MeteringDivisor.Is(1 << 24),
		usecase.MeteringMultiplier.Is(1),
	} {
		if _, err := attributes[0].Value(usecase.Args{arg}); err == nil {
			t.Errorf("%v %v is a Divisor", arg.Name(), arg.Value())
		}
	}
}

func TestProtectionRequest(t *testing.T) {
	q := &usecase.ProtectionRequest{
		Objects: []usecase.ProtectedObject{
			{Class: 1, Name: dlms.LogicalName{0, 0, 94, 44, 34, 10}, Attribute: 2},
			{Class: 7, Name: dlms.LogicalName{0, 0, 99, 1, 0, 255}, Attribute: 2, Range: &usecase.Range{
				From: dlms.DateTimeOf(time.Unix(1420070400, 0), dlms.NotSpecified),
				To:   dlms.ExecuteNever(),
			}},
		},
		Party:   eui.MustParse("90B3D51F30010000"),
		Device:  eui.MustParse("00DB1234567890A0"),
		Counter: 0x0102030405060708,
	}
	d := q.Data()
	got, err := usecase.ParseProtectionRequest(d)
	if diff := cmp.Diff(q, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	// Every octet counts.
	raw := d.Append(nil)
	for i := range raw {
		bad := bytes.Clone(raw)
		bad[i] ^= 0x04
		d, rest, err := dlms.ParseData(bad)
		if err != nil || len(rest) > 0 {
			continue
		}
		if other, err := usecase.ParseProtectionRequest(d); err == nil && cmp.Equal(other, q) {
			t.Errorf("octet %d changed and not noticed", i)
		}
	}
	for _, d := range []dlms.Data{
		dlms.Null(), dlms.Structure(), dlms.Structure(dlms.Null(), dlms.Null()),
		dlms.Structure(dlms.Array(), d.Items()[1]), dlms.Array(d.Items()...),
	} {
		if _, err := usecase.ParseProtectionRequest(d); err == nil {
			t.Errorf("%v is accepted", d)
		}
	}
}

func TestAppendReplies(t *testing.T) {
	no := zcl.DefaultResponse{Command: 0, Status: zcl.HardwareFailure}
	b, err := usecase.GCS13a.AppendReplies(nil, []usecase.Reply{{Default: &no}}, nil)
	if err != nil || !bytes.Equal(b, []byte{1, 9, 1, 1, 7, 2, 0, 5, 8, 0, 0x0B, 0, 0xC0}) {
		t.Errorf("%X, %v", b, err)
	}
	h := gbcs.Header{Flag: gbcs.Response, Message: usecase.GCS13a.Message}
	m := &gbcs.Message{Header: h, Payload: b, Form: gbcs.Inner}
	answer, err := usecase.GCS13a.ParseAnswer(m, nil)
	if err != nil || answer.Success || !answer.Rows[0].Failed ||
		answer.Rows[0].Text != "hardware failure" {
		t.Errorf("%+v, %v", answer, err)
	}
	if _, err := usecase.GCS13a.AppendReplies(nil, nil, nil); err == nil {
		t.Error("no reply for a frame")
	}
	if _, err := usecase.ECS38.AppendReplies(nil, nil, nil); err == nil {
		t.Error("replies in COSEM")
	}
}
