package article

import "time"

// Status says whether the public may see an article.
type Status uint8

const (
	// Published articles are on the site.
	Published Status = iota
	// Draft articles are being written.
	Draft
	// Scheduled articles have a publication date in the future.
	Scheduled
	// Expired articles have an expiry date in the past.
	Expired
	// Withdrawn articles were taken back by the editor. Their address stays
	// and says so; nothing of the text is shown.
	Withdrawn
)

// String returns the English name, for logs and messages to authors.
func (s Status) String() string {
	switch s {
	case Published:
		return "published"
	case Draft:
		return "draft"
	case Scheduled:
		return "scheduled"
	case Expired:
		return "expired"
	case Withdrawn:
		return "withdrawn"
	}
	return "unknown status"
}

// StatusAt derives the status of an article that is marked as draft or
// withdrawn, or goes public at the time publish and leaves at the time
// expires, as seen at now. Zero times mean no limit.
func StatusAt(draft, withdrawn bool, publish, expires, now time.Time) Status {
	switch {
	case draft:
		return Draft
	case withdrawn:
		return Withdrawn
	case !expires.IsZero() && !expires.After(now):
		return Expired
	case !publish.IsZero() && publish.After(now):
		return Scheduled
	}
	return Published
}
