import type { Git } from './git.ts'
import { hasOrigin } from './origin.ts'

/** The releases that there are, here and in `origin`, whose tags need not have been fetched. */
export function releasedVersions(git: Git): readonly string[] {
  const here = git(['tag', '--list']).split('\n')
  const there = hasOrigin(git) ? git(['ls-remote', '--tags', '--refs', 'origin']).split('\n') : []
  const names = [...here, ...there.map(line => line.replace(/^\S+\trefs\/tags\//, ''))]
  return [...new Set(names)].filter(name => /^v\d+\.\d+\.\d+$/.test(name))
}

/** The highest release of a major version (`v1`); undefined where there is none. */
export function highestOf(major: string, versions: readonly string[]): string | undefined {
  return versions
    .filter(version => version.startsWith(`${major}.`))
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .at(-1)
}
