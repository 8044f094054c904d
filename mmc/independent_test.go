package mmc

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldsig"
)

// raw is what a message says to a reader who knows its notation and no Use Case: the numbers
// that stand in it in DLMS, each as often as it does, and all octets with what was encrypted.
type raw struct {
	typed   bool // DLMS: numbers are known
	numbers map[int64]int
	octets  [][]byte
}

// rawOf reads a message so.
func rawOf(t *testing.T, m *gbcs.Message, keys gbcs.Keys) *raw {
	r := &raw{numbers: map[int64]int{}, octets: [][]byte{m.Payload}}
	decrypt := func(item []byte) []byte {
		secret, err := usecase.ItemSecret(&m.Header, keys)
		if err != nil {
			return nil
		}
		plain, err := m.Decrypt(nil, secret, item)
		if err != nil {
			return nil
		}
		return plain
	}
	if p, err := dlms.ParseAccessResponse(m.Payload); err == nil {
		r.typed = true
		for _, d := range p.Data {
			r.data(t, d, decrypt)
		}
		return r
	}
	if p, err := dlms.ParseDataNotification(m.Payload); err == nil {
		r.typed = true
		r.data(t, p.Body, decrypt)
		return r
	}
	for at := range m.Payload { // a sealed component: its length, then 31 00000000
		const header = 5
		if !bytes.HasPrefix(m.Payload[at:], []byte{0x31, 0, 0, 0}) || at < 2 {
			continue
		}
		n := int(binary.BigEndian.Uint16(m.Payload[at-2:]))
		if n > header && at+n <= len(m.Payload) {
			if plain := decrypt(m.Payload[at : at+n]); plain != nil {
				r.octets = append(r.octets, plain)
			}
		}
	}
	return r
}

// data notes the numbers and octets in a value of DLMS.
func (r *raw) data(t *testing.T, d dlms.Data, decrypt func([]byte) []byte) {
	if n, ok := d.Int(); ok {
		r.numbers[n]++
	} else if n, ok := d.Uint(); ok {
		r.numbers[int64(n)]++
	}
	items := d.Items()
	if d.Tag() == dlms.TagCompactArray {
		var err error
		if items, err = d.Unpack(); err != nil {
			t.Fatal(err)
		}
	}
	for _, item := range items {
		r.data(t, item, decrypt)
	}
	if d.Tag() != dlms.TagOctetString {
		return
	}
	r.octets = append(r.octets, d.Octets())
	if b := d.Octets(); len(b) > 17 && b[0] == 0x31 {
		if plain := decrypt(b); plain != nil {
			inner, _, err := dlms.ParseData(plain)
			if err != nil {
				t.Fatal(err)
			}
			r.octets = append(r.octets, plain)
			r.data(t, inner, decrypt)
		}
	}
}

// has reports whether octets stand in the message.
func (r *raw) has(b []byte) bool {
	in := func(octets []byte) bool { return bytes.Contains(octets, b) }
	return len(b) > 0 && slices.ContainsFunc(r.octets, in)
}

// hasNumber reports whether a number does, in any width and order; in DLMS as a number, one
// less from now on.
func (r *raw) hasNumber(n int64) bool {
	if r.typed && r.numbers[n] > 0 {
		if n < firstInstant { // an instant may be shown in several elements
			r.numbers[n]--
		}
		return true
	}
	var little, big [8]byte
	binary.LittleEndian.PutUint64(little[:], uint64(n))
	binary.BigEndian.PutUint64(big[:], uint64(n))
	for _, width := range [...]int{1, 2, 3, 4, 6} {
		fits := n >= -(1<<(8*width-1)) && n < 1<<(8*width)
		if fits && (!r.typed && r.has(little[:width]) || r.has(big[8-width:])) {
			return true
		}
	}
	return false
}

// firstInstant is a number from which on most are seconds since 2000.
const firstInstant = 400_000_000

// hasTime reports whether an instant does, in any of the four forms of GBCS.
func (r *raw) hasTime(at time.Time) bool {
	seconds := int64(usecase.SecondsOf(at))
	moment := dlms.DateTimeOf(at, 0)
	return r.hasNumber(seconds) || r.has(moment[:4]) && r.has(moment[5:8]) ||
		r.has([]byte(at.Format("20060102150405Z"))) || r.has(moment[:4])
}

// explains reports whether a text of the catalogue is a value of the message; known is false
// for what is no number, time, identifier or octets.
func (r *raw) explains(text string) (ok, known bool) {
	if r.has([]byte(text)) {
		return true, true
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		ok, known = r.hasNumber(n) || n > 2000 && r.hasNumber(n-1900), true // of a ZigBee year
	}
	if digits := strings.Replace(text, ".", "", 1); strings.Contains(text, ".") {
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
			return r.hasNumber(n) || r.hasNumber(n/1000), true
		}
	}
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return r.hasTime(at), true
	}
	if at, err := time.Parse("2006-01-02Z", text); err == nil {
		moment := dlms.DateTimeOf(at, 0)
		return r.has(moment[:4]), true
	}
	if at, err := time.Parse("15:04:05.00Z", text); err == nil {
		minutes := int64(at.Hour()*60 + at.Minute())
		return r.has([]byte{byte(at.Hour()), byte(at.Minute()), byte(at.Second())}) ||
			r.hasNumber(minutes), true
	}
	if id, err := eui.Parse(text); err == nil {
		return r.has(id[:]), true
	}
	if b, err := hex.DecodeString(text); err == nil && len(b) > 0 {
		found := r.has(b) || r.has(reversed(b)) || len(b) <= 4 && r.hasNumber(bigEndian(b))
		return ok || found, true
	}
	if b, err := base64.StdEncoding.DecodeString(text); err == nil && len(b) >= 8 && r.has(b) {
		return true, true
	}
	return ok, known
}

func reversed(b []byte) []byte {
	b = slices.Clone(b)
	slices.Reverse(b)
	return b
}

func bigEndian(b []byte) (n int64) {
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	return n
}

// worded are the elements whose text stands for a number or a bit, by the tables of the
// specifications, or says what one means.
var worded = strings.Fields(`
	ASN1Status ActiveEnergyUnit Alarm AuxiliaryControllerType BoostFunctionAvailability
	BoostFunctionControl1Value BoostFunctionControl2Value BoostFunctionControl3Value
	BoostFunctionControl4Value BoostFunctionControl5Value CertificateType CertificateUsage
	CredentialsReplacementMode CurrencyUnitsLabel CurrencyUnitsName DayOfWeekID
	DebtRecoveryRatePeriod DeviceType EventDescription EventLog HANAlert LoadLimitSupplyState
	LogMeaning NonDisablementAction NonDisablementScript Outcome PaymentMode Periodicity
	ReactiveEnergyUnit RemotePartyRole ScanTrigger State SupplyDepletionState SupplyState
	SupplyTamperState SuspendDebtDisabled SuspendDebtEmergency SwitchAction TimeStatus Unit
	WANAlert Warning`)

// derived are the elements whose number follows from others of the message.
var derived = map[string]string{
	"Phase":                         "the place of the object",
	"AuxiliaryControllerN":          "four bits of an octet",
	"PrimaryActiveTariffPriceScale": "four bits of an octet",
}

// sampled are the messages in which only the first time of a log stands.
var sampled = []string{"GCS17", "GCS18", "GCS61"}

// TestIndependently compares each value in the documents of the published messages with what the
// message says to a reader that knows nothing of Use Cases and of the catalogue.
func TestIndependently(t *testing.T) {
	keys := publishedKeys(t)
	checked, words := 0, map[string]int{}
	for _, p := range allPublished(t) {
		parsed, err := xmldsig.Parse(p.xml)
		if err != nil {
			t.Fatal(err)
		}
		r := rawOf(t, p.message, keys)
		for _, inside := range []string{"SMETSData", "Payload"} {
			for e := range found(parsed.Root, inside) {
				ok, known := r.explains(e.Text())
				switch {
				case !known:
					words[e.Local]++
				case !ok && e.Local == "Timestamp" && slices.Contains(sampled, strings.Split(p.name, "_")[0]):
				case !ok && derived[e.Local] == "":
					t.Errorf("%s: %s %s is not in the message", p.name, e.Path(), e.Text())
				default:
					checked++
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(words)) {
		if !slices.Contains(worded, name) && !strings.HasPrefix(name, "x8") {
			t.Errorf("%s: %d texts are not compared", name, words[name])
		}
	}
	t.Logf("%d values compared, %d words", checked, len(words))
}

// found are the elements with text below those of a name.
func found(e *xmldsig.Element, name string) func(func(*xmldsig.Element) bool) {
	return func(yield func(*xmldsig.Element) bool) {
		var walk func(e *xmldsig.Element, in bool) bool
		walk = func(e *xmldsig.Element, in bool) bool {
			leaf := true
			for inside := range e.Elements() {
				leaf = false
				if !walk(inside, in || e.Local == name) {
					return false
				}
			}
			return !leaf || !in || e.Text() == "" || yield(e)
		}
		walk(e, false)
	}
}
