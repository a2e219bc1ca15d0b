/** What the builds for pages offer. */

export * from "./api-core.js";
