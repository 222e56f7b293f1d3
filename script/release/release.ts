import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Git, gitIn } from './git.ts'
import { refuseForeign } from './origin.ts'
import { ownRepository, referencesIn, stamped } from './references.ts'
import { highestOf, releasedVersions } from './versions.ts'

const SHIP = 'actions/ship/action.yml'
const CALLED = '.github/workflows/deploy.yml'
/** What people copy, and what shows how. */
const COPIED = ['workflows-templates', 'examples']

interface Release {
  /** Full SHA of the commit that has the tags. */
  readonly commit: string
  /** `v1` */
  readonly major: string
  /** The higher release where `major` stays; undefined where it has moved to this one. */
  readonly stays: string | undefined
  /** The arguments of git that publish it: all its tags, or none. */
  readonly push: readonly string[]
}

/**
 * A commit cannot hold its own SHA, so that a release is three commits on top of `HEAD`, each of which names the one before:
 * `actions/ship` names `actions/deploy`, the called workflow names `actions/ship`, the templates name both. A SHA of the last two
 * pins all that runs. The tag `v1` moves only to the highest of its releases. Nothing in the work tree changes. Throws where
 * something of ours would still be named by a tag.
 */
export function release(root: string, version: string): Release {
  const [, major] = /^(v[1-9]\d*)\.\d+\.\d+$/.exec(version) ?? []
  if (major === undefined) throw new Error(`"${version}" is no version: write v1.2.3`)
  const git = gitIn(root)
  if (git(['status', '--porcelain']) !== '') throw new Error('the work tree has changes: commit them first')
  const others = releasedVersions(git)
  if (others.includes(version)) throw new Error(`the tag ${version} is there already: a release never moves`)
  const index = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    const repository = ownRepository(git(['show', `HEAD:${SHIP}`]))
    refuseForeign(git, repository)
    const staged = gitIn(root, { GIT_INDEX_FILE: join(index, 'index') })
    staged(['read-tree', 'HEAD'])
    const copied = git(['ls-files', ...COPIED])
      .split('\n')
      .filter(file => /\.ya?ml$/.test(file))
    let commit = git(['rev-parse', 'HEAD'])
    for (const files of [[SHIP], [CALLED], copied]) {
      const message = `${version}: ${files === copied ? 'the templates' : files[0]} by SHA\n\nDist: unchanged`
      commit = commitStamped({ staged, files, repository, version, parent: commit, message, folder: index })
    }
    refuseUnpinned(git, commit, repository, copied)
    // Not signed, whatever tag.gpgSign says: a signed tag has a message, for which git opens an editor.
    git(['tag', '--no-sign', version, commit])
    const highest = highestOf(major, [...others, version])
    if (highest === version) git(['tag', '--no-sign', '--force', major, commit])
    const push = ['push', '--atomic', 'origin', `refs/tags/${version}`]
    return highest === version
      ? { commit, major, stays: undefined, push: [...push, `+refs/tags/${major}`] }
      : { commit, major, stays: highest, push }
  } finally {
    rmSync(index, { recursive: true, force: true })
  }
}

interface Stamping {
  readonly staged: Git
  readonly files: readonly string[]
  readonly repository: string
  readonly version: string
  readonly parent: string
  readonly message: string
  /** Takes the stamped files until git has them. */
  readonly folder: string
}

function commitStamped({ staged, files, repository, version, parent, message, folder }: Stamping): string {
  const texts = textsAt(
    staged,
    files.map(file => `${parent}:${file}`),
  )
  const written = texts.map((text, at) => {
    const file = join(folder, `stamped-${at}`)
    writeFileSync(file, stamped(text, repository, parent, version))
    return file
  })
  const blobs = staged(['hash-object', '-w', '--no-filters', '--stdin-paths'], { input: written.join('\n') }).split(
    '\n',
  )
  const input = files.map((file, at) => `100644 ${blobs[at]}\t${file}\n`).join('')
  staged(['update-index', '--index-info'], { input })
  return staged(['commit-tree', staged(['write-tree']), '-p', parent, '-m', message])
}

/** Follows what is used from file to file, each as it is at the commit that is named. */
function refuseUnpinned(git: Git, commit: string, repository: string, copied: readonly string[]): void {
  const seen = new Set<string>()
  let open = [SHIP, CALLED, ...copied].map(file => `${commit}:${file}`)
  while (open.length > 0) {
    const places = [...new Set(open)].filter(place => !seen.has(place))
    open = []
    if (places.length === 0) return
    for (const [at, text] of textsAt(git, places).entries()) {
      const place = places[at] ?? ''
      seen.add(place)
      for (const { path, ref } of referencesIn(text, repository)) {
        if (!/^[0-9a-f]{40}$/.test(ref)) {
          const how = `where a release is to name it, write "uses: ${repository}/${path}@TAG" and nothing else in the line`
          throw new Error(`${place} names ${path}@${ref}, which is no full SHA: ${how}`)
        }
        open.push(`${ref}:${/\.ya?ml$/.test(path) ? path : join(path, 'action.yml')}`)
      }
    }
  }
}

/** The texts of `commit:path`, in one process of git. Throws for one that is not there. */
function textsAt(git: Git, places: readonly string[]): readonly string[] {
  const printed = Buffer.from(git(['cat-file', '--batch'], { input: `${places.join('\n')}\n`, trim: false }))
  let at = 0
  return places.map(place => {
    const head = printed.indexOf('\n', at)
    const [, size] = /^[0-9a-f]{40,64} blob (\d+)$/.exec(printed.toString('utf8', at, head)) ?? []
    if (size === undefined) throw new Error(`there is no file ${place}`)
    at = head + 1 + Number(size) + 1
    return printed.toString('utf8', head + 1, at - 1)
  })
}
