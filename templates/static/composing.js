// Tells typed keys from keys that belong to an input method (输入法).

/** Whether a key event belongs to an input method that is still composing. */
export function isComposing(event) {
  // Safari ends the composition before the Enter that confirms it; 229 marks that key.
  return event.isComposing || event.keyCode === 229;
}
