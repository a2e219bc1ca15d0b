// Builds the examples with frameworks into dist/examples/, as a portal's own build would.

import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { compileScript, compileStyle, parse } from "vue/compiler-sfc";

/** Vue files, compiled beforehand: a page with a strict CSP cannot compile templates. */
const vue = {
  name: "vue",
  setup(build) {
    build.onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { descriptor } = parse(await readFile(path, "utf8"), { filename: path });
      const script = compileScript(descriptor, { id: "gouji", inlineTemplate: true });
      const css = descriptor.styles.map((style) => compileStyle({ source: style.content, filename: path, id: "gouji" }).code);
      return { contents: `${script.content}\nimport "data:text/css,${encodeURIComponent(css.join("\n"))}";`, loader: "ts" };
    });
  },
};

const common = {
  bundle: true,
  minify: true,
  target: ["chrome78", "firefox78"],
  charset: "utf8",
  format: "esm",
  logLevel: "warning",
  legalComments: "none",
  alias: {
    gouji: resolve("dist/gouji.js"),
    "gouji/vue": resolve("dist/vue.js"),
    "gouji/react": resolve("dist/react.js"),
  },
  define: {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
};

await build({ ...common, entryPoints: ["examples/vue/main.ts"], outfile: "dist/examples/vue.js", plugins: [vue] });
await build({ ...common, entryPoints: ["examples/react/main.tsx"], outfile: "dist/examples/react.js", jsx: "automatic" });
