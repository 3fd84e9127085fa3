package provider

// Kind sorts providers coarsely by what they offer.
type Kind string

// Provider is one service whose content authors place in their articles.
type Provider struct {
	ID   string // kebab-case, never reused: stored decisions refer to it
	Name string // what readers call the service
	Kind Kind

	// Noun is what one embed is called in English ("post", "map"); a match
	// may have a closer word.
	Noun string

	// Controller is the company that answers for a reader's data, Country
	// its ISO 3166 code; both empty where nobody in particular does
	// (federated services) or nobody is known.
	Controller string
	Country    string

	Website       string
	PrivacyPolicy string // empty where none could be confirmed
	CookiePolicy  string // empty where none could be confirmed

	// AnyHost is true for software that runs on many hosts.
	AnyHost bool

	// FrameHosts are the hosts of the frame; "*." stands for any subdomain,
	// "{host}" for the host of the piece. [Match.FrameHosts] fills it in.
	FrameHosts []string

	// Allow, ReferrerPolicy and FrameName are attributes of the frame. Empty
	// means: leave the attribute out. FrameName is a template, see
	// [Match.FrameName].
	Allow          string
	ReferrerPolicy string
	FrameName      string

	// Sandbox holds the tokens that the frame needs beyond allow-scripts,
	// allow-same-origin, allow-popups and allow-presentation.
	Sandbox []string

	Resize Resize
}

// Resize says how a frame finds its height.
type Resize struct {
	// Kind is "ratio", "fixed", "message" (the frame posts its height),
	// "script" (only the provider's script knows) or "unknown".
	Kind string

	// Rules, for Kind "message": the first that fits a message gives the height.
	Rules []ResizeRule
}

// ResizeRule reads a height out of a message. The page must accept it only if
// the message's source is the frame's window and its origin is Origin.
type ResizeRule struct {
	Origin string `json:"origin"` // "https://host"

	// Data is the form of the message: "object", "json" (a string),
	// "json-or-object", "query" (a=1&b=2) or "text".
	Data string `json:"data"`

	// Match lists what must hold for a message to count.
	Match []ResizeMatch `json:"match,omitempty"`

	// HeightPath leads to the height: keys (string) and positions (int). The
	// value is a number or a text that begins with one ("842px").
	HeightPath []any `json:"height,omitempty"`

	// Regex has a group "height", for text messages. Plus is a second one
	// whose height is added where it matches.
	Regex string `json:"regex,omitempty"`
	Plus  string `json:"plus,omitempty"`

	// Request is posted into the frame (target origin: Origin) after it
	// loads and whenever its width changes; absent for most.
	Request any `json:"request,omitempty"`

	// Above: reports up to and including this many px are ignored.
	Above int `json:"above,omitempty"`
}

// ResizeMatch demands that the value at Path equals Equals.
type ResizeMatch struct {
	Path   []any `json:"path"`
	Equals any   `json:"equals"`
}
