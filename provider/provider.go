package provider

// Kind sorts providers coarsely by what they offer.
type Kind string

// The kinds. Fonts, analytics and captchas are not content, but the code that
// authors paste brings them along.
const (
	Post      Kind = "post"
	Video     Kind = "video"
	Audio     Kind = "audio"
	Map       Kind = "map"
	Chart     Kind = "chart"
	Document  Kind = "document"
	Code      Kind = "code"
	Form      Kind = "form"
	Comments  Kind = "comments"
	Image     Kind = "image"
	Font      Kind = "font"
	Analytics Kind = "analytics"
	Captcha   Kind = "captcha"
	Other     Kind = "other"
)

// Confidence says how well a record is supported by its references.
type Confidence string

const (
	High   Confidence = "high"   // two or more references agree on addresses and frame
	Medium Confidence = "medium" // one reference, or small open points
	Low    Confidence = "low"    // general knowledge, or references disagree
)

// Answer is yes, no or unknown.
type Answer string

const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// Provider is one service whose content authors place in their articles. A
// field that is empty says that the fact is unknown or that there is none.
// Providers are shared: nobody may change one.
type Provider struct {
	ID    string `json:"id"`   // kebab-case, never reused: stored decisions refer to it
	Name  string `json:"name"` // what readers call the service
	Kind  Kind   `json:"kind"`
	Topic string `json:"topic"` // a finer sort: newsletter, petition, ticketing, live-blog …

	// Noun is what one embed is called in English ("post", "map"); a match
	// may have a closer word.
	Noun string `json:"item_noun"`

	// AnyHost is true for software that runs on many hosts.
	AnyHost bool `json:"any_host"`

	// Controller is the company that answers for the data of a reader in the
	// EU, Country its ISO 3166 code; both empty where nobody in particular
	// does (federated services) or nobody is known. ControllerBasis lists the
	// references that name it; "general" is general knowledge.
	Controller      string   `json:"controller"`
	Country         string   `json:"country"`
	ControllerBasis []string `json:"controller_basis"`

	// The addresses of the service and of its policies. A policy that no
	// reference could confirm has the basis "general"; none was guessed.
	Website       string      `json:"website"`
	PrivacyPolicy string      `json:"privacy_policy"`
	CookiePolicy  string      `json:"cookie_policy"`
	PolicyBasis   PolicyBasis `json:"policy_basis"`

	// Patterns recognise the service's addresses; the first that fits wins.
	Patterns []Pattern `json:"-"`

	// KeyBase and KeyTail are what keys leave out at the beginning and at the
	// end of the permalink. Keys of published pages depend on them: they never
	// change.
	KeyBase string `json:"key_base"`
	KeyTail string `json:"key_tail"`

	// Reserved lists, by group of the patterns, words that look like a name
	// but are pages of the service itself.
	Reserved map[string][]string `json:"reserved"`

	Examples   []string  `json:"example_urls"` // right in form, not necessarily online
	Signatures Signature `json:"snippet_signatures"`

	// FrameTemplate is the address of a frame that shows a piece without any
	// script around it; a pattern may have another one.
	FrameTemplate string `json:"frame"`

	// FrameHosts are the hosts of the frame and of those it redirects to;
	// "*." stands for any subdomain, "{host}" for the host of the piece.
	// [Match.FrameHosts] fills it in.
	FrameHosts []string `json:"frame_hosts"`

	// Allow, ReferrerPolicy and FrameName are attributes of the frame. Empty
	// means: leave the attribute out. FrameName is a template, see
	// [Match.FrameName].
	Allow          string `json:"-"`
	ReferrerPolicy string `json:"-"`
	FrameName      string `json:"-"`

	// Sandbox holds the tokens that the frame needs beyond allow-scripts,
	// allow-same-origin, allow-popups and allow-presentation; SandboxReason
	// says why it needs them.
	Sandbox       []string `json:"sandbox"`
	SandboxReason string   `json:"sandbox_reason"`

	// Script is the provider's embed script, or a template of its address.
	// NeedsScript means that the pasted code shows nothing unless that script
	// runs in the page.
	Script      string `json:"script"`
	NeedsScript bool   `json:"needs_script"`

	// Opaque is how the script can be run all the same; nil where nothing is
	// known of that.
	Opaque *Opaque `json:"opaque"`

	// Play is the parameter of the frame's address with which a video or a
	// recording plays at once: "autoplay=1". See [Match.Play].
	Play string `json:"play"`

	// PrivacyMode is "host:" and another host, or "query:" and a parameter, by
	// which the provider promises to record less. It replaces no consent.
	PrivacyMode string `json:"privacy_mode"`

	OEmbed *OEmbed `json:"oembed"` // nil where there is no endpoint

	IDTime *IDTime `json:"id_time"` // nil where an id does not tell when a piece was published

	// Poster is the address of a still picture. To link it would contact the
	// provider: it may only be fetched while a page is made, and served by the
	// site itself.
	Poster string `json:"poster"`

	Resize Resize `json:"resize"`
	Ratio  string `json:"default_aspect_ratio"` // "16:9" and the like
	Height int    `json:"default_height"`       // CSS px, until the frame reports or where it never does

	// SetsCookies is a statement about the service, not a measurement of the
	// frame. Cookies are names from public lists; "*" is a changing part.
	SetsCookies Answer   `json:"sets_cookies"`
	Cookies     []string `json:"cookies"`

	AssetHosts []string   `json:"asset_hosts"` // further hosts that snippet or frame use
	Sources    []string   `json:"sources"`     // the references of the record
	Confidence Confidence `json:"confidence"`
	Note       string     `json:"note"` // what a developer or author has to know
}

// PolicyBasis lists the references that give the same policy addresses.
type PolicyBasis struct {
	Privacy []string `json:"privacy_policy"`
	Cookie  []string `json:"cookie_policy"`
}

// Pattern is one form of a provider's addresses. Noun, Frame, Poster, Height,
// Ratio and Resize hold the pattern's own value or else the provider's.
type Pattern struct {
	// RE is the expression, anchored at the front, with named groups. It is
	// matched against addresses in normal form, which begin with https://.
	RE string `json:"re"`

	Noun   string `json:"item_noun"`
	Author string `json:"author"` // the group that names the account, or empty

	// Canonical is the template of the permalink; empty: the address without
	// query and fragment.
	Canonical string `json:"canonical"`

	Frame  string `json:"-"` // template; empty where this form cannot be framed
	Poster string `json:"-"` // template

	// Resolve says how to get further where there is no frame. All ways are
	// for the time when a page is made, never for the reader's browser.
	Resolve *Resolve `json:"resolve"`

	Height int     `json:"height"`
	Ratio  string  `json:"ratio"`
	Resize *Resize `json:"resize"`
	Note   string  `json:"note"`
}

// Resolve says how to come from an address that cannot be framed to one that
// can: follow a redirect, ask the oEmbed endpoint, or read the page.
type Resolve struct {
	Via  string `json:"via"`  // "redirect", "oembed" or "page"
	Take string `json:"take"` // where the wanted value is
	Note string `json:"note"`
}

// OEmbed is a provider's oEmbed endpoint (oembed.com).
type OEmbed struct {
	Endpoint   string   `json:"endpoint"`
	NeedsToken bool     `json:"needs_token"`
	Fields     []string `json:"fields"` // fields that were seen or documented
	Audit      string   `json:"audit"`  // verdict of the oEmbed registry's own run, or empty
	Note       string   `json:"note"`

	// ByNoun are other endpoints for pieces that are called so in English.
	ByNoun map[string]string `json:"endpoint_by_noun"`
}

// Signature is what the code that a provider offers for pasting looks like.
// Classes, elements and ids are exact names; the expressions in IDs and
// ClassesLike cover the whole value; the others are expressions for addresses.
type Signature struct {
	Classes     []string `json:"classes"`
	WeakClasses []string `json:"weak_classes"` // count only together with another mark

	// Placeholders are classes of what tools for consent put in the place of a piece. They
	// count only on an element whose own attributes lead to one.
	Placeholders []string `json:"placeholder_classes"`

	Elements    []string    `json:"elements"`
	IDs         []string    `json:"ids"`
	IDsLike     []string    `json:"id_re"`
	ClassesLike []string    `json:"class_re"`
	Attributes  []Attribute `json:"attributes"`
	Params      []Attribute `json:"params"` // <param> inside <object>
	Scripts     []string    `json:"script_src"`
	Frames      []FrameForm `json:"iframe_src"`
	Links       []string    `json:"link_href"`
	Forms       []string    `json:"form_action"`
	Images      []string    `json:"image_src"`

	// FirstLink is true where the first of the links in the code that lead to
	// a piece is the one that counts, instead of the last.
	FirstLink bool `json:"first_link"`

	// Inline are expressions for the text of scripts that stand in the code
	// itself. They are asked only where something else bears the provider's
	// mark.
	Inline []FrameForm `json:"inline_script"`

	// Quote says what of the code is a quotation; nil where it holds nothing
	// that the piece says.
	Quote *Quoting `json:"quote"`
}

// Attribute is the name of an attribute and what it holds.
type Attribute struct {
	Name  string `json:"name"`
	Holds string `json:"holds"`

	// Mark is true for a name that no other service uses: whatever element has
	// it is the provider's.
	Mark bool `json:"mark"`

	// Weak is true for a name that tells whose an element is only if the
	// element then leads to a piece.
	Weak bool `json:"weak"`

	// Canonical is the template of the permalink, where the attribute leads to
	// one. It is filled from the groups of RE, which covers the whole value,
	// and from other attributes of the element by their names. Without RE,
	// {value} is the value itself, made of A-Z a-z 0-9 . _ ~ - only.
	RE        string `json:"re"`
	Canonical string `json:"canonical"`
}

// FrameForm is an expression for frame addresses with the template of the
// permalink, where one can be formed.
type FrameForm struct {
	RE        string `json:"re"`
	Canonical string `json:"canonical"`
}
