package keeper

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/internal/snapshot/picture"
	"github.com/gatefold/gatefold/provider"
)

// said puts a status into words.
func said(status int) string {
	n := " (" + strconv.Itoa(status) + ")"
	switch status {
	case http.StatusNotFound:
		return "not found" + n
	case http.StatusGone:
		return "gone" + n
	case http.StatusUnauthorized, http.StatusForbidden:
		return "not for everybody" + n
	case http.StatusTooManyRequests:
		return "too many questions" + n
	}
	if status >= http.StatusInternalServerError {
		return "the provider has a fault" + n
	}
	return "the provider answers " + strconv.Itoa(status)
}

// save writes what was found into the file of one article.
func (r *run) save(h *holder, f *found) {
	if f == nil {
		f = &found{}
	}
	pasted, has := h.says()
	switch {
	case f.unchanged && !has:
		h.line.say(Unchanged, "")
	case !has && (f.said == nil || !worth(f)):
		h.line.say(Failed, f.reason)
		return
	}
	name, reason := r.savePicture(h, f)
	if h.line.PictureReason = reason; has && f.said == nil {
		h.line.PictureReason = f.reason
	}
	before, after := "", ""
	err := r.update(h, func(e *snapshot.Entry) bool {
		if e.Drop || e.Source == snapshot.Editor {
			return false // somebody said so since we looked
		}
		before = e.Picture
		if has {
			r.merge(e, f, &pasted, name)
		} else {
			r.merge(e, f, nil, name)
		}
		after = e.Picture
		return true
	})
	if err != nil {
		r.fault(h, err)
		return
	}
	if before != after {
		r.dropPicture(h, before)
	}
	h.kept(has, name)
}

// kept says in the report where the words of a piece come from.
func (h *holder) kept(pasted bool, picture string) {
	h.line.Picture = picture
	if h.line.Outcome != "" {
		return
	}
	h.line.say(Kept, "")
	h.line.From = string(snapshot.OEmbed)
	if pasted {
		h.line.From = string(snapshot.Pasted)
	}
}

// merge lays what is known now over an entry: the pasted words, nil for none, what
// the provider says, and the name of a picture.
func (r *run) merge(e *snapshot.Entry, f *found, pasted *provider.Quote, picture string) {
	old := *e
	switch {
	case pasted != nil:
		e.Quote, e.Source = filled(*pasted, e.Quote), snapshot.Pasted
		if f.said != nil {
			e.Quote = filled(e.Quote, snapshot.Clean(f.said.Quote))
		}
	case f.said != nil:
		e.Quote, e.Source = snapshot.Clean(f.said.Quote), snapshot.OEmbed
	}
	if f.said != nil {
		e.ETag, e.LastModified = f.etag, f.modified
	}
	if picture != "" {
		e.Picture = picture
	}
	if f.asked {
		e.Checked = r.today()
	}
	if e.Kept.IsZero() || !snapshot.Alike(old.Quote, e.Quote) || old.Picture != e.Picture {
		e.Kept = r.now
	}
}

// worth reports whether an answer says something, or shows it.
func worth(f *found) bool {
	q := &f.said.Quote
	return q.Text != "" || q.Title != "" || q.Author != "" || f.picture != nil
}

// fault notes what a person has to mend.
func (r *run) fault(h *holder, err error) {
	h.line.say(Failed, err.Error())
	p, ok := errors.AsType[*article.Problem](err)
	if !ok {
		p = &article.Problem{File: snapshot.Sidecar(h.Source), Message: err.Error(), Remedy: "check the permissions and the space on the disk", Err: err}
	}
	r.writing.Lock()
	defer r.writing.Unlock()
	r.report.Problems = append(r.report.Problems, p)
}

// savePicture copies the picture beside the article.
func (r *run) savePicture(h *holder, f *found) (name, reason string) {
	if f.picture == nil {
		return "", ""
	}
	data, ext, reason := f.picture()
	if reason != "" || r.DryRun {
		return "", reason
	}
	r.writing.Lock()
	defer r.writing.Unlock()
	name, err := r.Store.AddPicture(h.Source, ext, data)
	if err != nil {
		return "", err.Error()
	}
	return name, ""
}

// dropPicture removes a picture that no entry of the article shows any more.
func (r *run) dropPicture(h *holder, name string) {
	if name == "" {
		return
	}
	r.writing.Lock()
	defer r.writing.Unlock()
	f, _ := r.Store.Load(h.Source)
	for i := range f.Entries {
		if f.Entries[i].Picture == name {
			return
		}
	}
	r.Store.DropPicture(h.Source, name)
}

// fetchPicture fetches a picture and makes it one for the site.
func (r *run) fetchPicture(ctx context.Context, address string) (data []byte, ext, reason string) {
	a, err := r.Courier.Ask(ctx, courier.Question{URL: address, Accept: "image/webp,image/jpeg,image/png,image/gif", Limit: picture.MaxBytes})
	switch {
	case err != nil:
		return nil, "", err.Error()
	case a.Status != http.StatusOK:
		return nil, "", said(a.Status)
	}
	r.decoding.Lock()
	defer r.decoding.Unlock()
	p, err := picture.Make(a.Body)
	if err != nil {
		return nil, "", err.Error()
	}
	return p.Data, p.Ext, ""
}
