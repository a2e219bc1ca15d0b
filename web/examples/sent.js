// Stands for the portal's server: says how much it would have received.
var report = new URLSearchParams(location.search).get("report");
if (report !== null) document.getElementById("sent").textContent = "已收到，共" + report.length + "字。";
