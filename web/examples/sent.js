// Stands for the portal's server: says how much it would have received.
var characters = new URLSearchParams(location.search).get("length");
if (characters !== null) document.getElementById("sent").textContent = "已收到，共" + characters + "字。";
