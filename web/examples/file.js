// All that a portal adds for its file field.
gouji.attach(document.getElementById("file"), { checker: gouji.createChecker() });
