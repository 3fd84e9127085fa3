package consent_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// A log is written record by record, and read with every record checked
// against the one before.
func Example() {
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	notice := consent.Notice{
		Provider: "examplevideo", Recipient: "Example Video Ltd, Ireland", Lang: "en", Days: 30,
		Text: "This video is on video.example.\nLoad the video",
	}
	receipt := consent.NewReceipt(notice, notice.Decide(consent.Given, true), "/science/tides/", false, now)

	var log []byte
	at := consent.Link{}
	for _, entry := range []consent.Entry{
		consent.Start{Version: consent.Version, Log: consent.NewID(), File: 1, Time: now},
		consent.Shown{Time: now, Hash: notice.Hash(), Notice: notice},
		receipt,
	} {
		log, at = at.Append(log, entry)
	}

	for _, text := range [][]byte{log, bytes.Replace(log, []byte("given"), []byte("taken"), 1)} {
		r := consent.NewReader(bytes.NewReader(text))
		for {
			record, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				fmt.Println(err.(*consent.Fault).What)
				continue
			}
			if d, ok := record.Entry.(consent.Receipt); ok {
				fmt.Printf("record %d: %s for %d days, to %s\n", record.N, d.Action, d.Days, d.Recipient)
			}
		}
	}
	// Output:
	// record 3: given for 30 days, to Example Video Ltd, Ireland
	// the hash does not fit: this record was changed, or something before it
}
