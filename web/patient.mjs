import { readFile } from "node:fs/promises";

/**
 * CodeMirror gives up measuring after five rounds and says so on the console. Its guess of how many characters a line holds
 * is made with Latin ones; of Chinese ones half as many fit, so that a jump into lines not measured yet takes up to ten
 * rounds. It gets thirty.
 */
export const patient = {
  name: "patient",
  setup(build) {
    build.onLoad({ filter: /@codemirror[\\/]view[\\/]dist[\\/]index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace("if (i > 5) {", "if (i > 30) {");
      if (contents === source) throw new Error("the measure loop of @codemirror/view is not what it was");
      return { contents, loader: "js" };
    });
  },
};
