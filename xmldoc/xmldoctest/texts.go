package xmldoctest

import (
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/mains-energy/mains/xmldoc"
)

// candidate is a text at, near or beyond a bound of a simple type, not escaped.
func (g *Generator) candidate(s *xmldoc.Simple) string {
	text := g.near(s)
	if g.Chance(6) {
		text = Pick(g, []string{" ", "\n", "\t ", "", "\u00a0"}) + text +
			Pick(g, []string{" ", "\r\n", ""})
	}
	return text
}

func (g *Generator) near(s *xmldoc.Simple) string {
	switch s.Base {
	case xmldoc.BaseBoolean:
		return Pick(g, []string{"true", "false", "1", "0", "TRUE", "True", "yes", "", "2", "+1", "01",
			"t rue"})
	case xmldoc.BaseDateTime:
		return g.day() + "T" + g.clock() + g.zone()
	case xmldoc.BaseDate:
		return g.day() + g.zone()
	case xmldoc.BaseTime:
		return g.clock() + g.zone()
	case xmldoc.BaseBase64, xmldoc.BaseHex:
		return g.octets(s)
	case xmldoc.BaseString, xmldoc.BaseToken:
		return g.nearText(s)
	case xmldoc.BaseDecimal:
		if s.MaxLength != 0 && !s.Bounded {
			return Pick(g, decimalTexts)
		}
	}
	return g.nearNumber(s)
}

var decimalTexts = []string{"5.4", "5", "+5.4", "-0.0", ".5", "5.", ".", "-", "", "5,4", "1e3",
	"INF", "NaN", "0x5", "5.4.1", "000005.400000", "12345678901234567890.123", "+-5", "5 4", "- 5"}

// nearNumber is one less than, at, or one more than a bound.
func (g *Generator) nearNumber(s *xmldoc.Simple) string {
	if s.Digits == 20 && g.Chance(3) {
		return Pick(g, values[len(values)-30:])
	}
	n := big.NewInt(Pick(g, []int64{s.Min, s.Max, s.Min, s.Max, 0, g.between(s.Min, s.Max)}))
	if s.Digits > 0 && g.Chance(2) {
		n.Exp(big.NewInt(10), big.NewInt(int64(s.Digits)), nil)
	}
	n.Add(n, big.NewInt(int64(g.IntN(3)-1)))
	text := n.String()
	if s.Fraction > 0 {
		sign := ""
		if text[0] == '-' {
			sign, text = "-", text[1:]
		}
		text = strings.Repeat("0", max(0, s.Fraction+1-len(text))) + text
		text = sign + text[:len(text)-s.Fraction] + "." + text[len(text)-s.Fraction:]
		text += Pick(g, []string{"", "", "0", "00", "1", "5"})
		if g.Chance(4) {
			text = strings.TrimRight(text, "0")
		}
	}
	switch g.IntN(16) {
	case 0:
		text = "+" + text
	case 1:
		text = strings.Replace("-"+text, "--", "", 1)
	case 2:
		text = strings.Replace("00"+text, "00-", "-00", 1)
	case 3:
		text += Pick(g, []string{".", ".0", "e0", " 1", "L", ",0"})
	case 4:
		text = Pick(g, []string{"", "+", "-", "--1", "+-1", "0x1", "1_000", "\u0661", "-0", "+0"})
	}
	return text
}

// nearText is a text by list, form or length.
func (g *Generator) nearText(s *xmldoc.Simple) string {
	switch {
	case s.Enum != nil:
		text := Pick(g, s.Enum)
		switch g.IntN(8) {
		case 0:
			text = strings.ToUpper(text)
		case 1:
			text = strings.ToLower(text)
		case 2:
			text = strings.Replace(text, " ", "  ", 1)
		case 3:
			text += Pick(g, []string{" ", "x", "\n"})
		case 4:
			text = " " + text
		case 5:
			text = text[1:]
		}
		return text
	case s.Name == "EUI" || s.Name == "RequestID":
		return Pick(g, values[len(values)-30:])
	}
	text := []rune(g.text(s))
	length := s.MaxLength
	if g.Chance(2) || length > 1000 {
		length = s.MinLength
	}
	length = max(0, length+g.IntN(3)-1)
	for len(text) < length {
		text = append(text, Pick(g, []rune("aA0 -\u00e9\U0001f50c")))
	}
	if g.Chance(4) && len(text) > 0 {
		text[g.IntN(len(text))] = Pick(g, []rune("a0 \n\t\u00e9~!,-"))
	}
	return string(text[:length])
}

// octets are octets of a number near the bounds, written well or badly.
func (g *Generator) octets(s *xmldoc.Simple) string {
	n := s.MinLength
	if s.MaxLength < 1000 && g.Chance(2) {
		n = s.MaxLength
	} else if g.Chance(3) {
		n += g.IntN(6)
	}
	raw := make([]byte, max(0, n+g.IntN(3)-1))
	for i := range raw {
		raw[i] = byte(g.Uint32())
	}
	text := base64.StdEncoding.EncodeToString(raw)
	if s.Base == xmldoc.BaseHex {
		text = hex.EncodeToString(raw)
		if s.Enum != nil {
			text = Pick(g, s.Enum)
		}
		if g.Chance(2) {
			text = strings.ToLower(text)
		} else if g.Chance(2) {
			text = strings.ToUpper(text)
		}
	}
	i := g.IntN(len(text) + 1)
	switch g.IntN(9) {
	case 0:
		text = text[:i] + Pick(g, []string{" ", "  ", "\n", "\t\n"}) + text[i:]
	case 1:
		text = text[:i] + Pick(g, []string{"=", "A", "-", "_", "!", "g", "\u00e9", "0"}) + text[i:]
	case 2:
		text = text[:i]
	case 3:
		text = strings.TrimRight(text, "=")
	case 4:
		text = strings.Join(strings.Split(text, ""), " ")
	}
	return text
}

func (g *Generator) day() string {
	year := Pick(g, []string{"2030", "2028", "1900", "2000", "0001", "9999"})
	if g.Chance(3) {
		year = Pick(g, []string{"0000", "-0001", "-2030", "10000", "65535", "65536", "99999", "12345678",
			"02030", "+2030", "30", "-0000", "-10000"})
	}
	month := Pick(g, []string{"01", "02", "02", "12", "11"})
	day := Pick(g, []string{"01", "28", "29", "30", "31"})
	if g.Chance(6) {
		month = Pick(g, []string{"00", "13", "1", "-1", "1a"})
	}
	if g.Chance(6) {
		day = Pick(g, []string{"00", "32", "9", " 9", "0x"})
	}
	return year + "-" + month + "-" + day
}

func (g *Generator) clock() string {
	text := Pick(g, []string{"00", "09", "23", "24"}) + ":" + Pick(g, []string{"00", "59", "00"}) +
		":" + Pick(g, []string{"00", "59", "00"}) +
		Pick(g, []string{"", "", ".0", ".5", ".999", ".000000000001"})
	if g.Chance(5) {
		text = Pick(g, []string{"24:00:00", "24:00:00.000", "24:00:01", "25:00:00", "9:00:00", "09:00",
			"09:60:00", "09:00:60", "09:00:00.", "090000", "", "24:00:00.0001", "09:00:00,5", "09:00:61"})
	}
	return text
}

func (g *Generator) zone() string {
	if g.Chance(4) {
		return Pick(g, []string{"z", "+14:01", "-14:01", "+15:00", "+1:00", "+0100", "+01", " Z", "ZZ",
			"+00:60", "00:00", "+24:00"})
	}
	return Pick(g, []string{"Z", "Z", "", "+00:00", "-00:00", "+14:00", "-14:00", "+13:59", "-00:30"})
}

// values are texts of many types, those of identifiers and numbers last.
var values = []string{
	"", " ", "x", "0", "1", "true", "TRUE", "false", "9", "10", "+5", "-0", "-1", "007",
	"1799", "1800", "01799", "1.0", "5.4", ".5", "5.", "-", "1e3", "4.1", "4.1.1", " 4.1.1",
	"4.1.1 ", "4.1.9", "2030-01-15T09:00:00.00Z", "2030-01-15T24:00:00Z",
	"2030-01-15T24:00:01Z", "2030-02-29T00:00:00Z", "2028-02-29T00:00:00Z",
	"2030-01-15T09:00:60Z", "2030-01-15T09:00:00.Z", "2030-01-15T09:00:00+14:00",
	"2030-01-15T09:00:00+14:01", "2030-01-15T09:00:00-00:30", "2030-01-15t09:00:00Z",
	"2030-1-15T09:00:00Z", "2030-01-15T09:00:00", "0000-01-15T09:00:00Z",
	"2030-13-15T09:00:00Z", "2030-01-15", "2030-01-15Z", "3wkB", "3wE=", "3wF=", "3w==",
	"3x==", "3w", "3wkB=", "3w k B", "\n3wkB\n", "Supplier", " Supplier\n", "supplier", "ACB",
	"1234567890123", "12345678901234", "A\u00e9\u4e2d", "AB1 2CD", "999999999999",
	"1000000000000", "<![CDATA[1]]>", "1<!-- -->7", "<!-- -->", "&#49;7", "8F36", "8f3", "I0",
	"E52", "N32", "AD1", "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1",
	"90-b3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:01",
	" 90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7 ",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:18446744073709551616",
	"90B3D51F30010000:00DB1234567890A0:1", "00-DB-12-34-56-78-90-a0", "00-DB-12-34-56-78-90",
	"00DB1234567890A0", "90-B3-D5-1F-30-01-00-0G", "90:B3:D5:1F:30:01:00:00", "1-2-3-4-5-6-7-8",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:0",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:00",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:-1",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:+1",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:9999999999999999999",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:18446744073709551615",
	"90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0: 1",
	"++5", "+-5", "-00", "12345678901234567890", "123456789012345678901", "-12345678901234567890",
	" 7 ", "0000000000000000000000001", "1 2",
}
