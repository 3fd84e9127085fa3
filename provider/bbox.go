package provider

import (
	"math"
	"regexp"
	"strconv"
)

// viewport is the box, in CSS px, that a map's page address is taken to fill. Map
// frames keep the shape 4:3, so this decides only how much of the world they show.
const viewportWidth, viewportHeight = 640, 480

// bbox is where an expression has the groups that {bbox} is computed from.
type bbox struct{ zoom, lat, lon int }

func bboxGroups(re *regexp.Regexp) bbox {
	return bbox{re.SubexpIndex("zoom"), re.SubexpIndex("lat"), re.SubexpIndex("lon")}
}

// append writes the part of the world that a viewport shows, as west, south, east
// and north in degrees, for one value in a query. Maps on the web cut the globe
// into tiles of 256 px in the Mercator projection, twice as many each way with
// every zoom level (OpenStreetMap wiki, "Slippy map tilenames"). It fails on
// numbers that are no place on such a map.
func (g bbox) append(dst []byte, address string, groups []int) ([]byte, bool) {
	const limit = 85.05 // the latitude where the projection's square ends
	zoom, err1 := strconv.Atoi(group(address, groups, g.zoom))
	lat, err2 := strconv.ParseFloat(group(address, groups, g.lat), 64)
	lon, err3 := strconv.ParseFloat(group(address, groups, g.lon), 64)
	if err1 != nil || err2 != nil || err3 != nil || zoom < 1 || zoom > 20 || math.Abs(lat) > limit || math.Abs(lon) > 180 {
		return dst, false
	}
	world := 256 * math.Exp2(float64(zoom)) // px around the globe
	dx := viewportWidth / 2 / world * 360
	y := math.Asinh(math.Tan(lat * math.Pi / 180)) // radians above the equator on the map
	dy := viewportHeight / 2 / world * 2 * math.Pi
	latitude := func(y float64) float64 {
		return min(max(math.Atan(math.Sinh(y))*180/math.Pi, -limit), limit)
	}
	for i, v := range [...]float64{max(lon-dx, -180), latitude(y - dy), min(lon+dx, 180), latitude(y + dy)} {
		if i > 0 {
			dst = append(dst, "%2C"...)
		}
		dst = strconv.AppendFloat(dst, v, 'f', 6, 64)
	}
	return dst, true
}
