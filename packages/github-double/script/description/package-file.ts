import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One JSON file of a published npm package. */
export interface PackageFile {
  readonly package: string
  readonly version: string
  /** Of the whole package, as the registry states it: another content under the same version is refused. */
  readonly integrity: string
  /** Path in the package. */
  readonly file: string
}

/**
 * Downloads a package with npm, unpacks the one file and parses it.
 * The packages are large (the descriptions of every version of GitHub), so nothing else of them touches the disk
 * but the archive, and they are no dependency of the repository.
 */
export async function readPackageFile(source: PackageFile, folder: string): Promise<unknown> {
  const wanted = `${source.package}@${source.version}`
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder, wanted], { cwd: folder })
  const archive = join(folder, packed.stdout.trim().split('\n').at(-1) ?? '')
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`
  if (found !== source.integrity) throw new Error(`${wanted} has the integrity ${found}, not ${source.integrity}`)
  await run('tar', ['-xzf', archive, '-C', folder, `package/${source.file}`])
  return JSON.parse(await readFile(join(folder, 'package', source.file), 'utf8'))
}
