/** The ways a report comes in besides the button: pasted anywhere on the page, or dropped on it. */

import { textOfPaste } from "./paste.js";

export interface Intake {
  text(text: string): void;
  files(files: readonly File[]): void;
  /** There was nothing to read. */
  nothing(): void;
}

/** Where text is typed, a paste belongs to that field. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && /^(textarea|input|select|gouji-editor)$/i.test(target.tagName);
}

export function listenForReports(intake: Intake): void {
  document.addEventListener("paste", (event) => {
    if (isField(event.target) || !event.clipboardData) return;
    event.preventDefault();
    take(event.clipboardData, intake);
  });
  const dropping = (on: boolean): void => void document.body.classList.toggle("is-dropping", on);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", (event) => {
    // Leaving one element for another is not leaving the page.
    if (!event.relatedTarget) dropping(false);
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    dropping(false);
    if (event.dataTransfer) take(event.dataTransfer, intake);
  });
}

/** Text before files: Word puts a picture of what was copied beside its text. A dropped file has no text. */
function take(data: DataTransfer, intake: Intake): void {
  const files = Array.from(data.files);
  const text = textOfPaste(data);
  if (text.trim() !== "") intake.text(text);
  else if (files.length > 0) intake.files(files);
  else intake.nothing();
}
