/** What all ways in have in common. */

import { adopt } from "./dom.js";
import css from "./gouji.css";
import type { Checker, Lang, Rules } from "./checker.js";
import type { FindingJson } from "./types.js";

/** Options that every way in takes. */
export interface AttachOptions {
  /** The checker, or the promise of one, so that a page need not wait for it. */
  checker: Checker | Promise<Checker>;
  rules?: Rules;
  lang?: Lang;
  /** Milliseconds without a key before a check starts. */
  delay?: number;
  /** Where the list goes; by default behind the field. */
  list?: Element;
  /** Where the style is, for browsers without constructed sheets: the package's `gouji.css`. */
  css?: string;
}

/** What an attached field can be asked. */
export interface Attachment {
  /** What was found last; empty until the first check. */
  readonly findings: readonly FindingJson[];
  /** Checks now, and says when the findings are there. */
  check(): Promise<void>;
  /** Takes everything away again that was added. */
  detach(): void;
}

export function style(root: ShadowRoot, options: { css?: string | undefined }): void {
  adopt(root, css, options.css || "gouji.css");
}

let kinds = 0;

/** A kind of its own, so that two fields that share a checker do not overtake each other. */
export const ownKind = (): string => "field" + (kinds += 1);
