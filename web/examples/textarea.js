// All that a portal adds for its text field.
gouji.attach(document.getElementById("report"), { checker: gouji.createChecker() });

// Stands for the portal's server: says how much it would have received. A report is too long for an address, so its form is
// sent by POST.
document.getElementById("report-form").addEventListener("submit", function (event) {
  event.preventDefault();
  document.title = "将提交" + String(new FormData(event.target).get("report")).length + "字";
});
