/** The results of a check that pass. */
export function passes(result: string | undefined): boolean {
  return result === 'success' || result === 'skipped' || result === 'neutral'
}
