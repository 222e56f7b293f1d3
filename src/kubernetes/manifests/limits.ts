import type { RenderedFile } from '../../domain/rendered-file.ts'
import { UserError } from '../../errors.ts'

/** What one set may hold: far more than a service has, and less than would hold up a cluster. */
const MOST_BYTES = 10_000_000
const MOST_OBJECTS = 1_000

/** Refuses rendered files that are too large to be read. */
export function checkSize(files: readonly RenderedFile[]): void {
  const sizes = files.map(({ file, text }) => ({ file, bytes: Buffer.byteLength(text) }))
  const bytes = sizes.reduce((sum, each) => sum + each.bytes, 0)
  if (bytes <= MOST_BYTES) return
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes)
  const message = `The templates render ${megabytes(bytes)}, more than the ${MOST_BYTES / 1_000_000} MB of one deployment; the largest is ${largest?.file} with ${megabytes(largest?.bytes ?? 0)}`
  throw new UserError('manifests-too-large', message)
}

/** Refuses a set of too many objects. */
export function checkCount(count: number): void {
  if (count <= MOST_OBJECTS) return
  const message = `The templates render ${count} objects, more than the ${MOST_OBJECTS} of one deployment; check the loops in the templates, or deploy several services`
  throw new UserError('manifests-too-large', message)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
