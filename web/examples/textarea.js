// All that a portal adds for its text field.
gouji.attach(document.getElementById("report"), { checker: gouji.createChecker() });
