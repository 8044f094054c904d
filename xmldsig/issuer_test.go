package xmldsig_test

import (
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

func TestSameName(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"CN=Z1,OU=07", "CN=Z1,OU=07", true},
		{"CN=Z1,OU=07", "OU=07, CN=Z1", true},
		{"CN=U1, OU=07", "cn = U1;ou=07", true},
		{"CN=Z1+OU=07", "OU=07+CN=Z1", true},
		{"2.5.4.11=07,OID.2.5.4.3=Z1", "CN=Z1,OU=07", true},
		{`CN="A, B",OU=07`, `CN=A\, B,OU=07`, true},
		{`CN=A\2c B`, `CN=A\, B`, true},
		{"CN=a  b", "CN=A B", true},
		{`CN=\C3\A9`, "CN=é", true},
		{"CN=Z1,OU=07", "CN=Z1,OU=08", false},
		{"CN=Z1,OU=07", "CN=Z1", false},
		{"CN=Z1", "CN=Z1,CN=Z1", false},
		{"CN=Z1", "OU=Z1", false},
		{"CN=A,OU=B", `CN=A\,OU=B`, false},
		{"", "", false},
		{"Z1", "Z1", false},
		{"CN=Z1,", "CN=Z1,", false},
		{`CN="Z1`, `CN="Z1`, false},
		{`CN=Z1\`, `CN=Z1\`, false},
		{"=Z1", "=Z1", false},
		{"C N=Z1", "C N=Z1", false},
	}
	for _, test := range tests {
		if got := xmldsig.SameName(test.a, test.b); got != test.want {
			t.Errorf("SameName(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
		if got := xmldsig.SameName(test.b, test.a); got != test.want {
			t.Errorf("SameName(%q, %q) = %v, want %v", test.b, test.a, got, test.want)
		}
	}
}
