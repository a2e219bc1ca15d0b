// A portal's server for the tests: files of this directory, with the Content-Security-Policy that the first part of the
// path names. /strict/examples/file.html is served as a strict portal would.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

const strict = (script) =>
  `default-src 'none'; script-src ${script}; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self'; ` +
  `font-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types gouji`;

/** Content-Security-Policy by the first part of the path. */
const policies = {
  open: null,
  strict: strict("'self' 'wasm-unsafe-eval'"),
  nowasm: strict("'self'"),
  // Frameworks that write styles into the page.
  framework: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
};

/** Starts it on a free port. `pages` adds pages of a test's own, by path. */
export async function serve(pages = {}) {
  const server = createServer(async (request, response) => {
    const [, mode, ...rest] = decodeURIComponent(new URL(request.url, "http://localhost").pathname).split("/");
    const path = normalize(rest.join("/"));
    const policy = policies[mode];
    if (policy === undefined || path.startsWith("..")) {
      response.writeHead(404).end();
      return;
    }
    try {
      const body = pages[path] ?? (await readFile(root + path));
      const headers = { "content-type": types[extname(path)] ?? "application/octet-stream", "cache-control": "no-store" };
      if (policy !== null) headers["content-security-policy"] = policy;
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, close: () => new Promise((resolve) => server.close(resolve)) };
}
