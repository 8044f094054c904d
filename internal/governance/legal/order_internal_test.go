package legal

import (
	"cmp"
	"testing"
)

func TestOrderOfNumbers(t *testing.T) {
	for _, list := range [][]string{
		{"F8", "F8.7", "F8.7(a)", "F8.7(a)(i)", "F8.7(a)(ii)", "F8.7(aA)", "F8.7(b)", "F8.7A",
			"F8.7A(a)", "F8.7B", "F8.8", "F8.10", "F8A", "F9", "F10", "G1", "AA1"},
		{"5(a)", "5(b)", "5(h)", "5(i)", "5(z)", "5(aa)", "5(bb)"},
		{"5(i)", "5(ii)", "5(iv)", "5(v)", "5(ix)", "5(x)", "5(xxxix)"},
		{"5(1)", "5(2)", "5(10)", "5(10A)", "5(11)"}, {"5(A)", "5(B)", "5(AA)"},
		{"5[apple]", "5[apple](a)", "5[pear]"},
	} {
		for i, x := range list {
			for j, y := range list {
				if n, ok := order(x, y); n != cmp.Compare(i, j) || !ok {
					t.Errorf("%s and %s: %d, %v", x, y, n, ok)
				}
			}
		}
	}
	for _, c := range [][2]string{{"5(a)", "5[a]"}, {"5(a)", "5(1)"}, {"5(A)", "5(b)"}} {
		n, ok := order(c[0], c[1])
		if m, _ := order(c[1], c[0]); ok || n != -m || n == 0 {
			t.Errorf("%s and %s: %d and %d, %v", c[0], c[1], n, m, ok)
		}
	}
}
