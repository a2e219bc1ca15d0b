/** Stands for the files of the build at hand: the ES module's here, the classic script's where `build.mjs` says so. */

export { assets } from "./assets-module.js";
