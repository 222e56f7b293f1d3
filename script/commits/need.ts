import { stripTypeScriptTypes } from 'node:module'
import { emittedCode } from './emitted-code.ts'

/** A file that a commit changes, with its text before and after; `undefined` where there is none. */
export interface ChangedFile {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/**
 * What a commit's `dist/` has to be:
 *
 * - `none`: the commit changes nothing that is built, or nothing but types
 * - `carried`: it brings a new one
 * - `unclear`: a build would have to show that it makes no difference
 * - `missing`: what is shipped changes with a package, and `dist/` stays
 */
export type DistNeed = 'none' | 'carried' | 'unclear' | 'missing'

const BUILT = /^(src\/|script\/build$|tsconfig(\.build)?\.json$)/

/** Judges a commit by its files alone. */
export function distNeed(files: readonly ChangedFile[]): DistNeed {
  if (files.some(({ path }) => path.startsWith('dist/'))) return 'carried'
  const lock = files.find(({ path }) => path === 'package-lock.json')
  if (lock !== undefined && shippedPackages(lock.before) !== shippedPackages(lock.after)) return 'missing'
  const changed = files.filter(
    ({ path, before, after }) => BUILT.test(path) && codeOf(path, before) !== codeOf(path, after),
  )
  return changed.length === 0 ? 'none' : 'unclear'
}

/** Whether what a commit changes can change more than the comments and the layout of `dist/`. */
export function changesCode(files: readonly ChangedFile[]): boolean {
  const built = files.filter(({ path }) => BUILT.test(path))
  // Sorted and without paths: the bundle does not name its files.
  const all = (side: 'before' | 'after') =>
    built
      .map(file => shipped(file.path, file[side]))
      .filter(code => code !== '')
      .toSorted()
  return JSON.stringify(all('before')) !== JSON.stringify(all('after'))
}

function shipped(path: string, text = ''): string {
  if (!path.endsWith('.ts')) return text
  return path === 'src/index.ts' ? codeOf(path, text) : emittedCode(text)
}

/** The text without types. What is left of a file of types alone is nothing. */
function codeOf(path: string, text: string | undefined): string {
  if (text === undefined) return ''
  if (!path.endsWith('.ts')) return text
  const words = quietly(() => stripTypeScriptTypes(text)).split(/\s+/)
  return words.filter(word => word !== '' && word !== ';').join(' ')
}

/** Node warns once that it is new. */
function quietly<T>(work: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return work()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** The packages of a lock file that are not there for development alone. */
function shippedPackages(text: string | undefined): string {
  const { packages = {} } = JSON.parse(text ?? '{}') as {
    packages?: Record<string, { version?: string; dev?: boolean }>
  }
  const shipped = Object.entries(packages).filter(([name, { dev }]) => name !== '' && dev !== true)
  return JSON.stringify(shipped.map(([name, { version }]) => [name, version]))
}
