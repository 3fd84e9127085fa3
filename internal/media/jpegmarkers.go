package media

// JPEG marker codes (ITU-T T.81, table B.1), each preceded by 0xFF.
const (
	markerSOI   = 0xD8 // start of image
	markerEOI   = 0xD9 // end of image
	markerSOS   = 0xDA // start of scan
	markerAPP1  = 0xE1 // EXIF and XMP
	markerAPP13 = 0xED // Photoshop resources, among them IIM
)

// What the data of an application segment begins with.
const (
	exifHeader      = "Exif\x00\x00"
	xmpHeader       = "http://ns.adobe.com/xap/1.0/\x00"
	photoshopHeader = "Photoshop 3.0\x00"
)

// resourceIIM is the Photoshop image resource that holds IPTC IIM.
const resourceIIM = 0x0404
