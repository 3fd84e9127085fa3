package article

// Validate reports what keeps an article from being published.
func (a *Article) Validate() []*Problem { return nil }
