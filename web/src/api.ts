/** What the builds for pages offer. */

import { FileAttachment, type FileOptions } from "./attach-file.js";
import { TextAttachment, type TextOptions } from "./attach-text.js";
import { FieldsAttachment, type FieldsOptions } from "./fields.js";

export * from "./api-core.js";
export type { FileOptions, TextOptions, FieldsOptions, FileAttachment, TextAttachment, FieldsAttachment };
export type { Attachment, AttachOptions } from "./settings.js";

/** Gives an existing text field or file field live findings; takes nothing from it and changes nothing of it. */
export function attach(field: HTMLTextAreaElement, options: TextOptions): TextAttachment;
export function attach(field: HTMLInputElement, options: FileOptions): FileAttachment;
export function attach(
  field: HTMLTextAreaElement | HTMLInputElement,
  options: TextOptions | FileOptions,
): TextAttachment | FileAttachment {
  if (field.tagName === "TEXTAREA") return new TextAttachment(field as HTMLTextAreaElement, options as TextOptions);
  const input = field as HTMLInputElement;
  if (input.type !== "file") throw new TypeError("attach takes a textarea or an input of type file");
  return new FileAttachment(input, options as FileOptions);
}

/** Checks the fields of a form against each other as people type; see `data-gouji`. */
export function attachFields(form: HTMLElement, options: FieldsOptions): FieldsAttachment {
  return new FieldsAttachment(form, options);
}
