import { UserError } from '../../errors.ts'

const MOST_OBJECTS = 1_000

/** Refuses a set of too many objects. */
export function checkCount(count: number): void {
  if (count <= MOST_OBJECTS) return
  const message = `The templates render ${count} objects, more than the ${MOST_OBJECTS} of one deployment; check the loops in the templates, or deploy several services`
  throw new UserError('manifests-too-large', message)
}
