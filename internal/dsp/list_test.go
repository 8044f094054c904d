package dsp_test

import (
	"bytes"
	"testing"
)

// TestDelivery finds each of the documents that are listed, one of them as it was posted, and
// no other.
func TestDelivery(t *testing.T) {
	w := one(t)
	w.answered()
	posted := w.delivered(supplier)
	w.untilLogged(1, "deliver", "user", supplier.String(), "state", "delivered")
	list, err := w.gateway.Deliveries(t.Context(), 10)
	w.must(err)
	found := 0
	for _, row := range list {
		d, document, ok, err := w.gateway.Delivery(t.Context(), row.ID)
		w.must(err)
		if !ok || d != row || len(document) == 0 {
			t.Errorf("%+v is %+v, %v, of %d octets", row, d, ok, len(document))
		}
		if bytes.Equal(document, posted) && d.User == supplier && d.State == "delivered" {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d of %d documents are the one that was posted", found, len(list))
	}
	d, document, ok, err := w.gateway.Delivery(t.Context(), "none")
	if ok || err != nil || document != nil || d.ID != "" {
		t.Errorf("none is %+v, %v, %v", d, ok, err)
	}
}
