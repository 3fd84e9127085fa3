package main

// The palette: a dozen inks that all pictures share.
var (
	ink    = hex(0x13243a) // night, outlines
	deep   = hex(0x1d4459) // deep water, distance
	teal   = hex(0x3a7d84) // water by day
	foam   = hex(0xaed3cb) // shallow water, pale sky
	paper  = hex(0xfbf4e4) // light
	sand   = hex(0xf0dcb4) // beach, flour, paper in shade
	ochre  = hex(0xe4a544) // sun, lamps, corn
	coral  = hex(0xd4623f) // the accent
	brick  = hex(0x8f3c30) // the accent in shade
	rose   = hex(0xeab098) // evening sky, skin of apples
	moss   = hex(0x7d9654) // meadow
	pine   = hex(0x2c5242) // trees
	plum   = hex(0x5d4a6b) // dusk
	crust  = hex(0xb9783a) // bread, wood
	walnut = hex(0x5f3d2a) // dark wood
)
