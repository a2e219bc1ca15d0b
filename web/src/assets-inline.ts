/** Files of the package for the builds that carry the module inside: for servers that do not hand out `.wasm`. */

import wasm from "../dist/gouji.wasm";
import { assets as files } from "./assets.js";

export const assets = {
  ...files,
  wasm: (features: "checker" | "ide"): string | Uint8Array => (features === "ide" ? files.wasm(features) : wasm),
};
