// All that a portal adds for its text field.
gouji.attach(document.getElementById("report"), { checker: gouji.createChecker() });

// Stands for the portal's server, which says how much it has received. A report is too long for an address, so its form is sent
// by POST.
document.getElementById("report-form").addEventListener("submit", function (event) {
  event.preventDefault();
  location.href = "sent.html?length=" + String(new FormData(event.target).get("report")).length;
});
