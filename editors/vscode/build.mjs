// Bundles the extension into dist/, and with --tests the tests into test/dist/.
import { build } from "esbuild";
import { rm } from "node:fs/promises";

const tests = process.argv.includes("--tests");
const common = { bundle: true, minify: true, sourcemap: false, logLevel: "warning", legalComments: "none" };

await rm("dist", { recursive: true, force: true });
await Promise.all([
  // VS Code 1.91 runs extensions in Node 20.
  build({ ...common, entryPoints: { desktop: "src/desktop.ts", session: "src/session/node.ts" }, outdir: "dist", platform: "node", format: "cjs", target: "node20", external: ["vscode"] }),
  build({ ...common, entryPoints: { web: "src/web.ts" }, outdir: "dist", platform: "browser", format: "cjs", target: "es2022", external: ["vscode"] }),
  build({ ...common, entryPoints: { worker: "src/session/worker.ts" }, outdir: "dist", platform: "browser", format: "iife", target: "es2022" }),
  build({ ...common, entryPoints: { preview: "src/preview/view.ts", style: "src/preview/style.css" }, outdir: "dist", platform: "browser", format: "iife", target: "es2022" }),
]);

if (tests) {
  await rm("test/dist", { recursive: true, force: true });
  await build({
    ...common,
    minify: false,
    entryPoints: ["test/src/*.test.ts"],
    outdir: "test/dist",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
  });
}
