import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The SHA a branch of a bare repository is at; undefined if there is no such branch. Read from git's own files, loose
 * before packed: a git process for each question would be most of the time of a test.
 */
export function branchHead(bare: string, branch: string): string | undefined {
  // No name of a branch; as a path it would lead out of the folder of branches.
  if (branch.includes('..')) return undefined
  const loose = read(join(bare, 'refs/heads', branch))
  if (loose !== undefined) return loose.trim()
  const packed = read(join(bare, 'packed-refs')) ?? ''
  const line = packed.split('\n').find(one => one.endsWith(` refs/heads/${branch}`))
  return line?.slice(0, 40)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    // No such file, or a folder of branches below that name.
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined
    throw thrown
  }
}
