package main

// postPictures lie beside the snapshots of posts.
var postPictures = []picture{
	{path: "content/valley/swifts.snapshots/box-four.jpg", draw: boxAtDusk, by: nell, made: "2026-06-04", small: true,
		alt:     "A swift with wide wings flies towards a wooden box on a church wall in the evening.",
		caption: "Box 4, a quarter past nine."},
	{path: "content/coast/harbour-camera.snapshots/thursday.jpg", draw: thursday, by: nell, made: "2026-03-12", small: true,
		alt:     "A spotted seal lies on a sandbank; a gull hangs in the air behind it.",
		caption: "Thursday, on a Thursday."},
	{path: "content/culture/quay-voices.snapshots/open-door.jpg", draw: openDoor, by: rana, made: "2024-11-26", small: true,
		alt:     "Three singers with open folders stand at a wide open door, behind them the sea.",
		caption: "The door stays open."},
}
