package main

// authorPictures are the portraits on the authors' pages.
var authorPictures = []picture{
	{path: "content/authors/mara-lindholm/portrait.jpg", draw: portrait(sitters["mara-lindholm"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Mara Lindholm: grey hair to the chin, round coral glasses, dark blue coat.",
		ar:  [2]string{"صورة مرسومة لمارا ليندهولم: شعر رمادي إلى الذقن ونظارة مرجانية مستديرة ومعطف كحلي."}},
	{path: "content/authors/tobias-wren/portrait.jpg", draw: portrait(sitters["tobias-wren"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Tobias Wren: red beard, dark knitted cap, green jacket.",
		ar:  [2]string{"صورة مرسومة لتوبياس رِن: لحية حمراء وقبّعة صوف داكنة وسترة خضراء."}},
	{path: "content/authors/nessa-brodie/portrait.jpg", draw: portrait(sitters["nessa-brodie"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Nessa Brodie: long red hair, teal earrings, yellow pullover.",
		ar:  [2]string{"صورة مرسومة لنِسا برودي: شعر أحمر طويل وقرطان فيروزيان وكنزة صفراء."}},
	{path: "content/authors/hanna-dunmore/portrait.jpg", draw: portrait(sitters["hanna-dunmore"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Hanna Dunmore: black curls, golden round glasses, coral shirt.",
		ar:  [2]string{"صورة مرسومة لهانا دَنمور: شعر أسود مجعّد ونظارة ذهبية مستديرة وقميص مرجاني."}},
	{path: "content/authors/piet-aldersey/portrait.jpg", draw: portrait(sitters["piet-aldersey"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Piet Aldersey: white beard, bald head, dark round glasses, braces.",
		ar:  [2]string{"صورة مرسومة لبيت ألدِرسي: لحية بيضاء ورأس أصلع ونظارة داكنة مستديرة وحمّالات بنطال."}},
	{path: "content/authors/edda-castell/portrait.jpg", draw: portrait(sitters["edda-castell"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Edda Castell: dark hair in a bun with a pencil in it, plum shirt.",
		ar:  [2]string{"صورة مرسومة لإيدا كاستل: شعر داكن معقوص وفيه قلم رصاص وقميص بنفسجي."}},
	{path: "content/authors/yusuf-karmi/portrait.jpg", draw: portrait(sitters["yusuf-karmi"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Yusuf Karmi: short black hair, full beard, white shirt.",
		ar:  [2]string{"صورة مرسومة ليوسف كرمي: شعر أسود قصير ولحية كثيفة وقميص أبيض."}},
	{path: "content/authors/layla-sarraj/portrait.jpg", draw: portrait(sitters["layla-sarraj"]), by: rana, made: "2024-02-01",
		alt: "Drawn portrait of Layla Sarraj: teal headscarf with a golden pin, dark blue coat.",
		ar:  [2]string{"صورة مرسومة لليلى سرّاج: غطاء رأس فيروزي بدبّوس ذهبي ومعطف كحلي."}},
}
