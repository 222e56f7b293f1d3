import { UserError } from '../errors.ts'

/** What the files of one set may hold: far more than a service has, and less than would hold up a cluster. */
const MOST_BYTES = 10_000_000

/** Refuses rendered files that are too large to be read. */
export function refuseLargeFiles(sizes: readonly { readonly file: string; readonly bytes: number }[]): void {
  const bytes = sizes.reduce((sum, each) => sum + each.bytes, 0)
  if (bytes <= MOST_BYTES) return
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes)
  const message = `The templates render ${megabytes(bytes)}, more than the ${MOST_BYTES / 1_000_000} MB of one deployment; the largest is ${largest?.file} with ${megabytes(largest?.bytes ?? 0)}`
  throw new UserError('manifests-too-large', message)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
