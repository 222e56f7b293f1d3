import { UserError } from '../errors.ts'
import { type GitPlace, runGit } from './git.ts'

/** Reads objects byte by byte, as they are in the repository: no filter and no attribute has a say. */
export async function readBlobs(place: GitPlace, objects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(objects)]
  if (wanted.length === 0) return new Map()
  const input = wanted.map(object => `${object}\n`).join('')
  const { stdout, stderr } = await runGit(place, ['cat-file', '--batch'], { input, encoding: 'latin1' })
  const blobs = blobsIn(Buffer.from(stdout, 'latin1'))
  const missing = wanted.filter(object => !blobs.has(object))
  if (missing.length === 0) return blobs
  const said = stderr.trim().split('\n')[0] ?? ''
  const which = `${missing.length} of ${wanted.length} contents of its files`
  throw new UserError(
    'commit-incomplete',
    `The local repository does not have the whole commit: it lacks ${which}${said === '' ? '' : ` (${said})`}: is it a partial clone? Check the commit out whole in a step before this one (actions/checkout without "filter")`,
  )
}

/** Takes the output of `git cat-file --batch` apart: `<object> <type> <size>`, a line break, the bytes, a line break. */
function blobsIn(output: Buffer): ReadonlyMap<string, Buffer> {
  const blobs = new Map<string, Buffer>()
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at)
    const head = output.subarray(at, end < 0 ? output.length : end).toString('latin1')
    const [, object, size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? []
    at += head.length + 1
    if (object === undefined) continue // `<object> missing`
    const bytes = output.subarray(at, at + Number(size))
    if (bytes.length === Number(size)) blobs.set(object, bytes)
    at += bytes.length + 1
  }
  return blobs
}
