// All that a portal adds for a form whose fields carry data-gouji.
gouji.attachFields(document.getElementById("money-form"), {
  checker: gouji.createChecker(),
  checks: ["三公经费@2023决算 ≤ 三公经费@2023预算"],
});
