package evidence

import (
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// memory is how far back notices are looked for: readers may take back for so
// long what they had remembered.
const memory = (consent.MaxDays + 31) * 24 * time.Hour

// recall makes the notices of older files known, the newest first, so that what
// was agreed to under other words can be taken back. It runs beside everything
// else.
func (l *Log) recall(now time.Time) {
	files, err := list(l.o.Dir)
	if err != nil {
		return // whoever writes will say it
	}
	from := now.Add(-memory).UTC().Format("2006-01")
	for i := len(files) - 2; i >= 0; i-- {
		month := fileName.FindStringSubmatch(filepath.Base(files[i].path))[2]
		if month < from || l.notices.full() {
			return
		}
		select {
		case <-l.quit:
			return
		default:
		}
		if err := l.recallFile(files[i].path); err != nil {
			l.log.Warn("an older file of the receipts cannot be read: those who take back now what they agreed to then may leave no receipt",
				slog.String("file", files[i].path), slog.Any("error", err))
		}
	}
}

func (l *Log) recallFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return consent.EachNotice(f, func(n consent.Notice) { l.notices.remember([]consent.Notice{n}) })
}
