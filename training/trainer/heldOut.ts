/** Whether an article of the corpus, by its place in the sorted list, stays out of training: every tenth. */
export function isHeldOut(index: number): boolean {
  return index % 10 === 9;
}
