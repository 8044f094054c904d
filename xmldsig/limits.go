package xmldsig

// Default bounds on a document. Each has room for every message that DUIS knows.
const (
	// MaxBytes has room for the largest request: a firmware image of 10,240,000
	// octets in base64 and its list of Devices. DUIS section 24 asks for 20 MiB.
	MaxBytes = 20 << 20
	// MaxDepth is several times the deepest structure in the DUIS schema.
	MaxDepth = 64
	// MaxAttributes bounds attributes and namespace declarations of one element,
	// which are compared pair by pair. The largest root elements have about ten.
	MaxAttributes = 64
	// MaxNodes bounds elements, attributes, namespace declarations, texts,
	// comments and processing instructions together, and so the memory that a
	// few octets of input can take: about 200 octets each, 50 MB in all.
	MaxNodes = 1 << 18
	// maxBindings bounds the namespace prefixes in scope at one element, which
	// each name's look-up walks.
	maxBindings = 256
	// maxName bounds each half of a name, in octets: names appear in errors, once
	// for each open element. The longest in the DUIS schema have about 70.
	maxName = 256
)

// Limits bounds what a document may hold. A zero field stands for its default:
// [MaxBytes], [MaxDepth], [MaxAttributes], [MaxNodes].
type Limits struct {
	Bytes      int // octets of the document
	Depth      int // elements within one another; the root is 1
	Attributes int // attributes and namespace declarations of one element
	Nodes      int // everything that takes memory, in the whole document
}

func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field == 0 {
			*field = value
		}
	}
	set(&l.Bytes, MaxBytes)
	set(&l.Depth, MaxDepth)
	set(&l.Attributes, MaxAttributes)
	set(&l.Nodes, MaxNodes)
	return l
}
