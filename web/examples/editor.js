// Nothing to add: <gouji-editor> is a field of its form, which is sent by POST. This only shows what it would send.
document.getElementById("report-form").addEventListener("submit", function (event) {
  event.preventDefault();
  var report = String(new FormData(event.target).get("report"));
  document.title = "将提交" + report.length + "字";
});
