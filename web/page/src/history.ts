/** Earlier texts of the report, for undo and redo. They live as long as the page and nowhere else. */

/** Characters kept in all; beyond it the oldest go. */
const MAX_KEPT = 40_000_000;
/** Typing is undone in runs with pauses of at least this many milliseconds between them. */
const PAUSE = 800;

export class TextHistory {
  private undoable: string[] = [];
  private redoable: string[] = [];
  private lastTyped = 0;

  clear(): void {
    this.undoable = [];
    this.redoable = [];
    this.lastTyped = 0;
  }

  get canUndo(): boolean {
    return this.undoable.length > 0;
  }

  get canRedo(): boolean {
    return this.redoable.length > 0;
  }

  /** Keeps `before`, which is about to change. Typing without a pause is one step. */
  keep(before: string, typed: boolean, now: number): void {
    const goesOn = typed && now - this.lastTyped < PAUSE && this.undoable.length > 0;
    this.lastTyped = typed ? now : 0;
    this.redoable = [];
    if (goesOn) return;
    this.undoable.push(before);
    let kept = this.undoable.reduce((sum, text) => sum + text.length, 0);
    while (kept > MAX_KEPT && this.undoable.length > 1) kept -= this.undoable.shift()?.length ?? 0;
  }

  /** The text before the last change of `current`. */
  undo(current: string): string | null {
    return move(this.undoable, this.redoable, current);
  }

  redo(current: string): string | null {
    return move(this.redoable, this.undoable, current);
  }
}

function move(from: string[], to: string[], current: string): string | null {
  const text = from.pop();
  if (text === undefined) return null;
  to.push(current);
  return text;
}
